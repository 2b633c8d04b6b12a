import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { brokenIn, readInvariants, verify } from "#platform/verify";
import { world } from "../../tests/world.ts";

const { db, url } = await world();

test("a new database breaks nothing, and every block looks at something it can name", async () => {
  const findings = await verify(url);
  assert.deepEqual(brokenIn(findings), []);
  assert.ok((findings.find(({ name }) => name === "I20")?.seen ?? 0n) > 10n);
});

test("a money column that rounds is found", async () => {
  await sql`create table ledger.wrong (price_fen numeric)`.execute(db);
  const findings = await verify(url, "I20");
  assert.deepEqual(brokenIn(findings), ["I20: ledger.wrong.price_fen should be bigint, is numeric"]);
  await sql`drop table ledger.wrong`.execute(db);
});

test("a block that does not count its subjects is refused", () => {
  assert.throws(() => readInvariants("-- I1 something\nselect 1;"), /I1 does not say how many subjects it saw/);
});

test("looking changes nothing", async () => {
  const text = "-- I1 nothing is written\n-- seen: select nextval('platform.id_blocks')\nselect 1";
  await assert.rejects(verify(url, undefined, text), /read-only transaction/);
});
