import type { OrderState } from "#contract/states/order";
import { type Db, statement, type Tx } from "#platform/db";
import { ORDER_COLUMNS, type OrderRow } from "./order-facts.ts";

export type Tab = "all" | "to_pay" | "to_ship" | "to_receive" | "done";

/** What stands under each tab of the buyer's list. A partly shipped order has a parcel to look out for. */
const TABS: Record<Tab, readonly OrderState[] | null> = {
  all: null,
  to_pay: ["unpaid"],
  to_ship: ["to_ship"],
  to_receive: ["partly_shipped", "to_receive"],
  done: ["done"],
};

const listOfBuyer = statement<OrderRow>(
  "orders.list_of_buyer",
  `select ${ORDER_COLUMNS} from orders.orders o
   where o.buyer_id = $1 and ($2::text[] is null or o.state = any($2)) and ($3::bigint is null or o.id < $3)
   order by o.id desc limit $4`,
);
const countOfBuyer = statement<{ toPay: number; toShip: number; toReceive: number }>(
  "orders.count_of_buyer",
  `select count(*) filter (where state = any($2::text[]))::int as "toPay",
     count(*) filter (where state = any($3::text[]))::int as "toShip",
     count(*) filter (where state = any($4::text[]))::int as "toReceive"
   from orders.orders where buyer_id = $1`,
);
const listOfShop = statement<OrderRow>(
  "orders.list_of_shop",
  `select ${ORDER_COLUMNS} from orders.orders o
   where o.shop_id = $1 and ($2::text is null or o.state = $2) and ($3::bigint is null or o.room_id = $3)
     and ($4::bigint is null or o.id < $4)
   order by o.id desc limit $5`,
);
const readOne = statement<OrderRow>(
  "orders.read_one",
  `select ${ORDER_COLUMNS} from orders.orders o
   where o.id = $1 and ($2::bigint is null or o.buyer_id = $2) and ($3::bigint is null or o.shop_id = $3)`,
);
// The counter writes no line of history: that an order was placed is the order itself. Older ones have a line of it.
const selectHistory = statement<{ orderId: bigint; state: OrderState; byWhom: string; why: string; at: Date }>(
  "orders.read_history",
  `select order_id as "orderId", state, by_whom as "byWhom", why, happened_at as at, id
   from orders.history where order_id = any($1::bigint[])
   union all
   select o.id, 'unpaid', 'buyer', '', o.placed_at, 0 from orders.orders o
   where o.id = any($1::bigint[]) and not exists (
     select from orders.history h where h.order_id = o.id and h.state = 'unpaid')
   order by at, id`,
);

type Page = { limit: number; before: string | undefined };

/** One more than a page, so that the page knows whether another follows. */
export const listBuyerOrders = (db: Db | Tx, buyerId: bigint, tab: Tab, { limit, before }: Page): Promise<OrderRow[]> =>
  listOfBuyer(db, buyerId, TABS[tab], before ?? null, limit + 1);

/** The badges on the buyer's tabs. */
export async function countBuyerOrders(
  db: Db | Tx,
  buyerId: bigint,
): Promise<{ toPay: number; toShip: number; toReceive: number }> {
  return (await countOfBuyer(db, buyerId, TABS.to_pay, TABS.to_ship, TABS.to_receive))[0]!;
}

export const listOrdersOfShop = (
  db: Db | Tx,
  shopId: bigint,
  { state, roomId }: { state?: OrderState | undefined; roomId?: bigint | undefined },
  { limit, before }: Page,
): Promise<OrderRow[]> => listOfShop(db, shopId, state ?? null, roomId ?? null, before ?? null, limit + 1);

export const findBuyerOrder = async (db: Db | Tx, orderId: bigint, buyerId: bigint): Promise<OrderRow | undefined> =>
  (await readOne(db, orderId, buyerId, null))[0];
export const findShopOrder = async (db: Db | Tx, orderId: bigint, shopId: bigint): Promise<OrderRow | undefined> =>
  (await readOne(db, orderId, null, shopId))[0];

export type HistoryRow = { state: OrderState; byWhom: string; why: string; at: Date };

export async function readHistory(db: Db | Tx, orderIds: readonly bigint[]): Promise<Map<bigint, HistoryRow[]>> {
  const rows = orderIds.length > 0 ? await selectHistory(db, [...orderIds]) : [];
  return Map.groupBy(rows, (row) => row.orderId);
}
