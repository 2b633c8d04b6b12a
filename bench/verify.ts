import pg from "pg";
import { migrate } from "#platform/migrate";
import { brokenIn, type Finding, verify } from "#platform/verify";
import { openGround } from "./ground.ts";
import { median } from "./load.ts";
import { fillOrders, type Filling } from "./past/fill-orders.ts";

const ROUNDS = 3;
const PAID_OF_FOUR = 3;

type Round = { verifyMs: number; scanMs: number; findings: Finding[] };

/** A million, or what BENCH_ORDERS says for a small trial. */
function ordersWanted(): number {
  const wanted = Number(process.env["BENCH_ORDERS"] || 1_000_000);
  if (!Number.isInteger(wanted) || wanted < 1_000) throw new Error("BENCH_ORDERS is a number of at least 1000");
  return wanted;
}

/** The tables that the past is written in: verify looks at each of them. */
async function filledTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables where n_live_tup >= 1000`,
  );
  return rows.map(({ name }) => name);
}

/** Reads every row of these tables once, as quickly as the same database can: the least that a look can cost. */
async function scan(client: pg.Client, tables: readonly string[]): Promise<number> {
  const began = performance.now();
  for (const table of tables) await client.query(`select count(*) from ${table}`);
  return performance.now() - began;
}

async function round(url: string): Promise<Round> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set enable_indexonlyscan = off; set enable_indexscan = off; set enable_bitmapscan = off");
  const scanMs = await scan(client, await filledTables(client));
  await client.end();
  const began = performance.now();
  const findings = await verify(url);
  const broken = brokenIn(findings);
  if (broken.length > 0) throw new Error(`what the bench wrote is not valid: ${broken.slice(0, 5).join("; ")}`);
  return { verifyMs: performance.now() - began, scanMs, findings };
}

const seconds = (ms: number): number => Math.round(ms / 10) / 100;

function figures(rounds: readonly Round[], filling: Filling): object {
  const [verifyMs, scanMs] = [median(rounds.map((each) => each.verifyMs)), median(rounds.map((each) => each.scanMs))];
  const msOf = (name: string): number =>
    median(rounds.map(({ findings }) => findings.find((finding) => finding.name === name)!.ms));
  return {
    bench: "verify",
    node: process.version,
    orders: filling.orders,
    seconds: seconds(verifyMs),
    scanSeconds: seconds(scanMs),
    ratioToScan: Math.round((verifyMs / scanMs) * 100) / 100,
    blocks: Object.fromEntries(rounds[0]!.findings.map(({ name }) => [name, msOf(name)])),
    rounds: rounds.map((each) => ({ seconds: seconds(each.verifyMs), scanSeconds: seconds(each.scanMs) })),
    settings: { fsync: "on", synchronousCommit: "on", rounds: ROUNDS },
    filling,
  };
}

/** All invariants on a million orders, beside one scan of the same tables; rounds of both in turn. */
export async function runVerify({ json }: { json: boolean }): Promise<object> {
  const say = (line: string): void => void (json || console.log(line));
  let filling: Filling | undefined;
  const ground = await openGround(async (url, dataDir) => {
    await migrate(url);
    filling = await fillOrders(url, dataDir, { orders: ordersWanted(), paidOfFour: PAID_OF_FOUR });
    say(`${filling.orders} orders written in ${filling.seconds} s, ${filling.megabytes} MB`);
  });
  try {
    const rounds: Round[] = [];
    for (let n = 1; n <= ROUNDS; n++) {
      rounds.push(await round(ground.url));
      say(
        `round ${n}: looked in ${seconds(rounds.at(-1)!.verifyMs)} s, scanned in ${seconds(rounds.at(-1)!.scanMs)} s`,
      );
    }
    return figures(rounds, filling!);
  } finally {
    await ground.stop();
  }
}
