import { tellPerson } from "#modules/identity";
import { consumeHolds } from "#modules/inventory";
import { lockOrder, markShipped, type OrderFacts } from "#modules/orders";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { carrierGateway } from "./outside.ts";
import { planParcel } from "./plan-parcel.ts";
import { type Parcel, type ParcelLine, readParcel, readParcels } from "./queries.ts";

export const REGISTER_JOB = "fulfilment.register_waybill";

export type Shipment = {
  shopId: bigint;
  orderId: bigint;
  carrier: string;
  waybillNo: string;
  lines?: readonly ParcelLine[] | undefined;
  by: bigint;
  requestId: string;
};

const insert = statement<{ id: bigint }>(
  "fulfilment.insert_parcel",
  `insert into fulfilment.parcels (id, order_id, shop_id, carrier, waybill_no, state, lines, shipped_at, created_by)
   values ($1, $2, $3, $4, $5, 'planned', $6, $7, $8)
   on conflict (carrier, waybill_no) where state <> 'cancelled' do nothing returning id`,
);

/**
 * Hands pieces of a paid order to a carrier: parcel, order and stock move together, and the carrier is told after the
 * commit. A refund that was asked for first wins: `fulfilment.refund_open {caseId}`; more than is left to ship is
 * `fulfilment.over_ship {left}`, a waybill in use `fulfilment.waybill_taken`.
 */
export async function shipParcel(db: Db | Tx, house: House, shipment: Shipment): Promise<Parcel> {
  const known = carrierGateway.of(house.config).carriers.some(({ code }) => code === shipment.carrier);
  if (!known) throw new Refusal("fulfilment.carrier_refused", { code: "CARRIER_UNKNOWN" });
  return transact(db, async (tx) => {
    const order = await lockOrder(tx, shipment.orderId);
    if (order?.shopId !== shipment.shopId) throw new Refusal("orders.not_found");
    return ship(tx, house.jobs, order, shipment);
  });
}

async function ship(tx: Tx, jobs: House["jobs"], order: OrderFacts, shipment: Shipment): Promise<Parcel> {
  const { orderId, carrier, waybillNo, by, requestId } = shipment;
  if (order.openCaseId !== null) throw new Refusal("fulfilment.refund_open", { caseId: String(order.openCaseId) });
  if (!["to_ship", "partly_shipped", "to_receive"].includes(order.state))
    throw new Refusal("orders.wrong_state", { state: order.state });
  const { lines, leaving } = planParcel(order.lines, await readParcels(tx, orderId), shipment.lines);
  const [id, at] = [newId(), clock.now()];
  const kept = JSON.stringify(lines.map(({ lineId, quantity }) => ({ lineId: String(lineId), quantity })));
  const written = await insert(tx, id, orderId, order.shopId, carrier, waybillNo, kept, at, by);
  if (written.length === 0) throw new Refusal("fulfilment.waybill_taken", { carrier, waybillNo });
  await markShipped(tx, { orderId, lines: leaving, by: "shop", at });
  await consumeHolds(
    tx,
    leaving.map((line) => ({ orderId, ...line, actor: `person:${by}`, requestId: `${id}:${requestId}` })),
  );
  await jobs.send(tx, REGISTER_JOB, { parcelId: String(id) });
  await emit(tx, "fulfilment.shipped", [{ orderId, parcelId: id }]);
  const told = { orderId: String(orderId), carrier, waybillNo };
  await tellPerson(tx, order.buyerId, "fulfilment.shipped", told, `/orders/${orderId}`);
  return (await readParcel(tx, id))!;
}
