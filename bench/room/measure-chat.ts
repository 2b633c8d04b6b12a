import { setTimeout as pause } from "node:timers/promises";
import { median } from "../load.ts";
import { type Child, startChild } from "./children.ts";

const SOCKETS = 2_000;
const RATES = [20, 100, 500];
const ROUNDS = 2;
const SECONDS = 3;
const WAYS = { house: "ws", raw: "ws", "socket.io": "io" } as const;
type Way = keyof typeof WAYS;

type Round = { deliveriesPerSecond: number; corePercent: number; deliveriesPerCoreSecond: number };

/** What arrived at the clients, of what the server wrote, of what it said. */
async function round(server: Child, clients: Child, rate: number): Promise<Round> {
  await server.ask({ do: "rate", rate });
  await pause(700);
  const [before, read] = [await server.ask({ do: "look" }), await clients.ask({ do: "look" })];
  await pause(SECONDS * 1000);
  const [now, readNow] = [await server.ask({ do: "look" }), await clients.ask({ do: "look" })];
  await server.ask({ do: "rate", rate: 0 });
  const grown = (name: string, from: typeof before, to: typeof now): number => Number(to[name]) - Number(from[name]);
  const seconds = grown("atMs", before, now) / 1000;
  const arrived = Math.min(1, grown("bytes", read, readNow) / Math.max(1, grown("written", before, now)));
  const deliveries = grown("said", before, now) * SOCKETS * arrived;
  const cpuSeconds = grown("cpuMs", before, now) / 1000;
  await pause(500); // what is still on the way
  return {
    deliveriesPerSecond: Math.round(deliveries / seconds),
    corePercent: Number(((cpuSeconds / seconds) * 100).toFixed(1)),
    deliveriesPerCoreSecond: Math.round(deliveries / cpuSeconds),
  };
}

async function withServer<T>(way: Way, work: (server: Child, clients: Child) => Promise<T>): Promise<T> {
  const server = startChild("chat-server.ts");
  const clients = startChild("byte-clients.ts");
  try {
    const { port = 0 } = await server.ask({ do: "start", kind: way });
    const path = way === "socket.io" ? "/socket.io/?EIO=4&transport=websocket" : "/";
    await clients.ask({ do: "open", port, count: SOCKETS, kind: WAYS[way], path });
    return await work(server, clients);
  } finally {
    server.stop();
    clients.stop();
  }
}

const middle = (rounds: readonly Round[]): Round => ({
  deliveriesPerSecond: median(rounds.map((each) => each.deliveriesPerSecond)),
  corePercent: median(rounds.map((each) => each.corePercent)),
  deliveriesPerCoreSecond: median(rounds.map((each) => each.deliveriesPerCoreSecond)),
});

/** 2,000 sockets that hear 20, 100 and 500 messages a second: the room's line, bare prebuilt frames, and socket.io. */
export async function measureChat() {
  const ways = Object.keys(WAYS) as Way[];
  const rounds = new Map<string, Round[]>();
  for (let n = 0; n < ROUNDS; n++)
    for (const way of ways)
      await withServer(way, async (server, clients) => {
        for (const rate of RATES)
          rounds.set(`${way}@${rate}`, [...(rounds.get(`${way}@${rate}`) ?? []), await round(server, clients, rate)]);
      });
  const at = (way: Way, rate: number): Round => middle(rounds.get(`${way}@${rate}`)!);
  const ratio = (way: Way, rate: number): number =>
    Number((at("house", rate).deliveriesPerCoreSecond / at(way, rate).deliveriesPerCoreSecond).toFixed(1));
  return {
    sockets: SOCKETS,
    byRate: RATES.map((rate) => ({
      messagesPerSecond: rate,
      ...Object.fromEntries(ways.map((way) => [way, at(way, rate)])),
      toSocketIo: ratio("socket.io", rate),
      toRaw: ratio("raw", rate),
    })),
  };
}
