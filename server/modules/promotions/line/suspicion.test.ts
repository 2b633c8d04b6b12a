import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sql } from "kysely";
import { clock, standStill } from "#platform/clock";
import { accounts, aDrop, anAccount, countEntries, linesOf } from "../../../../tests/fixtures/lines.ts";
import { appOf, testHouse } from "../../../../tests/house.ts";
import { answerPuzzle } from "../../../../web/kit/answer-puzzle.ts";
import { shortSha256 } from "../../../../web/kit/short-sha256.ts";
import { admitNext } from "./admit-next.ts";
import { makePuzzle, PUZZLE_MS, readProof } from "./puzzle.ts";
import { lineRoutes } from "./routes-line.ts";
import { isYoung, watchCrowds } from "./suspicion.ts";

const time = standStill(new Date("2026-06-18T12:00:00Z"));
const { house } = await testHouse();
const { db, vault } = house;
const { enter, puzzle, look } = linesOf(await appOf(house, { name: "line", routes: lineRoutes }));

/** A puzzle with little work in it; what is tested does not depend on how much. */
const solved = async (place: { dealId: bigint; personId: bigint }, at = clock.wall()): Promise<string> =>
  answerPuzzle(await makePuzzle(vault, place, { at, work: 50 }))!;
const twin = (personId: bigint): bigint => personId + 1_000_000n;

test("an account younger than a day solves a puzzle first, and its page can", async () => {
  const { dealId } = await aDrop(db);
  const person = anAccount(23);
  const asked = await enter(dealId, person);
  assert.deepEqual([asked.status, asked.code], [403, "promotions.proof_needed"]);
  const proof = answerPuzzle(String(asked.details["challenge"]))!;
  const { status, line } = await enter(dealId, person, { proof });
  assert.deepEqual([status, line.state], [200, "drawing"]);
  assert.equal((await enter(dealId, person)).status, 200, "who stands in the line is not asked again");
  assert.equal((await enter(dealId, anAccount(25))).status, 200, "nobody else is asked");
});

test("a proof is worth nothing for another person or deal, changed, too old, or made up", async () => {
  const [mine, other] = [await aDrop(db), await aDrop(db)];
  const person = anAccount(1);
  const refused = async (proof: string): Promise<void> => {
    const { status, code } = await enter(mine.dealId, person, { proof });
    assert.deepEqual([status, code], [403, "promotions.proof_invalid"]);
  };
  const place = { dealId: mine.dealId, personId: person };
  await refused(await solved({ ...place, personId: twin(person) }));
  await refused(await solved({ ...place, dealId: other.dealId }));
  await refused(await solved(place, new Date(clock.wall().getTime() - PUZZLE_MS - 1_000)));
  const good = await solved(place);
  type Shape = {
    challenge: { parameters: Record<string, unknown>; signature: unknown };
    solution: Record<string, unknown>;
  };
  const changed = (change: (payload: Shape) => void): string => {
    const payload = JSON.parse(atob(good)) as Shape;
    change(payload);
    return btoa(JSON.stringify(payload));
  };
  await refused(changed(({ challenge }) => (challenge.parameters["expiresAt"] = 9_999_999_999)));
  await refused(changed(({ challenge }) => (challenge.parameters["keySignature"] = "00")));
  await refused(changed(({ challenge }) => (challenge.signature = 7)));
  await refused(changed(({ solution }) => (solution["derivedKey"] = "00".repeat(32))));
  for (const nothing of [
    "",
    "null",
    btoa("null"),
    btoa("{}"),
    btoa('{"challenge":{"parameters":[],"signature":""},"solution":1}'),
    "é",
  ])
    await refused(nothing);
  assert.deepEqual(await countEntries(db, mine.dealId), {});
  assert.equal((await enter(mine.dealId, person, { proof: good })).status, 200);
});

test("a puzzle asked for beforehand lets in once", async () => {
  const { dealId } = await aDrop(db, { pieces: 1 });
  time.advance(2_100);
  const person = anAccount(2);
  const proof = answerPuzzle(await puzzle(dealId, person))!;
  assert.equal((await enter(dealId, person, { proof })).line.state, "admitted");
  time.advance(63_000);
  await admitNext(db, dealId);
  assert.equal((await look(dealId, person)).code, "promotions.not_in_line");
  assert.equal((await enter(dealId, person, { proof })).code, "promotions.proof_invalid");
  assert.equal((await enter(dealId, person, { proof: await solved({ dealId, personId: person }) })).status, 200);
});

