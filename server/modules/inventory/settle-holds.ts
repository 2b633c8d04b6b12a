import { statement, type Tx } from "#platform/db";
import { bringHome } from "./slices/bring-home.ts";
import { offerReturned } from "./waits/offer-returned.ts";

const commit = statement(
  "inventory.commit_holds",
  `update inventory.reservations set state = 'committed' where order_id = any($1::bigint[]) and state = 'held'`,
);

/** Paid: what was held for an order now waits for its parcel. */
export async function commitHolds(tx: Tx, orderIds: readonly bigint[]): Promise<void> {
  if (orderIds.length > 0) await commit(tx, [...orderIds]);
}

// Positions are locked in key order before they are touched, as everywhere in this module; a slice's home with it,
// for the slice may have closed while its orders were open.
const lockOf = statement(
  "inventory.lock_positions_of_holds",
  `with spots as (
     select distinct sku_id, place_id from inventory.reservations where order_id = any($1::bigint[]) and state = $2
   )
   select from inventory.positions p where (p.sku_id, p.place_id) in (
     select sku_id, place_id from spots
     union select s.sku_id, l.home_id from spots s join inventory.slices l on l.place_id = s.place_id)
   order by p.sku_id, p.place_id for update`,
);
const letGo = statement<{ skuId: bigint; placeId: bigint; isOpen: boolean | null }>(
  "inventory.let_go",
  `with freed as (
     update inventory.reservations set state = case when shipped > 0 then 'consumed' else 'released' end
     where order_id = any($1::bigint[]) and state = $2
     returning sku_id, place_id, quantity - shipped as quantity
   ), sums as (
     select sku_id, place_id, sum(quantity)::int as quantity from freed group by sku_id, place_id
   ), moved as (
     update inventory.positions p set reserved = p.reserved - s.quantity from sums s
     where p.sku_id = s.sku_id and p.place_id = s.place_id returning p.sku_id, p.place_id, p.is_open
   )
   select s.sku_id as "skuId", s.place_id as "placeId", m.is_open as "isOpen"
   from sums s left join moved m using (sku_id, place_id)`,
);

/** Ends these holds under the caller's locks, and says where their pieces are free now. */
export async function freeHolds(
  tx: Tx,
  orderIds: readonly bigint[],
  state: "held" | "committed",
): Promise<{ skuId: bigint; placeId: bigint; isOpen: boolean }[]> {
  return (await letGo(tx, [...orderIds], state)).map(({ isOpen, ...spot }) => {
    if (isOpen === null) throw new Error("released stock from a position that is not there");
    return { ...spot, isOpen };
  });
}

async function giveBack(tx: Tx, orderIds: readonly bigint[], state: "held" | "committed"): Promise<void> {
  if (orderIds.length === 0) return;
  await lockOf(tx, [...orderIds], state);
  const freed = await freeHolds(tx, orderIds, state);
  const closed = freed.filter(({ isOpen }) => !isOpen).map(({ placeId }) => placeId);
  const home = await bringHome(tx, closed, "clock");
  await offerReturned(tx, [...freed.filter(({ isOpen }) => isOpen), ...home]);
}

/**
 * Closed unpaid: what was held is offered to who waits for it, and else goes back on sale, or home when its slice has
 * closed. The table's trigger tells every process. Harmless twice.
 */
export const releaseHolds = (tx: Tx, orderIds: readonly bigint[]): Promise<void> => giveBack(tx, orderIds, "held");

/** Refunded before it was shipped: the same for what was committed. Harmless twice. */
export const returnCommitted = (tx: Tx, orderIds: readonly bigint[]): Promise<void> =>
  giveBack(tx, orderIds, "committed");
