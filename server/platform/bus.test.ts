import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import pino from "pino";
import { world } from "../../tests/world.ts";
import { openBus, tell } from "./bus.ts";
import { openDb, transact } from "./db.ts";

const { db, url } = await world();
const name = new URL(url).pathname.slice(1);
const bus = await openBus(url, pino({ level: "silent" }));
const outside = openDb(process.env["DATABASE_URL"]!);
after(async () => {
  await bus.close();
  await outside.destroy();
});

const lines = async (): Promise<number> =>
  (
    await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and query = 'listen jishi'`.execute(db)
  ).rows[0]!.n;

test("a line that was cut and could not be had for a while comes back once, and hears everything once", async () => {
  const heard: unknown[] = [];
  bus.on("test", (message) => heard.push(message));
  const told = (message: string): Promise<void> => transact(db, (tx) => tell(tx, "test", message));
  const hears = async (count: number): Promise<void> => {
    for (let turn = 0; turn < 200 && heard.length < count; turn++) await wait(25);
  };
  await told("before");
  await hears(1);
  // Nobody gets in for a while: a few tries fail before one succeeds.
  await sql.raw(`alter database ${name} allow_connections false`).execute(outside);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${name} and query = 'listen jishi'`.execute(outside);
  await wait(900);
  await sql.raw(`alter database ${name} allow_connections true`).execute(outside);
  for (let turn = 0; turn < 200 && (await lines()) === 0; turn++) await wait(50);
  await wait(500);
  assert.equal(await lines(), 1);
  await told("after");
  await hears(2);
  await wait(100); // nothing comes twice
  assert.deepEqual(heard, ["before", "after"]);
});

test("a message that a listener cannot read is a gap for it, and no end of the line for the others", async () => {
  const heard: unknown[] = [];
  let gaps = 0;
  bus.onGap(() => (gaps += 1));
  bus.on("numbers", (message) => BigInt(String(message)));
  bus.on("numbers", (message) => heard.push(message));
  for (const message of ["1", "one", "2"]) await transact(db, (tx) => tell(tx, "numbers", message));
  for (let turn = 0; turn < 200 && heard.length < 3; turn++) await wait(25);
  assert.deepEqual([heard, gaps], [["1", "one", "2"], 1]);
});
