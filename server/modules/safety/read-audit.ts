import { type Db, statement, type Tx } from "#platform/db";

export type AuditLine = {
  id: bigint;
  actorId: bigint;
  actorName: string;
  action: string;
  subject: string;
  scope: string;
  reason: string;
  detail: Record<string, unknown>;
  at: Date;
};
export type AuditFilter = {
  before: string | undefined;
  actorId?: bigint | undefined;
  action?: string | undefined;
  limit: number;
};

const select = statement<AuditLine>(
  "safety.read_audit",
  `select r.id, r.actor_id as "actorId", coalesce(a.nickname, '') as "actorName", r.action, r.subject, r.scope, r.reason,
     r.detail, r.happened_at as at
   from platform.audit_rows r left join safety.actors a on a.id = r.actor_id
   where ($1::bigint is null or r.id < $1) and ($2::bigint is null or r.actor_id = $2)
     and ($3::text is null or r.action = $3) order by r.id desc limit $4`,
);

/** The audit log, newest first. */
export const readAudit = (db: Db | Tx, { before, actorId, action, limit }: AuditFilter): Promise<AuditLine[]> =>
  select(db, before ?? null, actorId ?? null, action ?? null, limit);
