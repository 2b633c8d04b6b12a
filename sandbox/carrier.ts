import { CARRIERS, STEPS } from "./carriers.ts";
import { providerNo } from "./crypt.ts";
import { type House, iso, ownAddress } from "./house.ts";
import { Refused, textOf } from "./refused.ts";
import type { Notice, Scan, Waybill } from "./rows.ts";

/** Takes a waybill on; from then on its scans are pushed, one step after the other. */
export function registerWaybill(house: House, body: Record<string, unknown>) {
  const carrier = textOf(body, "carrier", 20);
  const waybillNo = textOf(body, "waybillNo", 32);
  if (!CARRIERS[carrier]) throw new Refused(400, "CARRIER_UNKNOWN", "no such carrier");
  if (!/^[A-Za-z0-9-]{6,32}$/.test(waybillNo))
    throw new Refused(400, "WAYBILL_MALFORMED", "6 to 32 letters and digits");
  if (body["secretRef"] !== undefined && body["secretRef"] !== "carrier")
    throw new Refused(400, "PARAM_ERROR", "secretRef names a secret that is not shared");
  const known = house.store.waybills.get(waybillNo);
  if (known) {
    if (known.carrier !== carrier) throw new Refused(409, "WAYBILL_TAKEN", "registered with another carrier");
    return waybillContent(known);
  }
  const step = house.settings.carrierStepMs;
  const now = Date.now();
  const waybill: Waybill = {
    id: waybillNo,
    carrier,
    waybillNo,
    from: textOf(body, "from", 100),
    to: textOf(body, "to", 100),
    pushUrl: ownAddress(house, textOf(body, "pushUrl", 2000)),
    scans: [],
    registeredAt: now,
    dueAt: step > 0 ? now + step : null,
  };
  house.store.save({ waybills: [waybill] });
  return waybillContent(waybill);
}

export function waybillContent(waybill: Waybill) {
  return {
    accepted: true,
    carrier: waybill.carrier,
    waybillNo: waybill.waybillNo,
    status: waybill.scans.at(-1)?.status ?? "registered",
    scans: waybill.scans.map((scan) => ({ ...scan, at: iso(scan.at) })),
  };
}

export function waybillNo(house: House, no: string): Waybill {
  const waybill = house.store.waybills.get(no);
  if (!waybill) throw new Refused(404, "WAYBILL_NOT_FOUND", "no such waybill");
  return waybill;
}

/** The next scan, with its push kept in the same write. */
export function moveOn(house: House, waybill: Waybill): void {
  const step = STEPS[waybill.scans.length];
  if (!step) return;
  const place = waybill[step.at];
  const now = Date.now();
  const scan: Scan = { status: step.status, at: now, place, zh: step.zh(place), en: step.en(place) };
  waybill.scans.push(scan);
  const last = waybill.scans.length === STEPS.length;
  waybill.dueAt = last || house.settings.carrierStepMs === 0 ? null : now + house.settings.carrierStepMs;
  house.store.save({ waybills: [waybill], notices: [pushOf(waybill, scan)] });
}

/** Drives a parcel by hand as far as `status`, through the scans between. */
export function advance(house: House, waybill: Waybill, status: string): void {
  const aim = STEPS.findIndex((step) => step.status === status);
  if (aim < 0) throw new Refused(400, "PARAM_ERROR", `status is one of ${STEPS.map((each) => each.status).join(", ")}`);
  while (waybill.scans.length <= aim) moveOn(house, waybill);
}

function pushOf(waybill: Waybill, scan: Scan): Notice {
  return {
    id: providerNo("C"),
    shape: "carrier",
    url: waybill.pushUrl,
    eventId: providerNo("CE"),
    eventType: scan.status,
    originalType: "scan",
    content: {
      carrier: waybill.carrier,
      waybillNo: waybill.waybillNo,
      status: scan.status,
      at: iso(scan.at),
      place: scan.place,
      text: { zh: scan.zh, en: scan.en },
    },
    createdAt: scan.at,
    dueAt: scan.at,
    doneAt: null,
    tries: 0,
    repeats: 1,
    effects: [],
  };
}
