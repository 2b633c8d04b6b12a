import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
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

const blocks = (bodies: readonly string[]): string =>
  bodies.map((body, n) => `-- I${n + 1} a block\n-- seen: select 1\n-- dear: ${n}\n${body};\n`).join("\n");

test("blocks are looked at side by side at one moment, and told in their order", async () => {
  const body = `select 'x' as subject, pg_backend_pid() as expected, pg_current_snapshot() as found, pg_sleep(0.05)`;
  let looking = true;
  const writes = (async () => {
    while (looking) await sql`select pg_current_xact_id()`.execute(db);
  })();
  const findings = await verify(url, undefined, blocks(Array.from({ length: 6 }, () => body)));
  looking = false;
  await writes;
  assert.deepEqual(
    findings.map(({ name }) => name),
    ["I1", "I2", "I3", "I4", "I5", "I6"],
  );
  const offenders = findings.flatMap((finding) => finding.offenders);
  assert.equal(new Set(offenders.map(({ found }) => found)).size, 1);
  assert.equal(new Set(offenders.map(({ expected }) => expected)).size, 3);
  assert.ok(findings.every(({ ms }) => ms >= 50));
});

test("when one block cannot be looked at, all the others are given up at once", async () => {
  const asleep = 'select pg_sleep(60) as "left behind"';
  await assert.rejects(verify(url, undefined, blocks([asleep, "select 1 / 0", asleep])), /division by zero/);
  const left = async (): Promise<boolean> => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where query like '%left behind%' and pid <> pg_backend_pid() and datname = current_database()`.execute(db);
    return rows[0]!.n > 0;
  };
  for (let n = 0; n < 100 && (await left()); n++) await sleep(100);
  assert.equal(await left(), false);
});
