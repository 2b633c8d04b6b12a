import { randomInt } from "node:crypto";

/** For so long after the start nobody is first: who comes is ranked by lot, whatever line and machine they have. */
export const DRAW_MS = 2_000;

const LOTS = 2 ** 40;
const PER_MS = 1_000;

export const drawAt = (startsAt: Date): Date => new Date(startsAt.getTime() + DRAW_MS);

let lastMs = -1;
let inThisMs = 0;

/**
 * Where somebody who comes now stands; the lowest is let in first. Lots lie below 2^40, later arrivals above it by
 * microseconds since the start, in the order in which this process saw them. All fit a double.
 */
export function rankAt(startsAt: Date, at: Date): bigint {
  const sinceMs = at.getTime() - startsAt.getTime();
  if (sinceMs < DRAW_MS) return BigInt(randomInt(LOTS));
  inThisMs = at.getTime() === lastMs ? Math.min(inThisMs + 1, PER_MS - 1) : 0;
  lastMs = at.getTime();
  return BigInt(LOTS + sinceMs * PER_MS + inThisMs);
}
