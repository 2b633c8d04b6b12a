import { type Line, openLine } from "./line.ts";
import type { Errand, Running, Sku, Step } from "./peer.ts";

export type StormResult = {
  connections: number;
  orders: number;
  ordersPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** The median of each call, in the order of the way. */
  callP50Ms: number[];
  refused: Record<string, number>;
};

const at = (sorted: readonly number[], q: number): number =>
  sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;
const tenths = (n: number): number => Math.round(n * 10) / 10;
const count = (tally: Record<string, number>, why: string): void => void (tally[why] = (tally[why] ?? 0) + 1);

/** Takes the steps in order and notes how long each took; the first that is refused ends the way. */
async function walk(
  steps: readonly Step[],
  line: Line,
  errand: Errand,
  tookMs: readonly number[][],
): Promise<string | undefined> {
  for (const [at, step] of steps.entries()) {
    const askedMs = performance.now();
    const refused = await step(line, errand);
    if (refused !== undefined) return refused;
    tookMs[at]!.push(performance.now() - askedMs);
  }
  return undefined;
}

/**
 * Buyers in turn over some kept connections, each from cart to paid order, for some seconds. Orders under way at the end
 * are finished and counted, with the time that they took: an order of seconds must not be cut off.
 */
export async function storm(
  { port, steps, settled }: Running,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<StormResult> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port)));
  const latencies: number[] = [];
  const tookMs = steps.map((): number[] => []);
  const refused: Record<string, number> = {};
  const beganMs = performance.now();
  const untilMs = beganMs + seconds * 1000;
  let sent = 0;
  await Promise.all(
    lines.map(async (line, seat) => {
      while (performance.now() < untilMs) {
        const sentMs = performance.now();
        const why = await walk(steps, line, { n: sent++, seat, sku: "hot", kept: {} }, tookMs);
        if (why !== undefined) count(refused, why);
        else latencies.push(performance.now() - sentMs);
      }
      line.close();
    }),
  );
  await settled();
  const busyMs = performance.now() - beganMs;
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    connections,
    orders: sorted.length,
    ordersPerSecond: Math.round((sorted.length / busyMs) * 100_000) / 100,
    p50Ms: tenths(at(sorted, 0.5)),
    p99Ms: tenths(at(sorted, 0.99)),
    callP50Ms: tookMs.map((took) =>
      tenths(
        at(
          took.toSorted((a, b) => a - b),
          0.5,
        ),
      ),
    ),
    refused,
  };
}

/**
 * Everybody wants the same few pieces: all buyers take the first step, then all that are left take the second, and so
 * on, so that all of them stand at the till together. Answers how many were told that they have it.
 */
export async function rush(
  { port, steps, settled }: Running,
  { sku, buyers, connections }: { sku: Sku; buyers: number; connections: number },
): Promise<{ told: number; refused: Record<string, number> }> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port)));
  const refused: Record<string, number> = {};
  let left = Array.from({ length: buyers }, (_none, n): Errand => ({ n, seat: n, sku, kept: {} }));
  for (const step of steps) {
    const queue = left.values();
    const on: Errand[] = [];
    await Promise.all(
      lines.map(async (line) => {
        for (const errand of queue) {
          const why = await step(line, errand);
          if (why === undefined) on.push(errand);
          else count(refused, why);
        }
      }),
    );
    left = on;
  }
  for (const line of lines) line.close();
  await settled();
  return { told: left.length, refused };
}
