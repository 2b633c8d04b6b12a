import { connect, type Socket } from "node:net";

export type LoadOptions = {
  port: number;
  connections: number;
  seconds: number;
  /** Ends after so many requests, should they be over before the time is. */
  requests?: number;
  /** The next request to send; called once per request, in the order of sending. */
  next: (n: number) => Buffer;
  /** Sees every answer; undefined counts 200s alone. */
  onAnswer?: (status: number, body: string) => void;
};
export type LoadResult = {
  requests: number;
  ok: number;
  perSecond: number;
  okPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  statuses: Record<string, number>;
};

const HEAD_END = Buffer.from("\r\n\r\n");

/** A request over a kept connection, prebuilt: the generator must cost less than what it measures. */
export function shot(method: string, path: string, headers: Record<string, string>, body = ""): Buffer {
  const lines = Object.entries({
    host: "bench",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines}\r\n${body}`);
}

type Tally = { latencies: number[]; statuses: Map<number, number>; sent: number };

/** One connection: sends, waits for the whole answer, sends again until the time is over. */
function drive(socket: Socket, options: LoadOptions, tally: Tally, untilMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let buffer: Buffer = Buffer.alloc(0);
    let sentMs = 0;
    const send = (): void => {
      if (performance.now() >= untilMs || tally.sent >= (options.requests ?? Infinity)) {
        socket.end();
        return resolve();
      }
      sentMs = performance.now();
      socket.write(options.next(tally.sent++));
    };
    socket.on("data", (chunk: Buffer) => {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
      const head = buffer.indexOf(HEAD_END);
      if (head < 0) return;
      const text = buffer.toString("latin1", 0, head);
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (buffer.length < head + 4 + length) return;
      const status = Number(text.slice(9, 12));
      tally.latencies.push(performance.now() - sentMs);
      tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
      options.onAnswer?.(status, buffer.toString("utf8", head + 4, head + 4 + length));
      buffer = Buffer.alloc(0);
      send();
    });
    socket.on("error", reject);
    socket.once("close", () => resolve());
    socket.once("connect", send);
  });
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;

/** Loads a server for some seconds over some connections and says what came back how quickly. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const tally: Tally = { latencies: [], statuses: new Map(), sent: 0 };
  const beganMs = performance.now();
  const untilMs = beganMs + options.seconds * 1000;
  const sockets = Array.from({ length: options.connections }, () =>
    connect({ port: options.port, host: "127.0.0.1", noDelay: true }),
  );
  await Promise.all(sockets.map((socket) => drive(socket, options, tally, untilMs)));
  const seconds = (performance.now() - beganMs) / 1000;
  const sorted = tally.latencies.toSorted((a, b) => a - b);
  const ok = tally.statuses.get(200) ?? 0;
  return {
    requests: sorted.length,
    ok,
    perSecond: Math.round(sorted.length / seconds),
    okPerSecond: Math.round(ok / seconds),
    p50Ms: Math.round(quantile(sorted, 0.5) * 10) / 10,
    p99Ms: Math.round(quantile(sorted, 0.99) * 10) / 10,
    statuses: Object.fromEntries([...tally.statuses].map(([status, n]) => [String(status), n])),
  };
}

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
