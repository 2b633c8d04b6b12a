import { type Db, statement, type Tx } from "#platform/db";
import type { ParcelState } from "./parcel-states.ts";

export type ParcelLine = { lineId: bigint; quantity: number };
export type Parcel = {
  id: bigint;
  orderId: bigint;
  shopId: bigint;
  carrier: string;
  waybillNo: string;
  state: ParcelState;
  lines: ParcelLine[];
  registeredAt: Date | null;
  shippedAt: Date;
  signedAt: Date | null;
};
type Row = Omit<Parcel, "lines"> & { lines: { lineId: string; quantity: number }[] };

const COLUMNS = `id, order_id as "orderId", shop_id as "shopId", carrier, waybill_no as "waybillNo", state, lines,
  registered_at as "registeredAt", shipped_at as "shippedAt", signed_at as "signedAt"`;
const ofOrder = statement<Row>(
  "fulfilment.parcels_of_order",
  `select ${COLUMNS} from fulfilment.parcels where order_id = $1 order by id`,
);
const byId = statement<Row>("fulfilment.parcel_by_id", `select ${COLUMNS} from fulfilment.parcels where id = $1`);
const byWaybill = statement<Row>(
  "fulfilment.parcel_by_waybill",
  `select ${COLUMNS} from fulfilment.parcels where carrier = $1 and waybill_no = $2 and state <> 'cancelled'`,
);
const scansOf = statement<{ parcelId: bigint; status: string; place: string; note: string; at: Date }>(
  "fulfilment.read_scans",
  `select parcel_id as "parcelId", status, place, note, scanned_at as at from fulfilment.scans
   where parcel_id = any($1::bigint[]) order by scanned_at desc,
     array_position(array['registered', 'picked_up', 'in_transit', 'delivering', 'signed', 'refused', 'returned'], status) desc`,
);

const read = (row: Row): Parcel => ({
  ...row,
  lines: row.lines.map(({ lineId, quantity }) => ({ lineId: BigInt(lineId), quantity })),
});

export const readParcels = async (db: Db | Tx, orderId: bigint): Promise<Parcel[]> =>
  (await ofOrder(db, orderId)).map(read);
export const readParcel = async (db: Db | Tx, parcelId: bigint): Promise<Parcel | undefined> =>
  (await byId(db, parcelId)).map(read)[0];
/** The one live parcel with this waybill. */
export const findParcel = async (db: Db | Tx, carrier: string, waybillNo: string): Promise<Parcel | undefined> =>
  (await byWaybill(db, carrier, waybillNo)).map(read)[0];

export type ScanRow = { status: string; place: string; note: string; at: Date };

/** The scans of parcels, newest first; of one moment, what comes later on the way stands first. */
export async function readScans(db: Db | Tx, parcelIds: readonly bigint[]): Promise<Map<bigint, ScanRow[]>> {
  const rows = parcelIds.length > 0 ? await scansOf(db, [...parcelIds]) : [];
  return Map.groupBy(rows, (row) => row.parcelId);
}
