import type { ChildProcess } from "node:child_process";
import pg from "pg";
import { ordersOf } from "./counter/orders.ts";
import { migrate } from "#platform/migrate";
import { freePort, type Ground, furnish, openGround, startProgram, stopProgram } from "./ground.ts";
import { load, type LoadResult, median } from "./load.ts";
import { fillOrders, type Filling } from "./past/fill-orders.ts";

const ROUNDS = 15;
const SECONDS = 2;
const WARM_UP_SECONDS = 4;
const CONNECTIONS = 128;
const BUYERS = 6_000;
const STOCK = 1_000_000;
const PAID_OF_FOUR = 1;

type Place = {
  orders: number;
  port: number;
  program: ChildProcess;
  next: (n: number) => Buffer;
  results: LoadResult[];
};

/** Five million, or what BENCH_ORDERS says for a small trial; nothing, a tenth and all of it are compared. */
function sizes(): number[] {
  const most = Number(process.env["BENCH_ORDERS"] || 5_000_000);
  if (!Number.isInteger(most) || most < 1_000) throw new Error("BENCH_ORDERS is a number of at least 1000");
  return [0, Math.round(most / 10), most];
}

const nameOf = (orders: number): string => `past_${orders}`;
const urlOf = (url: string, orders: number): string => Object.assign(new URL(url), { pathname: nameOf(orders) }).href;

async function makeDatabase(url: string, orders: number): Promise<string> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${nameOf(orders)}`);
  await admin.end();
  await migrate(urlOf(url, orders));
  return urlOf(url, orders);
}

/** Furnishes a house of that size and opens it beside the others: a stretch at each costs no start of a program. */
async function settle(ground: Ground, orders: number): Promise<Place> {
  const url = urlOf(ground.url, orders);
  const [port, media, rtmp] = [await freePort(), await freePort(), await freePort()];
  const ports = { JISHI_PORT: String(port), JISHI_MEDIA_PORT: String(media), JISHI_RTMP_PORT: String(rtmp) };
  const env = { ...ground.env, ...ports, DATABASE_URL: url };
  const own = { ...ground, port, url, env };
  const { buyers, skuIds, priceFen } = await furnish(own, { buyers: BUYERS, skus: 1, stock: STOCK });
  const program = await startProgram("counter-server.ts", env);
  return { orders, port, program, next: ordersOf({ buyers, skuIds, priceFen }), results: [] };
}

async function stretch({ port, next, results }: Place, seconds: number): Promise<void> {
  const from = results.reduce((sum, { requests }) => sum + requests, 0);
  const result = await load({ port, connections: CONNECTIONS, seconds, next: (n) => next(from + n) });
  if (result.ok !== result.requests) throw new Error(`the counter answered ${JSON.stringify(result.statuses)}`);
  results.push(result);
}

/** The houses in turn, there and back, in stretches so short that what else the machine does falls on all alike. */
async function measure(places: readonly Place[], say: (line: string) => void): Promise<void> {
  for (const place of places) await stretch(place, WARM_UP_SECONDS);
  for (const place of places) place.results.pop();
  for (let n = 1; n <= ROUNDS; n++) {
    for (const place of n % 2 === 1 ? places : places.toReversed()) await stretch(place, SECONDS);
    const speeds = places.map(({ orders, results }) => `${results.at(-1)!.okPerSecond}/s on ${orders}`);
    say(`round ${n}: ${speeds.join(", ")}`);
  }
}

/** By what power of the number of orders the cost of one grows: 0 means that it does not. */
function exponentOf(points: readonly { orders: number; perSecond: number }[]): number {
  const logs = points.map(({ orders, perSecond }) => [Math.log(orders), Math.log(1 / perSecond)] as const);
  const mean = (list: readonly number[]): number => list.reduce((sum, n) => sum + n, 0) / list.length;
  const [x, y] = [mean(logs.map(([a]) => a)), mean(logs.map(([, b]) => b))];
  const slope =
    logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  return Math.round(slope * 10_000) / 10_000;
}

/** Round by round, since what disturbs one house of a round mostly disturbs the other. */
const ratioOf = (a: Place, b: Place): number =>
  median(a.results.map(({ okPerSecond }, n) => okPerSecond / b.results[n]!.okPerSecond));
const perSecond = ({ results }: Place): number => median(results.map(({ okPerSecond }) => okPerSecond));

function figures(places: readonly Place[], fillings: readonly Filling[]): object {
  const [empty, full] = [places[0]!, places.at(-1)!];
  return {
    bench: "growth",
    node: process.version,
    sizes: places.map((place) => ({
      orders: place.orders,
      ordersPerSecond: perSecond(place),
      p99Ms: median(place.results.map(({ p99Ms }) => p99Ms)),
      rounds: place.results.map(({ okPerSecond }) => okPerSecond),
    })),
    ratio: Math.round(ratioOf(full, empty) * 1000) / 1000,
    // The empty house counts as one order: it has none to take the logarithm of.
    exponent: exponentOf(places.map((place) => ({ orders: Math.max(1, place.orders), perSecond: perSecond(place) }))),
    settings: { fsync: "on", synchronousCommit: "on", rounds: ROUNDS, seconds: SECONDS, connections: CONNECTIONS },
    fillSeconds: fillings.reduce((sum, { seconds }) => sum + seconds, 0),
    fillings,
  };
}

/** The counter on an empty database beside databases with a past, in one cluster; rounds go to and fro between them. */
export async function runGrowth({ json }: { json: boolean }): Promise<object> {
  const say = (line: string): void => void (json || console.log(line));
  const fillings: Filling[] = [];
  const ground = await openGround(async (url, dataDir) => {
    for (const orders of sizes()) {
      const own = await makeDatabase(url, orders);
      if (orders === 0) continue;
      fillings.push(await fillOrders(own, dataDir, { orders, paidOfFour: PAID_OF_FOUR }));
      say(`${orders} orders written in ${fillings.at(-1)!.seconds} s, ${fillings.at(-1)!.megabytes} MB`);
    }
  });
  const places: Place[] = [];
  try {
    for (const orders of sizes()) places.push(await settle(ground, orders));
    await measure(places, say);
    return figures(places, fillings);
  } finally {
    for (const { program } of places) await stopProgram(program);
    await ground.stop();
  }
}
