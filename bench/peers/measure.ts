import { median } from "../load.ts";
import { type Peer, type Running, SCARCE_BUYERS, SCARCE_STOCK } from "./peer.ts";
import { rush, storm, type StormResult } from "./storm.ts";

export const ROUNDS = 3;
export const SECONDS = 15;
const WARM_SECONDS = 4;
const TRY_SECONDS = 8;
const RUSH_CONNECTIONS = 32;

export type Choice = { configuration: string; connections: number };
export type Say = (line: string) => void;

async function whileUp<T>(peer: Peer, configuration: string, work: (running: Running) => Promise<T>): Promise<T> {
  const running = await peer.start(configuration);
  try {
    return await work(running);
  } finally {
    await running.stop();
  }
}

/** Tries every way to run a peer at every number of connections, and takes the pair that made most orders. */
export async function choose(peer: Peer, say: Say): Promise<Choice> {
  let best: (Choice & { perSecond: number }) | undefined;
  for (const configuration of peer.configurations)
    await whileUp(peer, configuration, async (running) => {
      await storm(running, { connections: 1, seconds: WARM_SECONDS });
      for (const connections of peer.connections) {
        const { ordersPerSecond: perSecond, p99Ms } = await storm(running, { connections, seconds: TRY_SECONDS });
        say(`${peer.name}, ${configuration}, ${connections} connections: ${perSecond} orders/s, p99 ${p99Ms} ms`);
        if (best === undefined || perSecond > best.perSecond) best = { configuration, connections, perSecond };
      }
    });
  if (best === undefined || best.perSecond === 0) throw new Error(`${peer.name} did not complete a single order`);
  return { configuration: best.configuration, connections: best.connections };
}

/** One round of one peer, alone on the machine: warm, then measured. */
export const round = (peer: Peer, { configuration, connections }: Choice): Promise<StormResult> =>
  whileUp(peer, configuration, async (running) => {
    await storm(running, { connections, seconds: WARM_SECONDS });
    const result = await storm(running, { connections, seconds: SECONDS });
    if (result.orders === 0)
      throw new Error(`${peer.name} did not complete a single order: ${JSON.stringify(result.refused)}`);
    return result;
  });

/** 400 buyers who all hold one of 100 pieces in their carts go to the till together. */
export const rushFor = (peer: Peer, { configuration }: Choice) =>
  whileUp(peer, configuration, async (running) => {
    const { told, refused } = await rush(running, {
      sku: "scarce",
      buyers: SCARCE_BUYERS,
      connections: RUSH_CONNECTIONS,
    });
    const paid = await peer.paid("scarce");
    return { told, paid, oversold: Math.max(0, Math.max(told, paid) - SCARCE_STOCK), refused };
  });

const sum = (tallies: readonly Record<string, number>[]): Record<string, number> => {
  const all: Record<string, number> = {};
  for (const tally of tallies) for (const [why, n] of Object.entries(tally)) all[why] = (all[why] ?? 0) + n;
  return all;
};

export const summary = (results: readonly StormResult[]) => ({
  ordersPerSecond: median(results.map(({ ordersPerSecond }) => ordersPerSecond)),
  p50Ms: median(results.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(results.map(({ p99Ms }) => p99Ms)),
  callP50Ms: results[0]!.callP50Ms.map((_none, call) => median(results.map(({ callP50Ms }) => callP50Ms[call]!))),
  rounds: results.map(({ ordersPerSecond }) => ordersPerSecond),
  refused: sum(results.map(({ refused }) => refused)),
});
