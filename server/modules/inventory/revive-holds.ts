import { columns, statement, type Tx } from "#platform/db";
import { lockStock, type Place, placeFor } from "./lock-stock.ts";
import { tellLowStock } from "./low-stock.ts";

type Piece = { orderId: bigint; lineId: bigint; skuId: bigint; placeId: bigint; quantity: number };

const released = statement<Piece>(
  "inventory.released_pieces",
  `select order_id as "orderId", line_id as "lineId", sku_id as "skuId", place_id as "placeId", quantity
   from inventory.reservations where order_id = any($1::bigint[]) and state = 'released' order by order_id, line_id
   for update`,
);
const retake = statement<{ skuId: bigint; before: number; after: number }>(
  "inventory.revive_holds",
  `with wanted as (
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[])
       w (order_id, line_id, sku_id, place_id, quantity)
   ), kept as (
     update inventory.reservations r set state = 'committed', place_id = w.place_id from wanted w
     where r.order_id = w.order_id and r.line_id = w.line_id and r.state = 'released'
     returning r.sku_id, r.place_id, r.quantity
   ), sums as (
     select sku_id, place_id, sum(quantity)::int as quantity from kept group by sku_id, place_id
   )
   update inventory.positions p set reserved = p.reserved + s.quantity from sums s
   where p.sku_id = s.sku_id and p.place_id = s.place_id
   returning p.sku_id as "skuId", p.on_hand - p.reserved + s.quantity as before, p.on_hand - p.reserved as after`,
);

/**
 * The money of a closed order came after all: takes its pieces again, committed, when every line of it can still be
 * had; otherwise nothing of it. What came from a slice comes from there again while it is open, for a deal has no
 * more pieces than it said, and else from the warehouse its pieces went home to. Orders are served in the order
 * given. Says which orders live again.
 */
export async function reviveHolds(tx: Tx, orderIds: readonly bigint[]): Promise<Set<bigint>> {
  const pieces = orderIds.length > 0 ? await released(tx, [...orderIds]) : [];
  const stock = await lockStock(
    tx,
    pieces.map(({ skuId }) => skuId),
  );
  const taken: Piece[] = [];
  const revived = new Set<bigint>();
  for (const orderId of new Set(orderIds)) {
    const own = pieces.filter((piece) => piece.orderId === orderId);
    const placed = own.map((piece) => ({ piece, place: placeOf(stock.get(piece.skuId) ?? [], piece) }));
    if (own.length === 0 || !takeAll(placed)) continue;
    for (const { piece, place } of placed) taken.push({ ...piece, placeId: place!.placeId });
    revived.add(orderId);
  }
  if (taken.length > 0)
    await tellLowStock(tx, await retake(tx, ...columns(taken, "orderId", "lineId", "skuId", "placeId", "quantity")));
  return revived;
}

const placeOf = (places: readonly Place[], { placeId }: Piece): Place | undefined =>
  places.find((place) => place.placeId === placeId && place.slice !== null) ??
  placeFor(places, 1, { dealId: null, roomId: null });

/** Counts an order's pieces down from where they would come from; puts all back when one of them is not there. */
function takeAll(placed: readonly { piece: Piece; place: Place | undefined }[]): boolean {
  if (placed.some(({ place }) => place === undefined)) return false;
  for (const { piece, place } of placed) place!.left -= piece.quantity;
  if (placed.every(({ place }) => place!.left >= 0)) return true;
  for (const { piece, place } of placed) place!.left += piece.quantity;
  return false;
}
