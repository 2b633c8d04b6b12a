import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import pino from "pino";
import { openProxy } from "../../tests/storms/faulty-proxy.ts";
import { world } from "../../tests/world.ts";
import { databaseAway, openDb } from "./db.ts";
import { watchForSilence } from "./silence.ts";

const { url } = await world();
const own = new URL(url);
const folder = own.searchParams.get("host");
const target = folder ? { path: `${folder}/.s.PGSQL.5432` } : { host: own.hostname, port: Number(own.port || 5432) };
const proxy = await openProxy({ targets: [target] });
const db = openDb(`postgres://postgres@127.0.0.1:${proxy.port}${own.pathname}`, { connectionsMax: 2 });
const silence = watchForSilence(
  `postgres://postgres@127.0.0.1:${proxy.port}${own.pathname}`,
  [db],
  pino({ level: "silent" }),
);
after(async () => {
  silence.stop();
  await db.destroy();
  await proxy.close();
});

test("a question that the database thinks about for long is left alone", async () => {
  const { rows } = await sql<{ n: number }>`select 1 as n from pg_sleep(5)`.execute(db);
  assert.equal(rows[0]!.n, 1);
});

test("who asks a database that has fallen silent is told that it is away, and is answered again when it speaks", async () => {
  proxy.cutOff("silent");
  const began = performance.now();
  const fault: unknown = await sql`select 1`.execute(db).then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(databaseAway(fault), String(fault));
  assert.ok(performance.now() - began < 8_000, "it is told so soon");
  proxy.heal();
  const { rows } = await sql<{ n: number }>`select 2 as n`.execute(db);
  assert.equal(rows[0]!.n, 2);
});
