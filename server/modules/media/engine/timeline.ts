import type { MediaKind } from "./flv-tags.ts";

const BACK_MAX_MS = 1_000;
const AHEAD_MAX_MS = 5_000;
const STEP_MS = 40;

/**
 * Gives a session one clock that begins at 0 and never runs backwards, whatever the encoder does:
 * a start anywhere, the wrap after 49 days, a restarted encoder, a jump ahead.
 */
export function createTimeline(): { place(kind: MediaKind, atMs: number): number } {
  let shiftMs: number | undefined;
  let latestMs = 0;
  const lastMs = new Map<MediaKind, number>();
  return {
    place(kind, atMs) {
      shiftMs ??= -atMs;
      const gapMs = atMs + shiftMs - latestMs;
      if (gapMs < -BACK_MAX_MS || gapMs > AHEAD_MAX_MS) shiftMs = latestMs + STEP_MS - atMs;
      const placedMs = Math.max(atMs + shiftMs, lastMs.get(kind) ?? 0);
      lastMs.set(kind, placedMs);
      latestMs = Math.max(latestMs, placedMs);
      return placedMs;
    },
  };
}
