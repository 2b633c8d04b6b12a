import { randomBytes } from "node:crypto";
import type { Limits } from "./limits.ts";
import { type Segment, type Segmenter, createSegmenter, segmentable } from "./segmenter.ts";
import type { Tracks } from "./tracks.ts";

const KEPT_SEGMENTS = 11;

/** What HLS viewers of one stream can fetch now: the last segments, the growing one, and a way to wait for more. */
export type LiveWindow = {
  segments(): readonly Segment[];
  /** Grows with every change; a cached playlist of an older version is stale. */
  version(): number;
  /** How many runs have left the window: EXT-X-DISCONTINUITY-SEQUENCE. */
  runsGone(): number;
  /** Resolves true at the next change, or false when the time is over. */
  change(timeoutMs: number): Promise<boolean>;
  beginRun(tracks: Tracks): Segmenter | null;
  /** The publisher is gone: nothing is served until the next run. */
  clear(): void;
};

type Options = { limits: Limits; wallMs(): number; onSegment(segment: Segment): void };

export function createLiveWindow({ limits, wallMs, onSegment }: Options): LiveWindow {
  let kept: Segment[] = [];
  let version = 0;
  let runsGone = 0;
  // Numbers go on from the clock, so that a player which outlives a restart of the server never sees them go back.
  let nextNumber = Math.floor(wallMs() / 1000);
  const waiting = new Set<(changed: boolean) => void>();

  function changed(): void {
    version++;
    for (const wake of [...waiting]) wake(true);
  }

  function onGrowth(segment: Segment): void {
    if (kept.at(-1) !== segment) kept.push(segment);
    nextNumber = segment.number + 1;
    while (kept.length > KEPT_SEGMENTS) {
      const gone = kept.shift();
      if (gone?.run !== kept[0]?.run) runsGone++;
    }
    changed();
  }

  return {
    segments: () => kept,
    version: () => version,
    runsGone: () => runsGone,
    change(timeoutMs) {
      return new Promise((resolve) => {
        const wake = (isChange: boolean): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve(isChange);
        };
        const timer = setTimeout(wake, timeoutMs, false);
        waiting.add(wake);
      });
    },
    beginRun(tracks) {
      if (!segmentable(tracks)) return null;
      const runId = randomBytes(8).toString("hex");
      const finished = (segment: Segment): void => {
        onSegment(segment);
        changed();
      };
      return createSegmenter({ runId, tracks, limits, firstNumber: nextNumber, wallMs, onGrowth, onSegment: finished });
    },
    clear() {
      if (kept.length > 0) runsGone++;
      kept = [];
      changed();
    },
  };
}
