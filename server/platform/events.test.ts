import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { world } from "../../tests/world.ts";
import { openLog } from "./event-log.ts";
import { type Consumer, consume, drain, emit, enrol, unheardSince } from "./events.ts";

const { db } = await world();

type Listener = { ear: Consumer; heard: string[] };

async function listener(topic: string, name = topic): Promise<Listener> {
  const heard: string[] = [];
  const ear: Consumer = {
    name,
    topics: [topic],
    handle: async (_tx, events) => void heard.push(...events.map((event) => String(event.payload["n"]))),
  };
  await enrol(db, name);
  return { ear, heard };
}

/** Refuses every third time, before it has heard anything. */
function stubborn(handle: Consumer["handle"]): Consumer["handle"] {
  let times = 0;
  return async (tx, events) => {
    if (times++ % 3 === 2) throw new Error("not now");
    await handle(tx, events);
  };
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

test("in a storm of slow, quick and failing writers and listeners, two workers tell each listener every event once", async () => {
  const listeners = await Promise.all(["a", "b", "c"].map((name) => listener("storm", `storm.${name}`)));
  const [first, second] = listeners as [Listener, Listener];
  const isStubborn = { ...second.ear, handle: stubborn(second.ear.handle) };
  const ears = [first.ear, isStubborn, listeners[2]!.ear];
  let going = true;
  const worker = async (): Promise<void> => {
    const log = openLog(ears);
    const turn = (ear: Consumer): Promise<number> =>
      consume(db, ear, log).catch((error: Error) => (assert.equal(error.message, "not now"), 0));
    while (going) {
      let heard = 0;
      for (const ear of ears) heard += await turn(ear);
      if (heard === 0) await wait(1);
    }
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
  await drain(
    db,
    listeners.map(({ ear }) => ear),
  );
  assert.equal(told.length, 162);
  for (const { heard } of listeners) assert.deepEqual(heard.toSorted(), told.toSorted());
});

test("more events than one batch carries are all heard, in order", async () => {
  const { ear, heard } = await listener("many");
  const numbers = Array.from({ length: 2203 }, (_, n) => ({ n }));
  await db.transaction().execute((tx) => emit(tx, "many", numbers));
  await drain(db, [ear]);
  assert.deepEqual(
    heard,
    numbers.map(({ n }) => String(n)),
  );
});
