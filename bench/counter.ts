import pg from "pg";
import { type Cost, costOfOrder } from "./counter/cost-of-order.ts";
import { type Market, ordersOf } from "./counter/orders.ts";
import { type PaidRound, paidRound } from "./counter/paid-round.ts";
import { furnish, type Ground, openGround, startProgram, stopProgram } from "./ground.ts";
import { load, type LoadResult, median } from "./load.ts";
import { plainHotRow } from "./plain-hot-row.ts";
import { versionsHere } from "./versions.ts";

const ROUNDS = 3;
const SECONDS = 5;
// As a program that has served for a while: the echo is compiled at once, a whole house in some seconds.
const WARM_UP_SECONDS = 4;
const BUYERS = 8_000;
const SKUS = 1_000;
const STOCK = 10_000_000;
const NOTICES = 16_000;
const [FEW, MANY] = [128, 512];

type Rounds = Record<"echo" | "hot" | "spread" | "hot512" | "spread512", LoadResult[]>;
type Seen = Rounds & { paid: PaidRound[]; paid512: PaidRound[]; plain: number[] };
type Run = { file: string; ground: Ground; market: Market; skus: number; connections: number };

async function round({ file, ground, market, skus, connections }: Run): Promise<LoadResult> {
  const program = await startProgram(file, ground.env);
  const next = ordersOf(market, skus);
  await load({ port: ground.port, connections, seconds: WARM_UP_SECONDS, next });
  const result = await load({ port: ground.port, connections, seconds: SECONDS, next });
  await stopProgram(program);
  const unexpected = Object.keys(result.statuses).filter((status) => status !== "200");
  if (unexpected.length > 0) throw new Error(`${file} answered ${JSON.stringify(result.statuses)}`);
  return result;
}

async function placedSoFar(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>("select count(*)::int as n from orders.checkouts");
  await client.end();
  return rows[0]!.n;
}

async function roundOfAll(ground: Ground, market: Market, seen: Seen): Promise<void> {
  const at = (file: string, skus: number, connections: number): Promise<LoadResult> =>
    round({ file, ground, market, skus, connections });
  const pay = (connections: number): Promise<PaidRound> =>
    paidRound({ ground, market, seconds: SECONDS, warmUpSeconds: WARM_UP_SECONDS, connections, notices: NOTICES });
  seen.echo.push(await at("echo-server.ts", 1, FEW));
  seen.hot.push(await at("counter-server.ts", 1, FEW));
  seen.spread.push(await at("counter-server.ts", SKUS, FEW));
  seen.paid.push(await pay(FEW));
  seen.hot512.push(await at("counter-server.ts", 1, MANY));
  seen.spread512.push(await at("counter-server.ts", SKUS, MANY));
  seen.paid512.push(await pay(MANY));
  seen.plain.push(await plainHotRow(ground.url, SECONDS));
}

/**
 * Orders placed, and placed and paid, per second over HTTP, durably, beside the same request echoed by the same edge
 * and a plain transaction on one row of the same database. Rounds are interleaved; medians are told.
 */
export async function runCounter({ json }: { json: boolean }): Promise<object> {
  const say = (line: string): void => void (json || console.log(line));
  const ground = await openGround();
  try {
    const market = await furnish(ground, { buyers: BUYERS, skus: SKUS, stock: STOCK });
    const seen: Seen = { echo: [], hot: [], spread: [], hot512: [], spread512: [], paid: [], paid512: [], plain: [] };
    for (let n = 1; n <= ROUNDS; n++) {
      await roundOfAll(ground, market, seen);
      const last = (results: LoadResult[]): number => results.at(-1)!.okPerSecond;
      say(
        `round ${n}: echo ${last(seen.echo)}/s, hot ${last(seen.hot)}/s, spread ${last(seen.spread)}/s, ` +
          `paid ${seen.paid.at(-1)!.paidPerSecond}/s, plain hot row ${seen.plain.at(-1)}/s`,
      );
    }
    const acknowledged = [...seen.hot, ...seen.spread, ...seen.hot512, ...seen.spread512].reduce(
      (n, { ok }) => n + ok,
      0,
    );
    const placed = await placedSoFar(ground.url);
    if (placed < acknowledged) throw new Error(`${acknowledged} orders were acknowledged and only ${placed} stand`);
    return figures(seen, await costOfOrder(ground, market, FEW), await versionsHere(ground.url));
  } finally {
    await ground.stop();
  }
}

const summary = (results: LoadResult[]) => ({
  perSecond: median(results.map((result) => result.okPerSecond)),
  p50Ms: median(results.map((result) => result.p50Ms)),
  p99Ms: median(results.map((result) => result.p99Ms)),
  rounds: results.map((result) => result.okPerSecond),
});
const paidSummary = (results: PaidRound[]) => ({
  paidPerSecond: median(results.map((result) => result.paidPerSecond)),
  p99Ms: median(results.map((result) => result.p99Ms)),
  listenersReadyAfterSeconds: median(results.map((result) => result.heardBySeconds)),
  rounds: results.map((result) => result.paidPerSecond),
});

/** The median of ratios within a round: what the machine did to one of the two it did to the other. */
const ratio = (a: number[], b: number[]): number => Math.round(median(a.map((n, i) => n / b[i]!)) * 1000) / 1000;

function figures(seen: Seen, cost: Cost, versions: object): object {
  const rate = (results: LoadResult[]): number[] => results.map((result) => result.okPerSecond);
  const paid = seen.paid.map((result) => result.paidPerSecond);
  const hot = summary(seen.hot);
  return {
    bench: "counter",
    versions,
    settings: {
      fsync: "on",
      synchronousCommit: "on",
      rounds: ROUNDS,
      seconds: SECONDS,
      warmUpSeconds: WARM_UP_SECONDS,
      connections: [FEW, MANY],
    },
    ordersPerSecond: hot.perSecond,
    p99Ms: hot.p99Ms,
    paidOrdersPerSecond: median(paid),
    ratioToEcho: ratio(rate(seen.hot), rate(seen.echo)),
    ratioToPlainHotRow: ratio(rate(seen.hot), seen.plain),
    spreadToHot: ratio(rate(seen.spread), rate(seen.hot)),
    paidToEcho: ratio(paid, rate(seen.echo)),
    ...cost,
    echo: summary(seen.echo),
    hot,
    spread: summary(seen.spread),
    paid: paidSummary(seen.paid),
    hot512: summary(seen.hot512),
    spread512: summary(seen.spread512),
    paid512: paidSummary(seen.paid512),
    plainHotRow: { perSecond: median(seen.plain), rounds: seen.plain },
  };
}
