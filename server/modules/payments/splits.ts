import type { Db, Tx } from "#platform/db";
import { statement } from "#platform/db";

export type SplitResult = "pending" | "succeeded" | "failed";
export type Receiver = { account: string; fen: bigint; description: string; result: SplitResult };
export type SplitState = "requested" | "processing" | "succeeded" | "failed";
export type SplitRow = {
  id: bigint;
  outOrderNo: string;
  orderId: bigint;
  transactionId: string;
  receivers: Receiver[];
  state: SplitState;
  attempts: number;
  looks: number;
};
type Row = Omit<SplitRow, "receivers"> & { receivers: (Omit<Receiver, "fen"> & { fen: string })[] };

const SELECT = `select s.id, s.out_order_no as "outOrderNo", s.order_id as "orderId", p.provider_ref as "transactionId",
    s.receivers, s.state, s.attempts, s.looks
  from payments.splits s join payments.paid_orders p using (order_id)`;
const byId = statement<Row>("payments.split_by_id", `${SELECT} where s.id = $1`);
const lockById = statement<Row>("payments.lock_split", `${SELECT} where s.id = $1 for update of s`);
const idOf = statement<{ id: bigint }>(
  "payments.split_by_number",
  `select id from payments.splits where out_order_no = $1`,
);

const splitOf = (row: Row): SplitRow => ({
  ...row,
  receivers: row.receivers.map((receiver) => ({ ...receiver, fen: BigInt(receiver.fen) })),
});
export const writeReceivers = (receivers: readonly Receiver[]): string =>
  JSON.stringify(receivers.map((receiver) => ({ ...receiver, fen: String(receiver.fen) })));

function one(rows: Row[], id: bigint): SplitRow {
  const [row] = rows;
  if (!row) throw new Error(`no split has the id ${id}`);
  return splitOf(row);
}
export const readSplit = async (db: Db | Tx, id: bigint): Promise<SplitRow> => one(await byId(db, id), id);
export const lockSplit = async (tx: Tx, id: bigint): Promise<SplitRow> => one(await lockById(tx, id), id);
export const splitNumbered = async (db: Db | Tx, outOrderNo: string): Promise<bigint | undefined> =>
  (await idOf(db, outOrderNo))[0]?.id;
