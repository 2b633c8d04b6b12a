import { columns, type Db, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { freeHolds } from "../settle-holds.ts";
import { offerReturned } from "./offer-returned.ts";

/** A piece kept for who waited for it. */
export type Offer = {
  waitId: bigint;
  personId: bigint;
  skuId: bigint;
  /** The deal whose slice it is of; null: ordinary stock. */
  sliceId: bigint | null;
  /** Where the pieces lie. */
  placeId: bigint;
  quantity: number;
  until: Date;
};
export type Taken = { waitId: bigint; personId: bigint; skuId: bigint; quantity: number };

const read = statement<Offer>(
  "inventory.read_offers",
  `select w.id as "waitId", w.person_id as "personId", w.sku_id as "skuId", w.slice_id as "sliceId",
     r.place_id as "placeId", r.quantity, w.offered_until as until
   from inventory.waits w join inventory.reservations r on r.order_id = w.id and r.line_id = w.id
   where w.id = any($1::bigint[]) and w.state = 'offered' and r.state = 'held'`,
);
const take = statement<{ waitId: bigint; skuId: bigint; placeId: bigint; rest: number }>(
  "inventory.take_offers",
  `update inventory.waits w set state = 'taken', quantity = t.quantity
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::int[]) t (id, person_id, sku_id, quantity)
   join inventory.reservations r on r.order_id = t.id and r.line_id = t.id and r.state = 'held'
   where w.id = t.id and w.person_id = t.person_id and w.sku_id = t.sku_id and w.state = 'offered'
     and r.quantity >= t.quantity
   returning w.id as "waitId", w.sku_id as "skuId", r.place_id as "placeId", r.quantity - t.quantity as rest`,
);
const leaveRest = statement(
  "inventory.leave_rest_of_offers",
  `with less as (
     update inventory.reservations r set quantity = r.quantity - t.rest from unnest($1::bigint[], $2::int[]) t (id, rest)
     where r.order_id = t.id and r.line_id = t.id returning r.sku_id, r.place_id, t.rest
   ), sums as (
     select sku_id, place_id, sum(rest)::int as rest from less group by sku_id, place_id
   )
   update inventory.positions p set reserved = p.reserved - s.rest from sums s
   where p.sku_id = s.sku_id and p.place_id = s.place_id`,
);

/** The offers that stand. True until the transaction ends when their SKUs' locks are held. */
export async function readOffers(db: Db | Tx, waitIds: readonly bigint[]): Promise<Map<bigint, Offer>> {
  const rows = waitIds.length > 0 ? await read(db, [...new Set(waitIds)]) : [];
  return new Map(rows.map((row) => [row.waitId, row]));
}

/**
 * Their persons buy what was offered to them: the kept pieces are free in this transaction, for the caller to hold at
 * once under its locks; what is not wanted of an offer is offered on. Refuses `inventory.offer_gone` when one is not
 * that person's, not of that SKU, not so large or not standing any more.
 */
export async function takeOffers(tx: Tx, wanted: readonly Taken[]): Promise<void> {
  if (wanted.length === 0) return;
  const taken = await take(tx, ...columns(wanted, "waitId", "personId", "skuId", "quantity"));
  if (taken.length !== wanted.length) throw new Refusal("inventory.offer_gone");
  // The rest first: what is offered on is held before the taken pieces become free.
  const rests = taken.filter(({ rest }) => rest > 0);
  if (rests.length > 0) {
    await leaveRest(tx, ...columns(rests, "waitId", "rest"));
    await offerReturned(tx, rests);
  }
  await freeHolds(
    tx,
    taken.map(({ waitId }) => waitId),
    "held",
  );
}
