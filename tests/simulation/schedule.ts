import { standStill } from "#platform/clock";
import type { Line } from "./line.ts";

type Entry = { atMs: number; order: number; wake: () => void };

/** Virtual time: what is to happen stands in a heap by its moment, and the next thing happens when all else waits. */
export type Schedule = {
  /** Milliseconds since the beginning. */
  nowMs: () => number;
  /** Begins a walk of its own after so long. What it throws ends the run. */
  after: (ms: number, walk: () => Promise<void>) => void;
  /** The walk that asks waits so long; everybody else goes on. */
  pause: (ms: number) => Promise<void>;
  /** The clock jumps: whatever should have happened meanwhile happens late, all of it now. */
  leap: (ms: number) => void;
  /** Lets everything up to this moment happen. */
  runUntil: (untilMs: number) => Promise<void>;
};

const CALM_TURNS = 3;
const STUCK_TURNS = 2_000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until nobody has anything left to do now: no statement is out and no transaction is open. */
async function allWait(line: Line): Promise<void> {
  for (let calm = 0, stuck = 0; calm < CALM_TURNS; ) {
    await turn();
    if (line.isAsking()) {
      await line.answered();
      calm = 0;
      stuck = 0;
    } else if (line.isHeld()) {
      calm = 0;
      stuck += 1;
      if (stuck > STUCK_TURNS) throw new Error(`a transaction stays open and waits for something else: ${line.last()}`);
    } else calm += 1;
  }
}

function openHeap() {
  const heap: Entry[] = [];
  const isBefore = (a: Entry, b: Entry): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  const swap = (i: number, j: number): void => void ([heap[i], heap[j]] = [heap[j]!, heap[i]!]);
  return {
    first: (): Entry | undefined => heap[0],
    push: (entry: Entry): void => {
      heap.push(entry);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!isBefore(heap[at]!, heap[parent]!)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop: (): void => {
      const last = heap.pop()!;
      if (heap.length === 0) return;
      heap[0] = last;
      for (let at = 0; ; ) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2])
          if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
        if (least === at) break;
        swap(at, least);
        at = least;
      }
    },
  };
}

export function openSchedule(beginning: Date, line: Line): Schedule {
  const still = standStill(beginning);
  const heap = openHeap();
  let nowMs = 0;
  let order = 0;
  let fault: { error: unknown } | undefined;
  const at = (ms: number, wake: () => void): void =>
    heap.push({ atMs: nowMs + Math.max(0, Math.round(ms)), order: order++, wake });

  return {
    nowMs: () => nowMs,
    after: (ms, walk) =>
      at(ms, () => {
        walk().catch((error: unknown) => (fault ??= { error }));
      }),
    pause: (ms) => new Promise((resolve) => at(ms, resolve)),
    leap: (ms) => {
      nowMs += ms;
      still.set(new Date(beginning.getTime() + nowMs));
    },
    runUntil: async (untilMs) => {
      for (let next = heap.first(); next && next.atMs <= untilMs; next = heap.first()) {
        heap.pop();
        nowMs = Math.max(nowMs, next.atMs);
        still.set(new Date(beginning.getTime() + nowMs));
        next.wake();
        await allWait(line);
        if (fault) throw fault.error;
      }
      nowMs = Math.max(nowMs, untilMs);
      still.set(new Date(beginning.getTime() + nowMs));
    },
  };
}
