import { createHmac } from "node:crypto";
import { sealed, signed } from "./crypt.ts";
import { isEffect } from "./effects.ts";
import { type House, iso } from "./house.ts";
import { providerNo } from "./crypt.ts";
import type { Notice } from "./rows.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** After the first try at once: these waits, then silence. Looking stays the merchant's duty. */
const WAITS = [
  ...[15, 15, 30].map((seconds) => seconds * SECOND),
  ...[3, 10, 20, 30, 30, 30, 60].map((minutes) => minutes * MINUTE),
  ...[3, 3, 3, 6, 6].map((hours) => hours * HOUR),
];
const ANSWER_WITHIN_MS = 5000;

/** Tells the merchant once; only a 2xx ends the telling. */
export async function deliver(house: House, notice: Notice): Promise<void> {
  const told = await tell(house, notice);
  const wait = WAITS[notice.tries];
  notice.tries += 1;
  const heard = told && notice.repeats <= 1;
  if (told) notice.repeats -= 1;
  if (heard) Object.assign(notice, { doneAt: Date.now(), dueAt: null });
  else if (told) notice.dueAt = Date.now();
  else notice.dueAt = wait === undefined ? null : Date.now() + wait;
  house.store.save({ notices: [notice] });
  if (heard) letGoWaiting(house);
}

/** A notification held back for the next one to overtake goes out as soon as that has happened. */
function letGoWaiting(house: House): void {
  for (const { kind, row } of house.store.due(Number.MAX_SAFE_INTEGER))
    if (kind === "notices" && row.tries === 0 && row.effects.includes("notifies-reordered")) {
      row.dueAt = Date.now();
      house.store.save({ notices: [row] });
    }
}

async function tell(house: House, notice: Notice): Promise<boolean> {
  const { headers, body } = notice.shape === "carrier" ? carrierPush(house, notice) : paymentNotice(house, notice);
  try {
    const answer = await fetch(notice.url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch (error) {
    // The merchant's server is away: exactly what the waits are for. Anything else is a fault of ours.
    if (error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
}

export function paymentNotice(house: House, notice: Notice) {
  const effects = notice.effects.filter(isEffect);
  if (effects.includes("notifies-five-times-new-ids") && notice.tries > 0) notice.eventId = providerNo("EV");
  const resource = sealed(house.keys, JSON.stringify(notice.content), notice.originalType, effects);
  const content = JSON.stringify({
    id: notice.eventId,
    create_time: iso(notice.createdAt),
    resource_type: "encrypt-resource",
    event_type: notice.eventType,
    summary: "test money",
    resource: { original_type: notice.originalType, ...resource },
  });
  return signed(house.keys, content, effects);
}

/** The carrier's own way: HMAC-SHA256 over the time, a dot and the body. */
function carrierPush(house: House, notice: Notice) {
  const body = JSON.stringify({ event_id: notice.eventId, ...notice.content });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mark = createHmac("sha256", house.keys.carrierSecret).update(`${timestamp}.${body}`).digest("hex");
  return { body, headers: { "x-carrier-timestamp": timestamp, "x-carrier-signature": `sha256=${mark}` } };
}
