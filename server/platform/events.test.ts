import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { world } from "../../tests/world.ts";
import { type Consumer, consume, drain, emit, enrol, unheardSince } from "./events.ts";

const { db } = await world();

async function listener(topic: string) {
  const heard: string[] = [];
  const ear: Consumer = {
    name: topic,
    topics: [topic],
    handle: async (_tx, events) => void heard.push(...events.map((event) => String(event.payload["n"]))),
  };
  await enrol(db, topic);
  return { ear, heard };
}

test("an event that commits late, with the lower id, is heard all the same", async () => {
  const { ear, heard } = await listener("late");
  const slow = await db.startTransaction().execute();
  await emit(slow, "late", [{ n: "slow" }]);
  await db.transaction().execute((tx) => emit(tx, "late", [{ n: "quick" }]));
  await consume(db, ear);
  assert.deepEqual(heard, ["quick"]); // a cursor by id stands beyond "slow" now
  await slow.commit().execute();
  await drain(db, [ear]);
  assert.deepEqual(heard, ["quick", "slow"]);
});

test("a listener that lags is known by the oldest event it has yet to hear", async () => {
  const { ear } = await listener("lagging");
  await drain(db, [ear]);
  assert.equal(await unheardSince(db, ear), undefined);
  const before = new Date();
  await db.transaction().execute((tx) => emit(tx, "lagging", [{ n: "first" }]));
  await wait(20);
  await db.transaction().execute((tx) => emit(tx, "lagging", [{ n: "second" }]));
  const since = await unheardSince(db, ear);
  assert.ok(since && Math.abs(since.getTime() - before.getTime()) < 1000);
  await drain(db, [ear]);
  assert.equal(await unheardSince(db, ear), undefined);
});

test("a cause is heard before its consequence, whichever transaction is older", async () => {
  const { ear, heard } = await listener("cause");
  const older = await db.startTransaction().execute();
  await sql`select pg_current_xact_id()`.execute(older);
  await db.transaction().execute((tx) => emit(tx, "cause", [{ n: "cause" }]));
  await emit(older, "cause", [{ n: "consequence" }]); // its transaction is the older one
  await older.commit().execute();
  await drain(db, [ear]);
  assert.deepEqual(heard, ["cause", "consequence"]);
});

test("one idle transaction does not hold the log back", async () => {
  const { ear, heard } = await listener("idle");
  const idle = await db.startTransaction().execute();
  await sql`select pg_current_xact_id()`.execute(idle);
  await db.transaction().execute((tx) => emit(tx, "idle", [{ n: "now" }]));
  await consume(db, ear);
  assert.deepEqual(heard, ["now"]);
  await idle.rollback().execute();
});

test("a listener that fails has heard nothing, and hears it again", async () => {
  const heard: string[] = [];
  let faults = 1;
  const ear: Consumer = {
    name: "faulty",
    topics: ["faulty"],
    handle: async (_tx, events) => {
      if (faults-- > 0) throw new Error("not now");
      heard.push(...events.map((event) => String(event.payload["n"])));
    },
  };
  await enrol(db, ear.name);
  await db.transaction().execute((tx) => emit(tx, "faulty", [{ n: 1 }, { n: 2 }]));
  await assert.rejects(consume(db, ear), /not now/);
  await drain(db, [ear]);
  assert.deepEqual(heard, ["1", "2"]);
});

test("in a storm of slow, quick and failing writers, two workers hear every event exactly once", async () => {
  const { ear, heard } = await listener("storm");
  let going = true;
  const worker = async (): Promise<void> => {
    while (going) if ((await consume(db, ear)) === 0) await wait(1);
  };
  const workers = [worker(), worker()];
  const told: string[] = [];
  const writer = async (w: number): Promise<void> => {
    for (let n = 0; n < 60; n++) {
      const write = db.transaction().execute(async (tx) => {
        await emit(tx, "storm", [{ n: `${w}-${n}` }]);
        await wait((w * n) % 7);
        if (n % 10 === 9) throw new Error("changed my mind");
      });
      await write.then(
        () => told.push(`${w}-${n}`),
        (error: Error) => assert.equal(error.message, "changed my mind"),
      );
    }
  };
  await Promise.all([1, 2, 3].map(writer));
  going = false;
  await Promise.all(workers);
  await drain(db, [ear]);
  assert.equal(told.length, 162);
  assert.deepEqual(heard.toSorted(), told.toSorted());
});

test("more events than one batch carries are all heard, in order", async () => {
  const { ear, heard } = await listener("many");
  const numbers = Array.from({ length: 1203 }, (_, n) => ({ n }));
  await db.transaction().execute((tx) => emit(tx, "many", numbers));
  await drain(db, [ear]);
  assert.deepEqual(
    heard,
    numbers.map(({ n }) => String(n)),
  );
});
