import { randomUUID } from "node:crypto";
import pg from "pg";
import { migrate } from "#platform/migrate";
import { type Buyer, type Ground, furnish, openGround, startProgram, stopProgram } from "./ground.ts";
import { load, type LoadResult, median, shot } from "./load.ts";
import { fillOrders, type Filling } from "./past/fill-orders.ts";

const ROUNDS = 5;
const SECONDS = 5;
const CONNECTIONS = 128;
const BUYERS = 6_000;
const STOCK = 1_000_000;
const PAID_OF_FOUR = 1;

type Place = { orders: number; ground: Ground; next: (n: number) => Buffer; results: LoadResult[] };

/** Five million, or what JISHI_BENCH_ORDERS says for a small trial; nothing, a tenth and all of it are compared. */
function sizes(): number[] {
  const most = Number(process.env["JISHI_BENCH_ORDERS"] || 5_000_000);
  if (!Number.isInteger(most) || most < 1_000) throw new Error("JISHI_BENCH_ORDERS is a number of at least 1000");
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

const hotOrders =
  (buyers: readonly Buyer[], skuId: bigint, priceFen: bigint) =>
  (n: number): Buffer => {
    const { token, addressId } = buyers[n % buyers.length]!;
    const lines = [{ skuId: String(skuId), quantity: 1 }];
    const body = { lines, addressId: String(addressId), expectedFen: Number(priceFen), couponGrantIds: [] };
    const headers = { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() };
    return shot("POST", "/api/orders/checkouts", headers, JSON.stringify(body));
  };

async function settle(ground: Ground, orders: number): Promise<Place> {
  const url = urlOf(ground.url, orders);
  const own = { ...ground, url, env: { ...ground.env, DATABASE_URL: url } };
  const { buyers, skuIds, priceFen } = await furnish(own, { buyers: BUYERS, skus: 1, stock: STOCK });
  return { orders, ground: own, next: hotOrders(buyers, skuIds[0]!, priceFen), results: [] };
}

async function round({ ground, next, results }: Place): Promise<LoadResult> {
  const program = await startProgram("counter-server.ts", ground.env);
  const way = { port: ground.port, connections: CONNECTIONS, next };
  await load({ ...way, seconds: 1 });
  const result = await load({ ...way, seconds: SECONDS });
  await stopProgram(program);
  if (result.ok !== result.requests) throw new Error(`the counter answered ${JSON.stringify(result.statuses)}`);
  results.push(result);
  return result;
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
    ratio: Math.round((perSecond(full) / perSecond(empty)) * 1000) / 1000,
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
  try {
    const places: Place[] = [];
    for (const orders of sizes()) places.push(await settle(ground, orders));
    for (let n = 1; n <= ROUNDS; n++) {
      for (const place of n % 2 === 1 ? places : places.toReversed()) await round(place);
      say(
        `round ${n}: ${places.map(({ orders, results }) => `${results.at(-1)!.okPerSecond}/s on ${orders}`).join(", ")}`,
      );
    }
    return figures(places, fillings);
  } finally {
    await ground.stop();
  }
}
