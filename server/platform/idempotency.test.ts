import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { world } from "../../tests/world.ts";
import { standStill } from "./clock.ts";
import { type Answer, type Attempt, fingerprintOf, forgetOldAnswers, once } from "./idempotency.ts";
import { Refusal } from "./refusal.ts";

const { db } = await world();
const time = standStill(new Date("2026-03-01T00:00:00Z"));
await sql`create table deeds (id serial, note text)`.execute(db);

const attempt = (key: string, input: unknown = {}): Attempt => ({
  space: "person:1",
  key,
  fingerprint: fingerprintOf("POST /x", input),
});
const deeds = async (): Promise<number> =>
  Number((await sql<{ n: bigint }>`select count(*) as n from deeds`.execute(db)).rows[0]!.n);
const refused = (refusal: Refusal): Answer => ({ status: 409, body: refusal.code });
const doIt = (key: string, input?: unknown) =>
  once(
    db,
    attempt(key, input),
    async (tx) => {
      await sql`insert into deeds (note) values (${key})`.execute(tx);
      return { status: 200, body: "done" };
    },
    refused,
  );

test("a request repeated does its deed once and gets the first answer", async () => {
  assert.deepEqual(await doIt("key-one"), { status: 200, body: "done", replayed: false });
  assert.deepEqual(await doIt("key-one"), { status: 200, body: "done", replayed: true });
  assert.equal(await deeds(), 1);
});

test("the same key with other content is refused", async () => {
  await assert.rejects(doIt("key-one", { other: true }), new Refusal("request.reused"));
});

test("twins at the same moment make one deed, and the loser is told to wait", async () => {
  const before = await deeds();
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => doIt("key-twins")));
  assert.equal((await deeds()) - before, 1);
  for (const answer of answers)
    if (answer.status === "rejected") assert.equal((answer.reason as Refusal).code, "request.in_flight");
});

test("a business no is kept as the answer, without its effects; a fault is not", async () => {
  const before = await deeds();
  let faults = 0;
  const no = () =>
    once(
      db,
      attempt("key-no"),
      async (tx) => {
        await sql`insert into deeds (note) values ('no')`.execute(tx);
        faults += 1;
        throw new Refusal("orders.wrong_state");
      },
      refused,
    );
  await assert.rejects(no(), new Refusal("orders.wrong_state"));
  assert.deepEqual(await no(), { status: 409, body: "orders.wrong_state", replayed: true });
  assert.equal(faults, 1);
  assert.equal(await deeds(), before);

  await assert.rejects(
    once(db, attempt("key-fault"), () => Promise.reject(new Error("broken")), refused),
    /broken/,
  );
  assert.equal((await doIt("key-fault")).replayed, false);
});

test("answers are let go after 72 hours", async () => {
  assert.equal(await forgetOldAnswers(db), 0);
  time.advance(73 * 3_600_000);
  assert.ok((await forgetOldAnswers(db)) > 0);
});
