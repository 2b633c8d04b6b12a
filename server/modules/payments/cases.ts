import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

/** Money that needs a person: one open question per subject. */
export type Case = {
  kind: "mismatch" | "unknown_number" | "abnormal_refund" | "failed_split";
  subject: string;
  fen: bigint;
  note: string;
};

const insert = statement(
  "payments.open_cases",
  `insert into payments.cases (id, kind, subject, fen, note, created_at)
   select *, $6::timestamptz from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[])
   on conflict (kind, subject) do nothing`,
);
const close = statement(
  "payments.close_case",
  `update payments.cases set closed_at = $3 where kind = $1 and subject = $2 and closed_at is null`,
);

export async function openCases(tx: Tx, cases: readonly Case[], at: Date): Promise<void> {
  if (cases.length === 0) return;
  const rows = cases.map((each) => ({ ...each, id: newId() }));
  await insert(tx, ...columns(rows, "id", "kind", "subject", "fen", "note"), at);
}

/** What the case was about has come right by itself. */
export async function closeCase(tx: Tx, kind: Case["kind"], subject: string): Promise<void> {
  await close(tx, kind, subject, clock.now());
}
