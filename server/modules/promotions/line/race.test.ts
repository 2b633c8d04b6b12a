import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { clock, standStill } from "#platform/clock";
import { type Db, openDb, transact } from "#platform/db";
import { accounts, aDrop, anAccount, countEntries } from "../../../../tests/fixtures/lines.ts";
import { testHouse } from "../../../../tests/house.ts";
import { admitNext, moveLines } from "./admit-next.ts";
import { readAdmitted } from "./admitted.ts";
import { enterLines, type Entrance } from "./enter-line.ts";
import { openPictures } from "./pictures.ts";
import { rankAt } from "./ranks.ts";
import { usePasses } from "./use-passes.ts";

const time = standStill(new Date("2026-06-18T12:00:00Z"));
const { house, url } = await testHouse();
const servers = Array.from({ length: 4 }, () => openDb(url, { connectionsMax: 2, hot: true }));
after(() => Promise.all(servers.map((server) => server.destroy())));

async function entrancesOf(dealId: bigint, people: readonly bigint[]): Promise<Entrance[]> {
  const picture = (await openPictures(house.hot)(dealId))!;
  const at = clock.now();
  return people.map((personId) => ({
    ...{ dealId, personId, picture, at, rank: rankAt(picture.deal.startsAt, at) },
    ...{ isSuspect: false, proof: undefined },
  }));
}

/** What the counter does with a pass: takes a piece and spends the pass, or does neither. */
const buy = (db: Db, dealId: bigint, personId: bigint): Promise<boolean> =>
  transact(db, async (tx) => {
    const { rows } = await sql<{ left: number }>`
      select on_hand - reserved as left from inventory.positions where place_id = ${dealId} for update`.execute(tx);
    const isIn = (await readAdmitted(tx, [{ dealId, personId }])).length > 0;
    if (rows[0]!.left === 0 || !isIn) return false;
    await sql`update inventory.positions set reserved = reserved + 1 where place_id = ${dealId}`.execute(tx);
    await usePasses(tx, [{ dealId, personId }]);
    return true;
  });

const giveBack = (db: Db, dealId: bigint): Promise<unknown> =>
  sql`update inventory.positions set reserved = reserved - 1 where place_id = ${dealId} and reserved > 0`.execute(db);

test("while four servers let people in, and people buy, idle and cancel, never more passes are out than pieces are free", async () => {
  const { dealId } = await aDrop(house.db, { pieces: 40 });
  await enterLines(house.hot, await entrancesOf(dealId, accounts(400)));
  time.advance(2_100);
  let isOn = true;
  let seen = 0;
  let most = 0;
  const watching = (async () => {
    while (isOn) {
      const { rows } = await sql<{ out: number; left: number }>`
        select (select count(*)::int from promotions.entries where deal_id = ${dealId} and state = 'admitted') as out,
          on_hand - reserved as left from inventory.positions where place_id = ${dealId}`.execute(house.db);
      const { out, left } = rows[0]!;
      assert.ok(out <= left, `${out} passes are out for ${left} pieces`);
      seen += 1;
      most = Math.max(most, out);
    }
  })();
  const work = async (server: Db, n: number): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) {
      await moveLines(server);
      const { rows } = await sql<{ personId: bigint }>`
        select person_id as "personId" from promotions.entries
        where deal_id = ${dealId} and state = 'admitted' and admitted_until > ${clock.now()}
        order by rank limit 3`.execute(server);
      for (const { personId } of rows.slice(0, (turn + n) % 3)) await buy(server, dealId, personId);
      if (turn % 4 === n) await giveBack(server, dealId);
    }
  };
  for (let minute = 0; minute < 4; minute++) {
    await Promise.all(servers.map(work));
    time.advance(62_100); // those who idle lose their passes
  }
  isOn = false;
  await watching;
  const entries = await countEntries(house.db, dealId);
  assert.ok(seen > 20 && most > 10, `the watcher saw too little: ${seen} looks, at most ${most} passes`);
  assert.ok((entries["used"] ?? 0) >= 40 && (entries["lapsed"] ?? 0) > 0, JSON.stringify(entries));
});

test("ten thousand entries of one person, over four servers at once, are one", async () => {
  const { dealId } = await aDrop(house.db, { pieces: 1 });
  time.advance(2_100);
  const person = anAccount();
  const knocks = await entrancesOf(
    dealId,
    Array.from({ length: 10_000 }, () => person),
  );
  const batches = Array.from({ length: 40 }, (_, n) => knocks.slice(n * 250, (n + 1) * 250));
  const outcomes = await Promise.all(batches.map((batch, n) => enterLines(servers[n % 4]!, batch)));
  const places = outcomes.flat().map((outcome) => ("ok" in outcome ? outcome.ok.rank : undefined));
  assert.equal(places.length, 10_000);
  assert.equal(new Set(places).size, 1, "every answer names the same place");
  assert.deepEqual(await countEntries(house.db, dealId), { admitted: 1 });
});

test("who lost a pass and knocks at four servers at once stands in the line once, with one proof of being there", async () => {
  const { dealId } = await aDrop(house.db, { pieces: 1 });
  time.advance(2_100);
  const [idle, next] = accounts(2) as [bigint, bigint];
  await enterLines(house.hot, await entrancesOf(dealId, [idle, next]));
  await admitNext(house.hot, dealId);
  time.advance(63_000);
  await admitNext(house.hot, dealId);
  const knocks = await Promise.all(servers.map(() => entrancesOf(dealId, [idle])));
  const outcomes = await Promise.all(servers.map((server, n) => enterLines(server, knocks[n]!)));
  assert.equal(new Set(outcomes.flat().map((outcome) => "ok" in outcome && outcome.ok.rank)).size, 1);
  assert.deepEqual(await countEntries(house.db, dealId), { admitted: 1, waiting: 1 });
});

test("of people with four servers between them each is written down once, and all are told a place", async () => {
  const { dealId } = await aDrop(house.db, { pieces: 10 });
  const people = accounts(1_000);
  const outcomes = await Promise.all(
    servers.map(async (server, n) => {
      const mine = [...people.slice(n * 250), ...people.slice(0, n * 250)];
      const entrances = await entrancesOf(dealId, mine);
      const own = [];
      for (let from = 0; from < mine.length; from += 100)
        own.push(...(await enterLines(server, entrances.slice(from, from + 100))));
      return own;
    }),
  );
  assert.ok(outcomes.flat().every((outcome) => "ok" in outcome));
  assert.deepEqual(await countEntries(house.db, dealId), { waiting: 1_000 });
});
