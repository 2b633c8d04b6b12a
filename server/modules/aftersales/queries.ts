import type { CaseState } from "#contract/states/case";
import type { caseReasons } from "#contract/api/aftersales";
import { type Db, statement, type Tx } from "#platform/db";

export type Case = {
  id: bigint;
  orderId: bigint;
  shopId: bigint;
  buyerId: bigint;
  state: CaseState;
  reason: (typeof caseReasons)[number];
  note: string;
  fen: bigint;
  rejectReason: string;
  dueAt: Date | null;
  refundId: bigint | null;
  openedAt: Date;
  endedAt: Date | null;
};
export type HistoryRow = { state: CaseState; byWhom: string; note: string; at: Date };

const COLUMNS = `id, order_id as "orderId", shop_id as "shopId", buyer_id as "buyerId", state, reason, note, fen,
  reject_reason as "rejectReason", due_at as "dueAt", refund_id as "refundId", opened_at as "openedAt",
  ended_at as "endedAt"`;
const byId = statement<Case>("aftersales.case_by_id", `select ${COLUMNS} from aftersales.cases where id = $1`);
const ofOrder = statement<Case>(
  "aftersales.cases_of_order",
  `select ${COLUMNS} from aftersales.cases where order_id = $1 order by id`,
);
const ofBuyer = statement<Case>(
  "aftersales.cases_of_buyer",
  `select ${COLUMNS} from aftersales.cases
   where buyer_id = $1 and ($2::bigint is null or order_id = $2) and ($3::bigint is null or id < $3)
   order by id desc limit $4`,
);
const ofShop = statement<Case>(
  "aftersales.cases_of_shop",
  `select ${COLUMNS} from aftersales.cases
   where shop_id = $1 and ($2::boolean is null or (ended_at is null) = $2) and ($3::bigint is null or id < $3)
   order by id desc limit $4`,
);
const due = statement<Case>(
  "aftersales.cases_due",
  `select ${COLUMNS} from aftersales.cases where ended_at is null and due_at <= $1 order by due_at limit $2`,
);
const histories = statement<HistoryRow & { caseId: bigint }>(
  "aftersales.read_history",
  `select case_id as "caseId", state, by_whom as "byWhom", note, happened_at as at from aftersales.history
   where case_id = any($1::bigint[]) order by happened_at, id`,
);

export const findCase = async (db: Db | Tx, caseId: bigint): Promise<Case | undefined> => (await byId(db, caseId))[0];
export const casesOfOrder = (db: Db | Tx, orderId: bigint): Promise<Case[]> => ofOrder(db, orderId);
export const findDueCases = (db: Db | Tx, at: Date, limit: number): Promise<Case[]> => due(db, at, limit);

type Page = { limit: number; before: string | undefined };
export const listBuyerCases = (
  db: Db | Tx,
  buyerId: bigint,
  orderId: bigint | undefined,
  { limit, before }: Page,
): Promise<Case[]> => ofBuyer(db, buyerId, orderId ?? null, before ?? null, limit + 1);
export const listCasesOfShop = (
  db: Db | Tx,
  shopId: bigint,
  open: boolean | undefined,
  { limit, before }: Page,
): Promise<Case[]> => ofShop(db, shopId, open ?? null, before ?? null, limit + 1);

export async function readHistories(db: Db | Tx, caseIds: readonly bigint[]): Promise<Map<bigint, HistoryRow[]>> {
  const rows = caseIds.length > 0 ? await histories(db, [...caseIds]) : [];
  return Map.groupBy(rows, (row) => row.caseId);
}
