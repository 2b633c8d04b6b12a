import type { BuiltFrame } from "#platform/ws-frames";

const KEPT_MS = 60_000;
const KEPT_MAX = 1_200;

type Kept = { f: number; s: number; atMs: number; frame: BuiltFrame };

/** The last minute of a room's frames, for those whose connection broke. */
export type Ring = {
  keep: (frame: Kept) => void;
  /** The frames after number `s`, or nothing when some of them are no longer kept. */
  after: (s: number) => BuiltFrame[] | undefined;
  /** When the oldest frame after number `s` was sent. */
  oldestAfter: (s: number) => number | undefined;
  forget: () => void;
};

export function openRing(): Ring {
  let kept: Kept[] = [];
  return {
    keep: (frame) => {
      kept.push(frame);
      const until = frame.atMs - KEPT_MS;
      if (kept.length > KEPT_MAX * 2 || kept[0]!.atMs < until - KEPT_MS)
        kept = kept.filter(({ atMs }) => atMs >= until).slice(-KEPT_MAX);
    },
    after: (s) => {
      const missed = kept.filter((frame) => frame.s > s);
      if (missed.length === 0 || missed[0]!.f > s + 1) return undefined;
      return missed.map(({ frame }) => frame);
    },
    oldestAfter: (s) => kept.find((frame) => frame.s > s)?.atMs,
    forget: () => void (kept = []),
  };
}
