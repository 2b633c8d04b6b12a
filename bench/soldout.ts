import pg from "pg";
import { ordersOf } from "./counter/orders.ts";
import { type Buyer, type Ground, furnish, openGround, startProgram, stopProgram } from "./ground.ts";
import { load, type LoadResult, median } from "./load.ts";

const ROUNDS = 3;
const CONNECTIONS = 128;
const ATTEMPTS = 100_000;
const PIECES = 1_000;
const WARM_UP = 10_000;
// So many that nobody meets the allowance of a person: each asks some fourteen times in a round.
const BUYERS = 8_000;
const LONG = 300;
// Sold out, or towards the end: too many wait for what is left.
const TOO_LATE = /"(inventory\.out_of_stock|orders\.busy)"/;

type Drop = { skuId: bigint; warmUpSkuId: bigint };
type Market = { buyers: Buyer[]; priceFen: bigint };
type Run = LoadResult & { seconds: number };
type Round = { echo: Run; house: Run };

/** The attempts of a drop, written before it begins: the generator only sends. */
function attempts(market: Market, skuId: bigint, count: number): Buffer[] {
  const next = ordersOf({ ...market, skuIds: [skuId] });
  return Array.from({ length: count }, (_, n) => next(n));
}

async function timed(port: number, shots: readonly Buffer[], onAnswer?: (status: number, body: string) => void) {
  const began = performance.now();
  const run = { port, connections: CONNECTIONS, seconds: LONG, requests: shots.length, ...(onAnswer && { onAnswer }) };
  const result = await load({ ...run, next: (n) => shots[n]! });
  return { ...result, seconds: (performance.now() - began) / 1000 };
}

/** The whole drop against one program, once it is warm. */
async function storm(file: string, ground: Ground, market: Market, { skuId, warmUpSkuId }: Drop): Promise<Run> {
  const [warmUp, shots] = [attempts(market, warmUpSkuId, WARM_UP), attempts(market, skuId, ATTEMPTS)];
  const program = await startProgram(file, ground.env);
  try {
    await timed(ground.port, warmUp);
    return await timed(ground.port, shots, (status, body) => {
      if (status !== 200 && !TOO_LATE.test(body)) throw new Error(`${status} ${body}`);
    });
  } finally {
    await stopProgram(program);
  }
}

type Standing = { orders: number; pieces: number; reserved: number; onHand: number };

async function standing(url: string, skuId: bigint): Promise<Standing> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Standing>(
    `select count(distinct o.id)::int as orders, coalesce(sum(l.quantity), 0)::int as pieces,
       (select reserved from inventory.positions where sku_id = $1) as reserved,
       (select on_hand from inventory.positions where sku_id = $1) as "onHand"
     from orders.lines l join orders.orders o on o.id = l.order_id and o.state = 'unpaid' where l.sku_id = $1`,
    [skuId],
  );
  await client.end();
  return rows[0]!;
}

/** Whoever was told that they have one has one, nobody else has, and all that there was is sold. */
async function mustBeExact(url: string, { skuId }: Drop, { ok, requests }: Run): Promise<void> {
  const found = await standing(url, skuId);
  const counts = [ok, found.orders, found.pieces, found.reserved, found.onHand];
  if (requests !== ATTEMPTS || counts.some((count) => count !== PIECES))
    throw new Error(`${PIECES} pieces, ${requests} attempts: ${ok} acknowledged, ${JSON.stringify(found)}`);
}

const ratio = (a: number, b: number): number => Math.round((a / b) * 1000) / 1000;

function figures(rounds: readonly Round[]): object {
  const refused = rounds.map(({ house }) => Math.round((ATTEMPTS - house.ok) / house.seconds));
  const echo = rounds.map((round) => round.echo.perSecond);
  return {
    bench: "soldout",
    node: process.version,
    settings: {
      fsync: "on",
      synchronousCommit: "on",
      rounds: ROUNDS,
      connections: CONNECTIONS,
      attempts: ATTEMPTS,
      pieces: PIECES,
    },
    sold: PIECES,
    exact: true,
    soldOutPerSecond: median(refused),
    echoPerSecond: median(echo),
    ratioToEcho: median(rounds.map((round, n) => ratio(refused[n]!, round.echo.perSecond))),
    p50Ms: median(rounds.map(({ house }) => house.p50Ms)),
    p99Ms: median(rounds.map(({ house }) => house.p99Ms)),
    echoP99Ms: median(rounds.map((round) => round.echo.p99Ms)),
    rounds: rounds.map((round, n) => ({ soldOutPerSecond: refused[n], echoPerSecond: round.echo.perSecond })),
  };
}

/** A drop of a thousand pieces that a hundred thousand ask for: exactly a thousand go, and "sold out" is said quickly. */
export async function runSoldout({ json }: { json: boolean }): Promise<object> {
  const say = (line: string): void => void (json || console.log(line));
  const ground = await openGround();
  try {
    const wish = { buyers: BUYERS, skus: 2 * ROUNDS, stock: PIECES };
    const { skuIds, ...market } = await furnish(ground, wish);
    const drops = Array.from({ length: ROUNDS }, (_, n) => ({
      skuId: skuIds[2 * n]!,
      warmUpSkuId: skuIds[2 * n + 1]!,
    }));
    const rounds: Round[] = [];
    for (const [n, drop] of drops.entries()) {
      const echo = await storm("echo-server.ts", ground, market, drop);
      const house = await storm("counter-server.ts", ground, market, drop);
      await mustBeExact(ground.url, drop, house);
      rounds.push({ echo, house });
      say(
        `round ${n + 1}: ${house.ok} sold, ${Math.round((ATTEMPTS - house.ok) / house.seconds)} sold-out answers/s ` +
          `(p99 ${house.p99Ms} ms) beside ${echo.perSecond} echoes/s`,
      );
    }
    return figures(rounds);
  } finally {
    await ground.stop();
  }
}
