import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { holdStock } from "../hold-stock.ts";
import type { Spot } from "../slices/bring-home.ts";

/** How long an offered piece is kept for who waited for it. */
export const OFFERED_FOR_SECONDS = 120;

type Next = {
  placeId: bigint;
  left: number;
  waitId: bigint;
  personId: bigint;
  skuId: bigint;
  sliceId: bigint | null;
  quantity: number;
};

// No more of the line than there are free pieces is looked at, however long it is.
const next = statement<Next>(
  "inventory.next_in_line",
  `with free as (
     select p.sku_id, p.place_id, case when p.is_slice then p.place_id else 0 end as slice_id,
       p.on_hand - p.reserved as left
     from (select distinct * from unnest($1::bigint[], $2::bigint[]) s (sku_id, place_id)) s
     join inventory.positions p using (sku_id, place_id)
     where p.is_open and p.on_hand > p.reserved
   )
   select f.place_id as "placeId", f.left, w.id as "waitId", w.person_id as "personId", f.sku_id as "skuId",
     w.slice_id as "sliceId", w.quantity
   from free f cross join lateral (
     select id, person_id, slice_id, quantity from inventory.waits
     where state = 'waiting' and sku_id = f.sku_id and coalesce(slice_id, 0) = f.slice_id
     order by id limit f.left for update) w
   order by f.sku_id, f.place_id, w.id`,
);
const offer = statement(
  "inventory.offer",
  `update inventory.waits w set state = 'offered', quantity = o.quantity, offered_until = $3
   from unnest($1::bigint[], $2::int[]) o (id, quantity) where w.id = o.id`,
);

/**
 * Pieces are free again at these places, whose locks the caller holds: before anybody else can take one, who waits is
 * offered them in order, each as many as wanted or as are left, held for two minutes. So nobody ever waits beside a
 * free piece.
 */
export async function offerReturned(tx: Tx, spots: readonly Spot[]): Promise<void> {
  if (spots.length === 0) return;
  const line = await next(tx, ...columns(spots, "skuId", "placeId"));
  if (line.length === 0) return;
  const left = new Map(line.map((row) => [`${row.skuId}|${row.placeId}`, row.left]));
  const offered = new Map<bigint, Next>();
  for (const row of line) {
    const spot = `${row.skuId}|${row.placeId}`;
    const quantity = Math.min(row.quantity, left.get(spot)!);
    // Two warehouses may have come upon the same person.
    if (quantity === 0 || offered.has(row.waitId)) continue;
    offered.set(row.waitId, { ...row, quantity });
    left.set(spot, left.get(spot)! - quantity);
  }
  const until = new Date(clock.now().getTime() + OFFERED_FOR_SECONDS * 1000);
  const offers = [...offered.values()].map((row) => ({ ...row, orderId: row.waitId, lineId: row.waitId }));
  await holdStock(tx, offers);
  await offer(tx, ...columns(offers, "waitId", "quantity"), until);
  await emit(
    tx,
    "inventory.offered",
    offers.map(({ waitId, personId, skuId, sliceId, quantity }) => ({
      waitId,
      personId,
      skuId,
      sliceId,
      quantity,
      until,
    })),
  );
}
