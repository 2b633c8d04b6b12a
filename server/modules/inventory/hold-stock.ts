import { columns, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { tellLowStock } from "./low-stock.ts";

export type Hold = { orderId: bigint; lineId: bigint; skuId: bigint; placeId: bigint; quantity: number };

const hold = statement<{ skuId: bigint; placeId: bigint; isSlice: boolean; before: number; after: number }>(
  "inventory.hold_stock",
  `with wanted as (
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[])
       w (order_id, line_id, sku_id, place_id, quantity)
   ), kept as (
     insert into inventory.reservations (order_id, line_id, sku_id, place_id, quantity, state)
     select order_id, line_id, sku_id, place_id, quantity, 'held' from wanted
   ), sums as (
     select sku_id, place_id, sum(quantity)::int as quantity from wanted group by sku_id, place_id
   )
   update inventory.positions p set reserved = p.reserved + s.quantity from sums s
   where p.sku_id = s.sku_id and p.place_id = s.place_id and p.reserved + s.quantity <= p.on_hand
   returning p.sku_id as "skuId", p.place_id as "placeId", p.is_slice as "isSlice", p.on_hand - p.reserved + s.quantity as before,
     p.on_hand - p.reserved as after`,
);

/**
 * Reserves pieces for the lines of placed orders, all or nothing. The caller holds the locks of `lockStock` and has
 * decided by them; whoever forgot meets the guard: `inventory.out_of_stock {skuId}`.
 */
export async function holdStock(tx: Tx, holds: readonly Hold[]): Promise<void> {
  if (holds.length === 0) return;
  const moved = await hold(tx, ...columns(holds, "orderId", "lineId", "skuId", "placeId", "quantity"));
  const reached = new Set(moved.map(({ skuId, placeId }) => `${skuId}|${placeId}`));
  const missed = holds.find(({ skuId, placeId }) => !reached.has(`${skuId}|${placeId}`));
  if (missed) throw new Refusal("inventory.out_of_stock", { skuId: String(missed.skuId) });
  // A slice is meant to run out: only the warehouse is worth a word.
  await tellLowStock(
    tx,
    moved.filter(({ isSlice }) => !isSlice),
  );
}
