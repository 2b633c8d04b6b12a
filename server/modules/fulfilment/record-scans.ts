import { tellPerson } from "#modules/identity";
import { lockOrder, markSigned } from "#modules/orders";
import { clock } from "#platform/clock";
import { columns, type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { type Scan, stateOfScan, statesBefore } from "./parcel-states.ts";
import { findParcel, readParcels } from "./queries.ts";

const insertScans = statement(
  "fulfilment.insert_scans",
  `insert into fulfilment.scans (parcel_id, status, place, note, scanned_at)
   select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) on conflict do nothing`,
);
const moveOn = statement<{ id: bigint }>(
  "fulfilment.move_parcel_on",
  `update fulfilment.parcels set state = $2, registered_at = coalesce(registered_at, $4),
     signed_at = case when $2 = 'signed' then $4 else signed_at end
   where id = $1 and state = any($3::text[]) returning id`,
);

/**
 * What a carrier reports about a waybill. Each scan is kept once, the parcel only goes forward, and when the last
 * parcel of an order is signed the days to confirm begin, at the moment we hear of it. Unknown waybills are nobody's.
 */
export async function recordScans(
  db: Db | Tx,
  { carrier, waybillNo, scans }: { carrier: string; waybillNo: string; scans: readonly Scan[] },
): Promise<void> {
  await transact(db, async (tx) => {
    const parcel = await findParcel(tx, carrier, waybillNo);
    if (!parcel || scans.length === 0) return;
    // The order first, as everybody locks it: two parcels signed at once then see each other.
    const order = await lockOrder(tx, parcel.orderId);
    if (!order) throw new Error(`parcel ${parcel.id} of an order that does not exist`);
    const rows = scans.map(({ status, place, zh, at }) => ({ status, place, note: zh, at }));
    await insertScans(tx, parcel.id, ...columns(rows, "status", "place", "note", "at"));
    let moved: { id: bigint }[] = [];
    for (const { status } of scans) {
      const state = stateOfScan[status];
      moved = await moveOn(tx, parcel.id, state, statesBefore(state), clock.now());
      if (state === "signed" && moved.length > 0) await onSigned(tx, parcel.orderId, order.buyerId);
    }
  });
}

async function onSigned(tx: Tx, orderId: bigint, buyerId: bigint): Promise<void> {
  await emit(tx, "fulfilment.parcel_signed", [{ orderId }]);
  const live = (await readParcels(tx, orderId)).filter((parcel) => parcel.state !== "cancelled");
  if (!live.every((parcel) => parcel.state === "signed")) return;
  await markSigned(tx, { orderId, at: clock.now() });
  await tellPerson(tx, buyerId, "fulfilment.signed", { orderId: String(orderId) }, `/orders/${orderId}`);
}
