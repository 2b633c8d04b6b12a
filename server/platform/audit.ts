import { clock } from "./clock.ts";
import { statement, type Tx } from "./db.ts";
import { newId } from "./ids.ts";

/** Who of the staff did what to which thing, and why. Values before and after are safe to keep (no plain personal data). */
export type AuditRow = {
  actorId: bigint;
  action: string;
  subject: string;
  scope: "shop" | "platform" | "room";
  scopeId?: bigint | null;
  reason?: string;
  detail?: Record<string, unknown>;
};

const append = statement(
  "audit.append",
  `insert into platform.audit_rows (id, actor_id, action, subject, scope, scope_id, reason, detail, happened_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** Leaves an audit row in the transaction of the deed itself, so that neither stands without the other. */
export async function audit(tx: Tx, row: AuditRow): Promise<void> {
  const detail = JSON.stringify(row.detail ?? {}, (_key, v: unknown) => (typeof v === "bigint" ? v.toString() : v));
  const { actorId, action, subject, scope } = row;
  await append(
    tx,
    newId(),
    actorId,
    action,
    subject,
    scope,
    row.scopeId ?? null,
    row.reason ?? "",
    detail,
    clock.now(),
  );
}
