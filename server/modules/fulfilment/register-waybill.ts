import { hearCarrier } from "#contract/api/fulfilment";
import { peopleWith, tellPerson } from "#modules/identity";
import { readOrderFacts } from "#modules/orders";
import { readShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import { callbackUrlOf, type Config } from "#platform/config";
import { type Db, statement, transact } from "#platform/db";
import { emit } from "#platform/events";
import type { House, Parts } from "#platform/parts";
import { carrierGateway } from "./outside.ts";
import { type Parcel, readParcel } from "./queries.ts";
import { recordScans } from "./record-scans.ts";
import { REGISTER_JOB } from "./ship-parcel.ts";

const accept = statement(
  "fulfilment.accept_parcel",
  `update fulfilment.parcels set registered_at = coalesce(registered_at, $2),
     state = case when state = 'planned' then 'labelled' else state end
   where id = $1 and state <> 'cancelled'`,
);
const cancel = statement<{ id: bigint }>(
  "fulfilment.cancel_parcel",
  `update fulfilment.parcels set state = 'cancelled' where id = $1 and state = 'planned' and registered_at is null
   returning id`,
);

/** What only the shop can mend, by another waybill. */
const SHOPS_MISTAKES = ["CARRIER_UNKNOWN", "WAYBILL_MALFORMED", "WAYBILL_TAKEN"];

const pushUrlOf = (config: Config): string => `${callbackUrlOf(config)}${hearCarrier.path}`;

/**
 * Tells the carrier of a parcel, with no transaction open, and keeps the answer. A waybill that the carrier refuses
 * was a mistake on paper: the goods have left, so order and stock stay as they are; the parcel is cancelled, the shop
 * is told, and the same pieces can be given another waybill. Unknown is not a no: the job comes again.
 */
export async function registerWaybill(house: House, parcelId: bigint): Promise<void> {
  const parcel = await readParcel(house.db, parcelId);
  if (!parcel || parcel.state === "cancelled" || parcel.registeredAt !== null) return;
  const order = (await readOrderFacts(house.db, [parcel.orderId])).get(parcel.orderId);
  const shop = (await readShopFacts(house.db, [parcel.shopId])).get(parcel.shopId);
  const { carrier, waybillNo } = parcel;
  const asked = await carrierGateway.of(house.config).register({
    carrier,
    waybillNo,
    from: `${shop?.name ?? ""}仓库`,
    to: order?.regionNames.join("") ?? "",
    pushUrl: pushUrlOf(house.config),
  });
  if (asked.sure === "unknown") throw new Error(`the carrier gave no clear answer: ${asked.why}`);
  if (asked.sure === "no") {
    if (!SHOPS_MISTAKES.includes(asked.code)) throw new Error(`the carrier did not understand us: ${asked.code}`);
    return strand(house.db, parcel, asked.code);
  }
  await accept(house.db, parcelId, clock.now());
  await recordScans(house.db, { carrier, waybillNo, scans: asked.value.scans });
}

async function strand(db: Db, parcel: Parcel, code: string): Promise<void> {
  await transact(db, async (tx) => {
    if ((await cancel(tx, parcel.id)).length === 0) return;
    const { orderId, shopId, waybillNo, id } = parcel;
    await emit(tx, "fulfilment.waybill_refused", [{ orderId, parcelId: id, code }]);
    for (const personId of await peopleWith(tx, "orders.ship", shopId))
      await tellPerson(tx, personId, "fulfilment.waybill_refused", { orderId: String(orderId), waybillNo, code });
  });
}

export const jobs: NonNullable<Parts["jobs"]> = [
  { name: REGISTER_JOB, run: (house, { parcelId }) => registerWaybill(house, BigInt(parcelId!)) },
];