test("an entry and the proof it cost are kept together or not at all", async () => {
  const { dealId } = await aDrop(db);
  const person = anAccount(3);
  await sql`create function promotions.break_off() returns trigger language plpgsql as $$
    begin raise exception 'the line breaks here'; end $$`.execute(db);
  await sql`create trigger breaks after insert on promotions.entries execute function promotions.break_off()`.execute(
    db,
  );
  const spent = async (): Promise<number> =>
    (await sql<{ n: number }>`select count(*)::int as n from promotions.proofs`.execute(db)).rows[0]!.n;
  const before = await spent();
  const proof = await solved({ dealId, personId: person });
  assert.equal((await enter(dealId, person, { proof })).status, 500);
  assert.equal(await spent(), before);
  await sql`drop trigger breaks on promotions.entries`.execute(db);
  assert.equal((await enter(dealId, person, { proof })).status, 200, "the same proof is still good");
  assert.equal(await spent(), before + 1);
});

test("more than eight persons of one network are a crowd for a minute", () => {
  const crowds = watchCrowds();
  const at = clock.now();
  const people = accounts(10);
  const later = (ms: number): Date => new Date(at.getTime() + ms);
  for (const [n, person] of people.slice(0, 8).entries())
    for (let again = 0; again < 3; again++) assert.equal(crowds.isCrowd(`198.51.100.${n}`, person, at), false);
  assert.equal(crowds.isCrowd("198.51.100.200", people[8]!, later(59_000)), true);
  assert.equal(crowds.isCrowd("198.51.101.200", people[9]!, later(59_000)), false, "the network beside it");
  assert.equal(crowds.isCrowd("198.51.100.1", people[1]!, later(61_000)), false, "the others have gone");
  for (const [n, person] of people.entries())
    assert.equal(crowds.isCrowd(`2001:db8:7:7:${n}::1`, person, at), n >= 8, "a /64 is one network");
  for (const person of people) assert.equal(crowds.isCrowd("127.0.0.1", person, at), false, "a proxy of our own");
});

test("the age of an account is read from its id", () => {
  assert.equal(isYoung(anAccount(23), clock.now()), true);
  assert.equal(isYoung(anAccount(25), clock.now()), false);
});

test("of a thousand entrants nine in ten are bots without proofs in few networks: people get most pieces", async () => {
  const pieces = 100;
  const { dealId } = await aDrop(db, { pieces });
  const people = accounts(100);
  const farmed = accounts(450); // old accounts, a hundred and more behind each of four networks
  const fresh = Array.from({ length: 450 }, () => anAccount(5)); // made for the drop, each from a network of its own
  const entrants = [
    ...people.map((person, n) => ({ person, from: `100.64.${n}.5` })),
    ...farmed.map((person, n) => ({ person, from: `203.0.${n % 4}.${1 + (n >> 2)}` })),
    ...fresh.map((person, n) => ({ person, from: `10.${n >> 8}.${n & 255}.9` })),
  ];
  // The bots are quicker: they ask first.
  for (const { person, from } of entrants.toReversed()) await enter(dealId, person, { from });
  time.advance(2_100);
  await admitNext(db, dealId);
  const { rows } = await sql<{ personId: bigint }>`
    select person_id as "personId" from promotions.entries where deal_id = ${dealId} and state = 'admitted'`.execute(
    db,
  );
  const human = new Set(people);
  const got = rows.filter(({ personId }) => human.has(personId)).length;
  assert.equal(rows.length, pieces);
  assert.ok(got >= pieces * 0.6, `people got ${got} of ${pieces}`);
  assert.equal(rows.filter(({ personId }) => fresh.includes(personId)).length, 0, "accounts made for it get nothing");
});

test("a wrong puzzle has no answer, and our digest is SHA-256", async () => {
  assert.equal(answerPuzzle("{"), undefined);
  assert.equal(answerPuzzle('{"parameters":{"algorithm":"SCRYPT"}}'), undefined);
  for (let length = 0; length <= 55; length++) {
    const message = Uint8Array.from({ length }, (_, n) => (n * 37 + length) & 255);
    assert.equal(Buffer.from(shortSha256(message)).toString("hex"), createHash("sha256").update(message).digest("hex"));
  }
  assert.throws(() => shortSha256(new Uint8Array(56)), RangeError);
  const place = { dealId: 1n, personId: 2n };
  assert.ok(await readProof(vault, place, answerPuzzle(await makePuzzle(vault, place, { work: 0 }))!));
});
