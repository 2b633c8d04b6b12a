import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { world } from "../../tests/world.ts";
import { databaseAway, transact } from "./db.ts";

const { db } = await world();

test("a connection that breaks between two statements fails its transaction and nobody else", async () => {
  const broken = transact(db, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(db);
    await wait(100);
    await sql`select 1`.execute(tx);
  });
  await assert.rejects(broken, databaseAway);
  assert.equal((await sql`select 1`.execute(db)).rows.length, 1);
});
