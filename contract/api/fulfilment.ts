import { z } from "zod";
import { id, ok, time } from "../kinds.ts";
import { route } from "../route.ts";

export const parcelStates = [
  "planned",
  "labelled",
  "handed_over",
  "in_transit",
  "delivering",
  "signed",
  "refused",
  "returned",
  "cancelled",
  "lost",
] as const;
const parcel = z.object({
  id,
  orderId: id,
  carrier: z.string(),
  carrierName: z.object({ zh: z.string(), en: z.string() }),
  waybillNo: z.string(),
  state: z.enum(parcelStates),
  lines: z.array(z.object({ lineId: id, quantity: z.int() })),
  shippedAt: time,
  signedAt: time.nullable(),
  scans: z.array(z.object({ status: z.string(), place: z.string(), note: z.string(), at: time })),
});

export const listCarriers = route({
  method: "GET",
  path: "/api/fulfilment/carriers",
  access: { by: "anyone" },
  summary: { zh: "快递公司", en: "Carriers" },
  in: z.object({}),
  out: z.object({ items: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() })) }),
  refusals: [],
});
/** Ships the named lines, or all that is left. The order moves to partly shipped or to receive at once. */
export const shipParcel = route({
  method: "POST",
  path: "/api/fulfilment/shops/{shopId}/orders/{orderId}/parcels",
  access: { by: "shop", may: "orders.ship" },
  summary: { zh: "发货", en: "Ship a parcel" },
  in: z.object({
    shopId: id,
    orderId: id,
    carrier: z.string().min(1).max(20),
    waybillNo: z.string().regex(/^[A-Za-z0-9-]{6,40}$/),
    lines: z
      .array(z.object({ lineId: id, quantity: z.int().min(1).max(999) }))
      .max(120)
      .optional(),
  }),
  out: parcel,
  refusals: [
    "orders.not_found",
    "orders.wrong_state",
    "fulfilment.over_ship",
    "fulfilment.waybill_taken",
    "fulfilment.refund_open",
    "fulfilment.carrier_refused",
  ],
});
export const listParcels = route({
  method: "GET",
  path: "/api/fulfilment/orders/{orderId}/parcels",
  access: { by: "person" },
  summary: { zh: "物流", en: "An order's parcels" },
  in: z.object({ orderId: id }),
  out: z.object({ items: z.array(parcel) }),
  refusals: ["orders.not_found"],
});
export const listShopParcels = route({
  method: "GET",
  path: "/api/fulfilment/shops/{shopId}/orders/{orderId}/parcels",
  access: { by: "shop", may: "orders.read" },
  summary: { zh: "订单包裹", en: "An order's parcels, for the shop" },
  in: z.object({ shopId: id, orderId: id }),
  out: z.object({ items: z.array(parcel) }),
  refusals: ["orders.not_found"],
});
export const hearCarrier = route({
  method: "POST",
  path: "/api/fulfilment/carriers/sandbox/pushes",
  access: { by: "provider" },
  idempotency: "none",
  pace: "provider",
  body: "raw",
  summary: { zh: "物流推送(沙箱)", en: "Tracking pushes of the sandbox carrier" },
  in: z.object({}),
  out: ok,
  refusals: ["request.bad_signature"],
});
