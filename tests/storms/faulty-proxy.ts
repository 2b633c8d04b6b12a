import { type AddressInfo, connect, createServer, type NetConnectOpts, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * What may happen to a request on its way:
 * `delay` it arrives late · `drip` it arrives in small pieces · `cut` half of it arrives and the line breaks ·
 * `half-open` from now on nothing arrives in either direction, and nobody is told · `twice` it arrives a second time over
 * a line of its own · `reply-lost` it arrives, is answered, and the line breaks before the answer is heard.
 */
export const faults = ["delay", "drip", "cut", "half-open", "twice", "reply-lost"] as const;
export type Fault = (typeof faults)[number];
export type Strike = { fault: Fault; times: number; ms: number };
/** Nobody answers the door, or whoever answers says nothing more. */
export type Cut = "refused" | "silent";

export type FaultyProxy = {
  port: number;
  /** The next requests that come through are struck, one after the other, in the order of the strikes. */
  strike: (strike: Strike) => void;
  /** Nothing passes any more, until it is healed. */
  cutOff: (how: Cut) => void;
  /** No strike is left and no line is cut; lines that were struck before keep their fate. */
  heal: () => void;
  struck: () => Readonly<Record<Fault, number>>;
  close: () => Promise<void>;
};
export type ProxyOptions = {
  /** Asked in turn, one line each: where the way leads. */
  targets: readonly NetConnectOpts[];
  port?: number;
  /** A lost reply is worth most where something was decided: wait for a request that has this in it. */
  losesRepliesTo?: string;
};
type Line = { client: Socket; upstream: Socket; target: NetConnectOpts; dead: boolean; losing: boolean };

const PIECES = 8;

export async function openProxy({ targets, port = 0, losesRepliesTo = "" }: ProxyOptions): Promise<FaultyProxy> {
  const waiting: Strike[] = [];
  const lines = new Set<Line>();
  const struck = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  let cut: Cut | undefined;
  let arrivals = 0;

  const next = (chunk: Buffer): Strike | undefined => {
    const at = waiting.findIndex(({ fault }) => fault !== "reply-lost" || chunk.includes(losesRepliesTo));
    const found = waiting[at];
    if (!found) return undefined;
    struck[found.fault] += 1;
    if (found.times === 1) waiting.splice(at, 1);
    else waiting[at] = { ...found, times: found.times - 1 };
    return found;
  };

  const server = createServer({ noDelay: true }, (client) => {
    if (cut === "refused") return void client.resetAndDestroy();
    const target = targets[arrivals++ % targets.length]!;
    const line: Line = { client, target, upstream: connect(target), dead: cut === "silent", losing: false };
    lines.add(line);
    carry(line, next, () => lines.delete(line));
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    strike: (strike) => void waiting.push(strike),
    cutOff: (how) => {
      cut = how;
      for (const line of lines) {
        if (how === "silent") line.dead = true;
        else breakOff(line);
      }
    },
    heal: () => {
      cut = undefined;
      waiting.length = 0;
      // Nobody will ever hear of what these swallowed.
      for (const line of lines) if (line.dead) breakOff(line);
    },
    struck: () => ({ ...struck }),
    close: async () => {
      for (const line of lines) breakOff(line);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });

const breakOff = ({ client, upstream }: Line): void => {
  client.resetAndDestroy();
  upstream.destroy();
};

/** Both directions of one line, until either end lets go: what was not yet passed on is then gone. */
function carry(line: Line, next: (chunk: Buffer) => Strike | undefined, gone: () => void): void {
  const { client, upstream } = line;
  client.on("data", (chunk: Buffer) => {
    if (line.dead) return;
    const strike = next(chunk);
    if (strike) void suffer(line, strike, chunk);
    else pass(client, upstream, chunk);
  });
  upstream.on("data", (chunk: Buffer) => {
    if (line.dead) return;
    if (line.losing) return breakOff(line);
    pass(upstream, client, chunk);
  });
  client.on("end", () => upstream.end());
  upstream.on("end", () => client.end());
  for (const socket of [client, upstream]) {
    socket.on("error", () => undefined); // the close that follows says all there is to say
    socket.on("close", () => {
      breakOff(line);
      gone();
    });
  }
}

/** Writes on, and holds the sender back while the receiver is slow. */
function pass(from: Socket, to: Socket, chunk: Buffer): void {
  if (to.destroyed || to.write(chunk)) return;
  from.pause();
  to.once("drain", () => from.resume());
}

async function suffer(line: Line, { fault, ms }: Strike, chunk: Buffer): Promise<void> {
  const { client, upstream, target } = line;
  const lateBy = async (pieces: readonly Buffer[]): Promise<void> => {
    client.pause();
    for (const piece of pieces) {
      await wait(ms / pieces.length);
      if (!upstream.destroyed) upstream.write(piece);
    }
    client.resume();
  };
  if (fault === "delay") return lateBy([chunk]);
  if (fault === "drip") return lateBy(inPieces(chunk));
  if (fault === "cut") {
    upstream.write(chunk.subarray(0, chunk.length >> 1), () => breakOff(line));
    return;
  }
  if (fault === "half-open") {
    line.dead = true;
    await wait(ms);
    return breakOff(line);
  }
  if (fault === "twice") again(target, chunk, ms);
  if (fault === "reply-lost") line.losing = true;
  pass(client, upstream, chunk);
}

const inPieces = (chunk: Buffer): Buffer[] => {
  const size = Math.ceil(chunk.length / PIECES);
  return Array.from({ length: Math.ceil(chunk.length / size) }, (_, n) => chunk.subarray(n * size, (n + 1) * size));
};

/** The same request once more, as a middle box sends it that believes the first was lost; nobody hears its answer. */
function again(target: NetConnectOpts, chunk: Buffer, ms: number): void {
  const line = connect(target, () => line.write(chunk));
  line.on("error", () => undefined); // nobody is there to be told
  line.resume();
  setTimeout(() => line.destroy(), Math.max(ms, 1_000)).unref();
}
