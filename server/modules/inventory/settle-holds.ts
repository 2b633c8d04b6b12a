import { statement, type Tx } from "#platform/db";

const commit = statement(
  "inventory.commit_holds",
  `update inventory.reservations set state = 'committed' where order_id = any($1::bigint[]) and state = 'held'`,
);

/** Paid: what was held for an order now waits for its parcel. */
export async function commitHolds(tx: Tx, orderIds: readonly bigint[]): Promise<void> {
  if (orderIds.length > 0) await commit(tx, [...orderIds]);
}

// Positions are locked in key order before they are touched, as everywhere in this module.
const lockOf = statement(
  "inventory.lock_positions_of_holds",
  `select from inventory.positions p where (p.sku_id, p.place_id) in (
     select sku_id, place_id from inventory.reservations where order_id = any($1::bigint[]) and state = $2)
   order by p.sku_id, p.place_id for update`,
);
const letGo = statement<{ moved: bigint; places: bigint }>(
  "inventory.let_go",
  `with freed as (
     update inventory.reservations set state = case when shipped > 0 then 'consumed' else 'released' end
     where order_id = any($1::bigint[]) and state = $2
     returning sku_id, place_id, quantity - shipped as quantity
   ), sums as (
     select sku_id, place_id, sum(quantity)::int as quantity from freed group by sku_id, place_id
   ), moved as (
     update inventory.positions p set reserved = p.reserved - s.quantity from sums s
     where p.sku_id = s.sku_id and p.place_id = s.place_id returning p.sku_id
   )
   select (select count(*) from moved) as moved, (select count(*) from sums) as places`,
);

async function giveBack(tx: Tx, orderIds: readonly bigint[], state: "held" | "committed"): Promise<void> {
  if (orderIds.length === 0) return;
  await lockOf(tx, [...orderIds], state);
  const [done] = await letGo(tx, [...orderIds], state);
  if (done!.moved !== done!.places) throw new Error("released stock from a position that is not there");
}

/** Closed unpaid: what was held goes back on sale. The table's trigger tells every process. Harmless twice. */
export const releaseHolds = (tx: Tx, orderIds: readonly bigint[]): Promise<void> => giveBack(tx, orderIds, "held");

/** Refunded before it was shipped: what was committed goes back on sale. Harmless twice. */
export const returnCommitted = (tx: Tx, orderIds: readonly bigint[]): Promise<void> =>
  giveBack(tx, orderIds, "committed");
