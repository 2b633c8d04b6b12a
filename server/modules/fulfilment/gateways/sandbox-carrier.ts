import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { askByBearer } from "#platform/ask-by-bearer";
import { type Asked, unknown } from "#platform/asked";
import { trustedEgress } from "#platform/egress";
import { type CarrierGateway, type Hearing, SCAN_STATUSES, type Track } from "./port.ts";

const time = z.iso.datetime().transform((text) => new Date(text));
const status = z.enum(SCAN_STATUSES);
const trackShape = z.object({
  carrier: z.string(),
  waybillNo: z.string(),
  scans: z.array(z.object({ status, at: time, place: z.string(), zh: z.string(), en: z.string() })),
});
const pushShape = z.object({
  event_id: z.string().min(1),
  carrier: z.string(),
  waybillNo: z.string(),
  status,
  at: time,
  place: z.string(),
  text: z.object({ zh: z.string(), en: z.string() }),
});

const NO_CODES = ["CARRIER_UNKNOWN", "WAYBILL_MALFORMED", "WAYBILL_TAKEN", "WAYBILL_NOT_FOUND", "PARAM_ERROR"];
const WINDOW_SECONDS = 300;
const CARRIERS = [
  { code: "SF", zh: "顺丰速运", en: "SF Express" },
  { code: "ZTO", zh: "中通快递", en: "ZTO Express" },
  { code: "YTO", zh: "圆通速递", en: "YTO Express" },
  { code: "STO", zh: "申通快递", en: "STO Express" },
  { code: "YUNDA", zh: "韵达快递", en: "Yunda Express" },
  { code: "JD", zh: "京东物流", en: "JD Logistics" },
  { code: "EMS", zh: "邮政 EMS", en: "China Post EMS" },
  { code: "JT", zh: "极兔速递", en: "J&T Express" },
];

type Settings = { baseUrl: string; secret: string; wallClock: () => Date };

/** The sandbox's parcel carrier; a push counts only when its HMAC covers these bytes and its time is the present. */
export function openSandboxCarrier({ baseUrl, secret, wallClock }: Settings): CarrierGateway {
  const egress = trustedEgress([baseUrl]);
  const asking = { egress, secret, noCodes: NO_CODES, shape: trackShape };
  const waybills = `${new URL(baseUrl).origin}/carrier/waybills`;
  const about = (asked: Asked<Track>, no: string): Asked<Track> =>
    asked.sure === "yes" && asked.value.waybillNo !== no ? unknown("unverified") : asked;
  return {
    carriers: CARRIERS,
    register: async (ask) => {
      const body = { ...ask, secretRef: "carrier" };
      return about(await askByBearer({ ...asking, method: "POST", url: waybills, body }), ask.waybillNo);
    },
    look: async (no) => {
      const url = `${waybills}/${encodeURIComponent(no)}`;
      return about(await askByBearer({ ...asking, method: "GET", url }), no);
    },
    hear: (raw, headers) => hear(secret, raw, headers, wallClock()),
    stop: () => egress.close(),
  };
}

function hear(secret: string, raw: Buffer, headers: Parameters<CarrierGateway["hear"]>[1], now: Date): Hearing {
  const timestamp = headers["x-carrier-timestamp"];
  const signature = headers["x-carrier-signature"];
  if (typeof timestamp !== "string" || typeof signature !== "string") return { refused: "headers_missing" };
  if (!/^\d{10}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) >= WINDOW_SECONDS)
    return { refused: "outside_window" };
  const mark = createHmac("sha256", secret).update(`${timestamp}.`).update(raw).digest("hex");
  const [wanted, given] = [Buffer.from(`sha256=${mark}`), Buffer.from(signature)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { refused: "signature_differs" };
  const push = pushShape.safeParse(jsonIn(raw));
  if (!push.success) return { refused: "not_understood" };
  const { event_id: eventId, text, ...scan } = push.data;
  return { heard: { eventId, ...scan, ...text } };
}

/** Undefined for what is not JSON: the shape then says no. */
function jsonIn(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return undefined;
  }
}
