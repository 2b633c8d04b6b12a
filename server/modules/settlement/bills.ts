import { type Db, statement, type Tx } from "#platform/db";
import type { Tier } from "./tiers.ts";

export type BillState = "waiting" | "due" | "held" | "releasing" | "released" | "cancelled";
export type Bill = {
  orderId: bigint;
  shopId: bigint;
  tier: Tier;
  days: number;
  reserveBp: number;
  feeBp: number;
  state: BillState;
  completedAt: Date | null;
  dueAt: Date | null;
  releasedAt: Date | null;
  reserveFen: bigint;
};

const COLUMNS = `order_id as "orderId", shop_id as "shopId", tier, days, reserve_bp as "reserveBp", fee_bp as "feeBp",
  state, completed_at as "completedAt", due_at as "dueAt", released_at as "releasedAt", reserve_fen as "reserveFen"`;

const lockOne = statement<Bill>(
  "settlement.lock_bill",
  `select ${COLUMNS} from settlement.bills where order_id = $1 for update`,
);
const readOfShop = statement<Bill>(
  "settlement.bills_of_shop",
  `select ${COLUMNS} from settlement.bills where shop_id = $1 and ($2::bigint is null or order_id < $2)
   order by order_id desc limit $3`,
);

/** The bill of an order, kept still; undefined when the order was never paid. */
export const lockBill = async (tx: Tx, orderId: bigint): Promise<Bill | undefined> => (await lockOne(tx, orderId))[0];

export const readShopBills = (db: Db | Tx, shopId: bigint, before: bigint | null, limit: number): Promise<Bill[]> =>
  readOfShop(db, shopId, before, limit);
