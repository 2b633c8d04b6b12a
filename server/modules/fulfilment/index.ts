import type { Parts } from "#platform/parts";
import { jobs } from "./register-waybill.ts";
import { fulfilmentRoutes } from "./routes.ts";

export { carrierGateway } from "./outside.ts";
export { shipParcel, type Shipment } from "./ship-parcel.ts";
export { recordScans } from "./record-scans.ts";
export { registerWaybill } from "./register-waybill.ts";

export const parts: Parts = { name: "fulfilment", routes: fulfilmentRoutes, jobs };
