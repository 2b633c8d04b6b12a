import type { PriceSpan } from "#modules/catalog";
import { Refusal } from "#platform/refusal";

export type Window = { startsAt: Date; endsAt: Date };

const LATE_MS = 5_000; // a form that was filled in for "now" arrives a moment later
const SHORTEST = { room: 60_000, elsewhere: 10_000 };
const LONGEST = { room: 1_200_000, elsewhere: 7 * 86_400_000 };
const REVIEWED_BELOW_BP = 3_000n;

const wrong = (pointer: string): Refusal => new Refusal("request.invalid", { errors: [{ pointer }] });

function requireLength({ startsAt, endsAt }: Window, roomId: bigint | null): void {
  const lasts = endsAt.getTime() - startsAt.getTime();
  const where = roomId === null ? "elsewhere" : "room";
  if (lasts < SHORTEST[where] || lasts > LONGEST[where]) throw wrong("/endsAt");
}

/**
 * When a deal runs. In a room it lasts 60 to 1,200 seconds, elsewhere 10 seconds to seven days; one planned for this
 * moment begins now and lasts as long as was asked. Refuses `request.invalid` with what is wrong.
 */
export function windowOf({ startsAt, endsAt }: Window, roomId: bigint | null, now: Date): Window {
  requireLength({ startsAt, endsAt }, roomId);
  const lateMs = now.getTime() - startsAt.getTime();
  if (lateMs > LATE_MS) throw wrong("/startsAt");
  return lateMs > 0 ? { startsAt: now, endsAt: new Date(endsAt.getTime() + lateMs) } : { startsAt, endsAt };
}

/** Another end for a deal that runs already. Refuses `request.invalid`. */
export function newEndOf(startsAt: Date, endsAt: Date, roomId: bigint | null, now: Date): Window {
  requireLength({ startsAt, endsAt }, roomId);
  if (endsAt <= now) throw wrong("/endsAt");
  return { startsAt, endsAt };
}

/**
 * A deal is cheaper than the lowest online price of the last thirty days: `promotions.deal_price_too_high {lowestFen}`.
 * Below 30 % of their median it looks like a slip of the finger and needs a caller who has just proved who they are:
 * `identity.step_up_required`.
 */
export function requirePrice(priceFen: bigint, { lowestFen, medianFen }: PriceSpan, isFresh: boolean): void {
  if (priceFen >= lowestFen) throw new Refusal("promotions.deal_price_too_high", { lowestFen: Number(lowestFen) });
  if (priceFen * 10_000n < medianFen * REVIEWED_BELOW_BP && !isFresh)
    throw new Refusal("identity.step_up_required", { medianFen: Number(medianFen) });
}

/** Who reveals a hidden price is the host: elsewhere nobody could. */
export function requireHost(isHidden: boolean, roomId: bigint | null): void {
  if (isHidden && roomId === null) throw wrong("/isHidden");
}
