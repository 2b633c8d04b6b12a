import { releaseHolds } from "#modules/inventory";
import { returnGrants } from "#modules/promotions";
import { statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { type ByWhom, moveOrders } from "./order-moves.ts";

const endings = statement<{
  orderId: bigint;
  buyerId: bigint;
  shopId: bigint;
  roomId: bigint | null;
  why: string;
  byWhom: ByWhom;
  skuIds: bigint[];
}>(
  "orders.read_endings",
  `select o.id as "orderId", o.buyer_id as "buyerId", o.shop_id as "shopId", o.room_id as "roomId", h.why,
     h.by_whom as "byWhom", array(select sku_id from orders.lines where order_id = o.id order by id) as "skuIds"
   from orders.orders o
   cross join lateral (
     select why, by_whom from orders.history where order_id = o.id and state = 'closing' order by happened_at desc, id desc limit 1
   ) h
   where o.id = any($1::bigint[]) order by o.id`,
);

/**
 * The provider has closed the payment of these orders for certain: they end, and only now their stock and coupons go
 * back. Those that were paid in the meantime are left alone.
 */
export async function closeOrders(tx: Tx, orderIds: readonly bigint[], at: (orderId: bigint) => Date): Promise<void> {
  // A payment that ended without our asking takes the same way, so that the history has no gap.
  await moveOrders(tx, orderIds, { to: "closing", byWhom: "provider", why: "payment_closed", at });
  const closed = await moveOrders(tx, orderIds, { to: "unpaid_closed", byWhom: "provider", at });
  if (closed.length === 0) return;
  await releaseHolds(tx, closed);
  await returnGrants(tx, closed);
  const rows = await endings(tx, closed);
  await emit(
    tx,
    "orders.cancelled",
    rows.map(({ byWhom, why, ...row }) => ({ ...row, why: why === "" ? byWhom : why })),
  );
}
