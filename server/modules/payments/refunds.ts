import type { RefundState } from "#contract/states/payment";
import { clock } from "#platform/clock";
import { columns, type Db, statement, type Tx } from "#platform/db";

export type RefundWhy = "aftersale" | "late" | "second" | "mismatch";
export type RefundRow = {
  id: bigint;
  outRefundNo: string;
  intentId: bigint;
  orderId: bigint | null;
  caseId: bigint | null;
  fen: bigint;
  why: RefundWhy;
  providerRef: string;
  state: RefundState;
  attempts: number;
  looks: number;
};
type NewRefund = Pick<RefundRow, "id" | "intentId" | "orderId" | "caseId" | "fen" | "why" | "providerRef">;

const insert = statement(
  "payments.insert_refunds",
  `insert into payments.refunds (id, out_refund_no, intent_id, order_id, case_id, fen, why, provider_ref, state, look_at,
     created_at)
   select id, 'R' || id, intent, ord, kase, fen, why, ref, 'requested', at, at
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[],
     $8::timestamptz[]) r (id, intent, ord, kase, fen, why, ref, at)`,
);
const COLUMNS = `id, out_refund_no as "outRefundNo", intent_id as "intentId", order_id as "orderId",
  case_id as "caseId", fen, why, provider_ref as "providerRef", state, attempts, looks`;
const byId = statement<RefundRow>("payments.refund_by_id", `select ${COLUMNS} from payments.refunds where id = $1`);
const lockById = statement<RefundRow>(
  "payments.lock_refund",
  `select ${COLUMNS} from payments.refunds where id = $1 for update`,
);
const idOf = statement<{ id: bigint }>(
  "payments.refund_by_number",
  `select id from payments.refunds where out_refund_no = $1`,
);

/** Writes refunds down with the number that the provider will know each by, before anybody is asked. */
export async function insertRefunds(tx: Tx, refunds: readonly NewRefund[]): Promise<void> {
  if (refunds.length === 0) return;
  const names = ["id", "intentId", "orderId", "caseId", "fen", "why", "providerRef"] as const;
  await insert(
    tx,
    ...columns(refunds, ...names),
    refunds.map(() => clock.now()),
  );
}

export async function readRefund(db: Db | Tx, id: bigint): Promise<RefundRow> {
  const [row] = await byId(db, id);
  if (!row) throw new Error(`no refund has the id ${id}`);
  return row;
}
export async function lockRefund(tx: Tx, id: bigint): Promise<RefundRow> {
  const [row] = await lockById(tx, id);
  if (!row) throw new Error(`no refund has the id ${id}`);
  return row;
}
export const refundNumbered = async (db: Db | Tx, outRefundNo: string): Promise<bigint | undefined> =>
  (await idOf(db, outRefundNo))[0]?.id;
