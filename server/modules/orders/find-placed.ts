import { columns, type Db, statement, type Tx } from "#platform/db";
import { type Ask, type Placed, requestOf } from "./asks.ts";

export type Kept = Placed & { fingerprint: Buffer };

// An array of bigints arrives as an array of digits.
type Row = Omit<Kept, "orderIds"> & { orderIds: string[]; buyerId: bigint; requestId: string };
const selectPlaced = statement<Row>(
  "orders.find_placed",
  `select c.buyer_id as "buyerId", c.request_id as "requestId", c.id as "checkoutId", c.fingerprint,
     c.payable_fen as "payableFen", o.ids::text[] as "orderIds", o.pay_by as "payBy"
   from unnest($1::bigint[], $2::text[]) r (buyer_id, request_id)
   join orders.checkouts c using (buyer_id, request_id)
   cross join lateral (
     select array_agg(id order by id) as ids, min(pay_by) as pay_by from orders.orders where checkout_id = c.id
   ) o`,
);

/** The checkouts that these requests have already become. */
export async function findPlaced(db: Db | Tx, asks: readonly Ask[]): Promise<Map<string, Kept>> {
  if (asks.length === 0) return new Map();
  const rows = await selectPlaced(db, ...columns(asks, "buyerId", "requestId"));
  return new Map(rows.map((row) => [requestOf(row), { ...row, orderIds: row.orderIds.map(BigInt) }]));
}

const selectBought = statement<{ buyerId: bigint; skuId: bigint; quantity: number }>(
  "orders.find_bought",
  `select l.buyer_id as "buyerId", l.sku_id as "skuId", sum(l.quantity)::int as quantity
   from orders.lines l join orders.orders o on o.id = l.order_id and o.state not in ('unpaid_closed', 'all_refunded', 'oversold')
   where l.buyer_id = any($1::bigint[]) and l.sku_id = any($2::bigint[]) group by 1, 2`,
);

export const boughtKey = (buyerId: bigint, skuId: bigint): string => `${buyerId}:${skuId}`;

/** How many pieces of these SKUs these buyers have in orders that stand, unpaid ones included, by `boughtKey`. */
export async function findBought(
  db: Db | Tx,
  buyerIds: readonly bigint[],
  skuIds: readonly bigint[],
): Promise<Map<string, number>> {
  if (skuIds.length === 0) return new Map();
  const rows = await selectBought(db, [...new Set(buyerIds)], [...skuIds]);
  return new Map(rows.map((row) => [boughtKey(row.buyerId, row.skuId), row.quantity]));
}

const selectBoughtInDeals = statement<{ buyerId: bigint; dealId: bigint; quantity: number }>(
  "orders.find_bought_in_deals",
  `select l.buyer_id as "buyerId", l.deal_id as "dealId", sum(l.quantity)::int as quantity
   from orders.lines l join orders.orders o on o.id = l.order_id and o.state not in ('unpaid_closed', 'all_refunded', 'oversold')
   where l.deal_id = any($2::bigint[]) and l.buyer_id = any($1::bigint[]) group by 1, 2`,
);

/** The same of these deals, by `boughtKey` of account and deal. */
export async function findBoughtInDeals(
  db: Db | Tx,
  accounts: readonly bigint[],
  dealIds: readonly bigint[],
): Promise<Map<string, number>> {
  if (dealIds.length === 0) return new Map();
  const rows = await selectBoughtInDeals(db, [...new Set(accounts)], [...dealIds]);
  return new Map(rows.map((row) => [boughtKey(row.buyerId, row.dealId), row.quantity]));
}
