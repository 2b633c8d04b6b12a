/** The server's clock as this page knows it: countdowns end when the server says so, not the phone. */
let offsetMs = 0;
let bestRoundTripMs = Number.POSITIVE_INFINITY;

/** Learns from an answer: the sample with the shortest round trip is the most exact. */
export function learnServerTime(serverMs: number, sentAtMs: number, receivedAtMs: number): void {
  const roundTripMs = receivedAtMs - sentAtMs;
  if (!Number.isFinite(serverMs) || roundTripMs > bestRoundTripMs) return;
  bestRoundTripMs = roundTripMs;
  offsetMs = serverMs - (sentAtMs + roundTripMs / 2);
}

export const serverNow = (): number => Date.now() + offsetMs;
