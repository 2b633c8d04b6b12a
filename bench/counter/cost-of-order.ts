import { once } from "node:events";
import { join } from "node:path";
import pg from "pg";
import { type Ground, startProgram, stopProgram } from "../ground.ts";
import { load } from "../load.ts";
import { type Market, ordersOf } from "./orders.ts";

export type Cost = { statementsPerOrder: number; commitsPerOrder: number; walBytesPerOrder: number };
type Counts = { statements: number; commits: number };

const SECONDS = 3;
const counter = join(import.meta.dirname, "count-statements.mjs");

/** What one order costs the database, with everything the server does beside: its listeners, sweeps and looks. */
export async function costOfOrder(ground: Ground, market: Market, connections: number): Promise<Cost> {
  const program = await startProgram("counter-server.ts", ground.env, ["--import", counter]);
  const client = new pg.Client({ connectionString: ground.url });
  await client.connect();
  const countsNow = async (): Promise<Counts> => {
    program.kill("SIGUSR2");
    const [line] = (await once(program.stdout!, "data")) as [Buffer];
    return JSON.parse(line.toString()) as Counts;
  };
  const next = ordersOf(market);
  await load({ port: ground.port, connections, seconds: 1, next });
  const before = await countsNow();
  const [{ wal } = { wal: "0/0" }] = (await client.query<{ wal: string }>("select pg_current_wal_lsn() as wal")).rows;
  const { ok } = await load({ port: ground.port, connections, seconds: SECONDS, next });
  const written = await client.query<{ bytes: string }>("select pg_current_wal_lsn() - $1::pg_lsn as bytes", [wal]);
  const after = await countsNow();
  await client.end();
  await stopProgram(program);
  const each = (n: number): number => Math.round((n / ok) * 100) / 100;
  return {
    statementsPerOrder: each(after.statements - before.statements),
    commitsPerOrder: each(after.commits - before.commits),
    walBytesPerOrder: Math.round(Number(written.rows[0]!.bytes) / ok),
  };
}
