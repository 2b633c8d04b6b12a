import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type Buyer, type Ground, furnish, openGround, startProgram, stopProgram } from "./ground.ts";
import { load, type LoadResult, median, shot } from "./load.ts";
import { plainHotRow } from "./plain-hot-row.ts";

const ROUNDS = 3;
const SECONDS = 6;
const BUYERS = 6_000;
const SKUS = 1_000;
const STOCK = 1_000_000;

type Market = { buyers: Buyer[]; skuIds: bigint[]; priceFen: bigint };

/** The next order of the storm: buyers in turn, so that nobody meets the allowance of a person. */
const orders =
  ({ buyers, skuIds, priceFen }: Market, skus: number) =>
  (n: number): Buffer => {
    const buyer = buyers[n % buyers.length]!;
    const body = JSON.stringify({
      lines: [{ skuId: String(skuIds[n % skus]), quantity: 1 }],
      addressId: String(buyer.addressId),
      expectedFen: Number(priceFen),
      couponGrantIds: [],
    });
    const headers = { authorization: `Bearer ${buyer.token}`, "idempotency-key": randomUUID() };
    return shot("POST", "/api/orders/checkouts", headers, body);
  };

async function round(
  file: string,
  ground: Ground,
  market: Market,
  skus: number,
  connections: number,
): Promise<LoadResult> {
  const program = await startProgram(file, ground.env);
  const next = orders(market, skus);
  await load({ port: ground.port, connections, seconds: 1, next });
  const result = await load({ port: ground.port, connections, seconds: SECONDS, next });
  await stopProgram(program);
  const unexpected = Object.keys(result.statuses).filter((status) => status !== "200");
  if (unexpected.length > 0) throw new Error(`${file} answered ${JSON.stringify(result.statuses)}`);
  return result;
}

async function placedSoFar(url: string): Promise<bigint> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>("select count(*) as n from orders.checkouts");
  await client.end();
  return BigInt(rows[0]!.n);
}

const summary = (results: LoadResult[]) => ({
  perSecond: median(results.map((result) => result.okPerSecond)),
  p50Ms: median(results.map((result) => result.p50Ms)),
  p99Ms: median(results.map((result) => result.p99Ms)),
  rounds: results.map((result) => result.okPerSecond),
});

/** Orders placed per second over HTTP, durably, beside the same request echoed by the same edge. Rounds are interleaved. */
export async function runCounter({ json }: { json: boolean }): Promise<object> {
  const say = (line: string): void => void (json || console.log(line));
  const ground = await openGround();
  try {
    const market = await furnish(ground, { buyers: BUYERS, skus: SKUS, stock: STOCK });
    const seen = {
      echo: [] as LoadResult[],
      hot: [] as LoadResult[],
      spread: [] as LoadResult[],
      hot512: [] as LoadResult[],
    };
    const plain: number[] = [];
    for (let n = 1; n <= ROUNDS; n++) {
      seen.echo.push(await round("echo-server.ts", ground, market, 1, 128));
      seen.hot.push(await round("counter-server.ts", ground, market, 1, 128));
      seen.spread.push(await round("counter-server.ts", ground, market, SKUS, 128));
      seen.hot512.push(await round("counter-server.ts", ground, market, 1, 512));
      plain.push(await plainHotRow(ground.url, SECONDS));
      say(
        `round ${n}: echo ${seen.echo.at(-1)!.okPerSecond}/s, hot ${seen.hot.at(-1)!.okPerSecond}/s, spread ${seen.spread.at(-1)!.okPerSecond}/s, plain hot row ${plain.at(-1)}/s`,
      );
    }
    const acknowledged = [...seen.hot, ...seen.spread, ...seen.hot512].reduce((sum, result) => sum + result.ok, 0);
    const placed = await placedSoFar(ground.url);
    if (placed < BigInt(acknowledged))
      throw new Error(`${acknowledged} orders were acknowledged and only ${placed} stand`);
    return figures(seen, plain);
  } finally {
    await ground.stop();
  }
}

function figures(seen: Record<"echo" | "hot" | "spread" | "hot512", LoadResult[]>, plain: number[]): object {
  const [echo, hot, spread, hot512] = [
    summary(seen.echo),
    summary(seen.hot),
    summary(seen.spread),
    summary(seen.hot512),
  ];
  const ratio = (a: number, b: number): number => Math.round((a / b) * 1000) / 1000;
  const packages = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return {
    bench: "counter",
    node: process.version,
    fastify: packages.dependencies["fastify"],
    settings: { fsync: "on", synchronousCommit: "on", rounds: ROUNDS, seconds: SECONDS },
    ordersPerSecond: hot.perSecond,
    ratioToEcho: ratio(hot.perSecond, echo.perSecond),
    ratioToPlainHotRow: ratio(hot.perSecond, median(plain)),
    spreadToHot: ratio(spread.perSecond, hot.perSecond),
    echo,
    hot,
    hot512,
    spread,
    plainHotRowPerSecond: median(plain),
  };
}
