import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { startDeal } from "#modules/promotions";
import { clock, standStill } from "#platform/clock";
import { transact } from "#platform/db";
import { newId } from "#platform/ids";
import { aPerson } from "../../../../tests/fixtures/goods.ts";
import {
  accounts,
  aDrop,
  anAccount,
  countEntries,
  linesOf,
  stopDrop,
  theSliceHas,
} from "../../../../tests/fixtures/lines.ts";
import { appOf, testHouse } from "../../../../tests/house.ts";
import { admitNext, moveLines } from "./admit-next.ts";
import { readAdmitted } from "./admitted.ts";
import { readPass, signPass } from "./pass.ts";
import { lineRoutes } from "./routes-line.ts";
import { usePasses } from "./use-passes.ts";

const time = standStill(new Date("2026-06-18T12:00:00Z"));
const { house } = await testHouse();
const { db } = house;
const app = await appOf(house, { name: "line", routes: lineRoutes });
const { enter, look } = linesOf(app);

const drawn = (): void => time.advance(2_100);
const use = (dealId: bigint, personId: bigint): Promise<void> =>
  transact(db, (tx) => usePasses(tx, [{ dealId, personId }]));

test("lots are drawn first, then people come in by their rank, and whoever stands behind moves up", async () => {
  const { dealId } = await aDrop(db, { pieces: 3 });
  const people = accounts(10);
  for (const person of people) {
    const { line } = await enter(dealId, person);
    assert.deepEqual([line.state, line.position, line.token], ["drawing", null, null]);
    assert.ok(line.waiting >= 1, "whoever asks stands in the line");
    assert.ok(line.againMs >= 2_000 && line.againMs < 6_000);
  }
  assert.equal(await moveLines(db), 0, "nobody comes in while lots are drawn");
  drawn();
  const late = anAccount();
  assert.equal((await enter(dealId, late)).line.position, 11);
  const before = await Promise.all(people.map(async (person) => (await look(dealId, person)).line.position!));
  assert.deepEqual(
    before.toSorted((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.equal(await moveLines(db), 3);
  time.advance(600);
  for (const [n, person] of people.entries()) {
    const { line } = await look(dealId, person);
    if (before[n]! <= 3) assert.equal(line.state, "admitted");
    else assert.equal(line.position, before[n]! - 3);
  }
  const { line } = await look(dealId, late);
  assert.deepEqual([line.state, line.position, line.waiting], ["waiting", 8, 8]);
  assert.equal(await moveLines(db), 0, "all free pieces have somebody who may take them");
});

test("asked again, the entrance answers with the same place", async () => {
  const { dealId } = await aDrop(db, { pieces: 1 });
  drawn();
  const [first, second] = accounts(2);
  assert.equal((await enter(dealId, first!)).line.state, "admitted");
  const { line } = await enter(dealId, second!);
  time.advance(5_000);
  const again = await enter(dealId, second!);
  assert.deepEqual([again.line.state, again.line.position], ["waiting", line.position]);
  assert.deepEqual(await countEntries(db, dealId), { admitted: 1, waiting: 1 });
});

test("a pass names its deal, SKU, person and time, and cannot be changed", async () => {
  const { dealId, skuId } = await aDrop(db, { pieces: 5 });
  drawn();
  const person = anAccount();
  const { line } = await enter(dealId, person);
  const until = new Date(clock.now().getTime() + 60_000);
  assert.deepEqual(readPass(house.vault, line.token!), { dealId, skuId, personId: person, until });
  assert.equal(line.tokenUntil, until.toISOString());
  const [body, signature] = line.token!.split(".");
  const claims = JSON.parse(Buffer.from(body!, "base64url").toString()) as Record<string, unknown>;
  for (const change of [{ p: "1" }, { s: "1" }, { d: "1" }, { u: until.getTime() + 1 }]) {
    const forged = Buffer.from(JSON.stringify({ ...claims, ...change })).toString("base64url");
    assert.equal(readPass(house.vault, `${forged}.${signature}`), undefined);
  }
  const foreign = house.vault.sign("trail", claims);
  assert.equal(readPass(house.vault, foreign), undefined, "a token for another purpose");
  assert.notEqual(signPass(house.vault, { dealId, skuId, personId: person + 1n, until }), line.token);
});

test("a pass is spent once", async () => {
  const { dealId } = await aDrop(db, { pieces: 5 });
  drawn();
  const place = { dealId, personId: anAccount() };
  await enter(dealId, place.personId);
  assert.equal((await transact(db, (tx) => readAdmitted(tx, [place]))).length, 1);
  await use(dealId, place.personId);
  assert.equal((await transact(db, (tx) => readAdmitted(tx, [place]))).length, 0);
  const { line } = await look(dealId, place.personId);
  assert.deepEqual([line.state, line.token], ["used", null]);
  const again = await enter(dealId, place.personId);
  assert.deepEqual(
    [again.status, again.code, again.details],
    [409, "promotions.limit_per_buyer", { limit: 1, bought: 1 }],
  );
});

test("who may have two comes again for the second; who never paid may come again too", async () => {
  const sold = (dealId: bigint, personId: bigint, state: string) =>
    sql`insert into promotions.deal_sales (line_id, deal_id, order_id, buyer_id, quantity, paid_fen, state)
      values (${newId()}, ${dealId}, ${newId()}, ${personId}, 1, 4900, ${state})`.execute(db);
  const pair = await aDrop(db, { pieces: 5, perBuyer: 2 });
  const single = await aDrop(db, { pieces: 5 });
  drawn();
  const person = anAccount();
  for (const { dealId } of [pair, single]) {
    await enter(dealId, person);
    await use(dealId, person);
  }
  await sold(pair.dealId, person, "paid");
  assert.equal((await enter(pair.dealId, person)).status, 200);
  await use(pair.dealId, person);
  await sold(pair.dealId, person, "unpaid");
  assert.equal((await enter(pair.dealId, person)).code, "promotions.limit_per_buyer");
  await sold(single.dealId, person, "closed");
  assert.equal((await enter(single.dealId, person)).status, 200);
});

test("a pass that nobody used in a minute goes to the next, and its holder to the end of the line", async () => {
  const { dealId } = await aDrop(db, { pieces: 1 });
  drawn();
  const [idle, second, third] = accounts(3) as [bigint, bigint, bigint];
  assert.equal((await enter(dealId, idle)).line.state, "admitted");
  await enter(dealId, second);
  time.advance(1);
  await enter(dealId, third);
  time.advance(60_000);
  assert.equal((await look(dealId, idle)).code, "promotions.not_in_line");
  assert.equal(await admitNext(db, dealId), 0, "an order with that pass may still be under way");
  time.advance(2_100);
  assert.equal(await admitNext(db, dealId), 2);
  assert.equal((await look(dealId, second)).line.state, "admitted");
  assert.equal((await enter(dealId, idle)).line.position, 2);
  assert.equal((await look(dealId, third)).line.position, 1);
});

test("as long as orders are unpaid people wait; when the last piece is paid it is over for them", async () => {
  const { dealId } = await aDrop(db, { pieces: 2 });
  drawn();
  await theSliceHas(db, dealId, { held: 1, paid: 1 });
  const [first, second] = accounts(2) as [bigint, bigint];
  assert.equal((await enter(dealId, first)).line.state, "waiting");
  await theSliceHas(db, dealId, { paid: 2 });
  time.advance(500);
  assert.equal((await look(dealId, first)).line.state, "over");
  assert.equal((await enter(dealId, second)).line.state, "over");
  assert.deepEqual(await countEntries(db, dealId), { waiting: 1 }, "who comes too late is not written down");
  await theSliceHas(db, dealId, { paid: 1 });
  await moveLines(db);
  time.advance(500);
  assert.equal((await look(dealId, first)).line.state, "admitted", "a piece came back");
});

test("when a deal is stopped while thousands wait, every one of them hears it with the next question", async () => {
  const drop = await aDrop(db, { pieces: 1 });
  const { dealId } = drop;
  drawn();
  const people = accounts(3_000);
  const entered = await Promise.all(people.map((person) => enter(dealId, person)));
  assert.ok(entered.every(({ status }) => status === 200));
  await stopDrop(db, drop);
  time.advance(500);
  const answers = await Promise.all(people.map((person) => look(dealId, person)));
  assert.deepEqual([...new Set(answers.map(({ line }) => line.state))], ["over"]);
  assert.ok(answers.every(({ line }) => line.token === null));
  assert.equal((await enter(dealId, anAccount())).code, "promotions.deal_not_running");
  await moveLines(db);
  assert.deepEqual(await countEntries(db, dealId), { admitted: 1, waiting: 2_999 }, "nobody comes in any more");
});

test("a deal that ends by the clock is over for who waits, without anybody ending it", async () => {
  const { dealId } = await aDrop(db, { pieces: 1, lastsMs: 60_000 });
  drawn();
  const [first, second] = accounts(2) as [bigint, bigint];
  await enter(dealId, first);
  await enter(dealId, second);
  time.advance(60_000);
  assert.equal((await look(dealId, first)).line.state, "over", "a pass is worth nothing after the end");
  assert.equal((await look(dealId, second)).line.state, "over");
});

test("a room's drop lets nobody in before the room has begun it, and everybody in the moment it has", async () => {
  const drop = await aDrop(db, {
    roomId: newId(),
    startsAt: new Date(clock.now().getTime() + 60_000),
    lastsMs: 300_000,
  });
  const [early, eager] = accounts(2) as [bigint, bigint];
  assert.equal((await enter(drop.dealId, early)).code, "promotions.deal_not_running");
  time.advance(60_000);
  assert.equal(
    (await enter(drop.dealId, early)).code,
    "promotions.deal_not_running",
    "its time alone does not begin it",
  );
  await transact(db, (tx) => startDeal(tx, { dealId: drop.dealId, shopId: drop.shopId, by: drop.ownerId }));
  time.advance(60);
  assert.equal((await enter(drop.dealId, eager)).line.state, "drawing", "though it was closed a moment ago");
});

test("only the server's clock opens the line", async () => {
  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);
  const [startsAt, endsAt] = [inMs(30_000), inMs(90_000)];
  const { dealId } = await aDrop(db, { startsAt, lastsMs: 60_000 });
  const wrong = { date: endsAt.toUTCString(), "x-client-time": endsAt.toISOString() };
  const early = await enter(dealId, anAccount(), { headers: wrong });
  assert.deepEqual([early.status, early.code], [409, "promotions.deal_not_running"]);
  assert.deepEqual(early.details, { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() });
  time.advance(30_000);
  const { status, line } = await enter(dealId, anAccount(), { headers: { date: new Date(0).toUTCString() } });
  assert.deepEqual([status, line.state, line.serverTime], [200, "drawing", clock.now().toISOString()]);
});

test("a deal for verified people lets nobody else stand in its line", async () => {
  const [known, stranger] = [await aPerson(db, "实名", 2), await aPerson(db, "未实名", 1)];
  time.advance(25 * 3_600_000);
  const { dealId } = await aDrop(db, { verifiedOnly: true });
  drawn();
  const refused = await enter(dealId, stranger);
  assert.deepEqual([refused.code, refused.details], ["identity.real_name_required", { need: 2, have: 1 }]);
  assert.equal((await enter(dealId, known)).line.state, "admitted");
});

test("an open deal has no line, and neither has one that is not there", async () => {
  const { dealId } = await aDrop(db, { admission: "open" });
  assert.equal((await enter(dealId, anAccount())).code, "promotions.no_line");
  assert.equal((await enter(newId(), anAccount())).code, "promotions.deal_not_found");
  assert.equal((await look(newId(), anAccount())).code, "promotions.deal_not_found");
  const line = await aDrop(db);
  assert.equal((await look(line.dealId, anAccount())).code, "promotions.not_in_line");
});
