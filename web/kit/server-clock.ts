/** The server's clock as this page knows it: countdowns end when the server says so, not the phone. */
let offsetMs = 0;
let bestRoundTripMs = Number.POSITIVE_INFINITY;
let toldAheadMs: number | undefined;

/** Further off than any answer is late: the clock itself was set back, here or there. */
const movedMs = 5_000;

/** Learns from an answer: the sample with the shortest round trip is the most exact. */
export function learnServerTime(serverMs: number, sentAtMs: number, receivedAtMs: number): void {
  const roundTripMs = receivedAtMs - sentAtMs;
  if (!Number.isFinite(serverMs) || roundTripMs > bestRoundTripMs) return;
  bestRoundTripMs = roundTripMs;
  offsetMs = serverMs - (sentAtMs + roundTripMs / 2);
}

/**
 * Learns from an answer that carries its moment. It may be old but is never from the future, so the latest is the most
 * exact, and a page never believes that a drop has begun before it has. It is the clock that decides: a demonstration
 * may move it away from the clock of the wall.
 */
export function learnToldTime(answer: unknown, receivedAtMs = Date.now()): void {
  const told = (answer as { serverTime?: unknown } | null | undefined)?.serverTime;
  const ahead = typeof told === "string" ? Date.parse(told) - receivedAtMs : Number.NaN;
  if (!Number.isFinite(ahead)) return;
  if (toldAheadMs === undefined || ahead > toldAheadMs || ahead < toldAheadMs - movedMs) toldAheadMs = ahead;
}

export const serverNow = (): number => Date.now() + (toldAheadMs ?? offsetMs);
