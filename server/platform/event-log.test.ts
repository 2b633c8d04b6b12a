import assert from "node:assert/strict";
import { test } from "node:test";
import { transact } from "./db.ts";
import { world } from "../../tests/world.ts";
import { isLater, openLog } from "./event-log.ts";
import { type Consumer, consume, emit, enrol } from "./events.ts";

const { db } = await world();
const ear = (name: string, topic: string, heard: string[] = []): Consumer & { heard: string[] } => ({
  name,
  topics: [topic],
  handle: async (_tx, events) => void heard.push(...events.map(({ payload }) => String(payload["n"]))),
  heard,
});
const say = (topic: string, ...numbers: number[]): Promise<void> =>
  transact(db, (tx) =>
    emit(
      tx,
      topic,
      numbers.map((n) => ({ n })),
    ),
  );

/** A log that counts how often it was asked and how often it gave what it had given before. */
function counted(consumers: readonly Consumer[]) {
  const log = openLog(consumers);
  const given: object[] = [];
  const read: typeof log.read = async (tx, at) => {
    const reading = await log.read(tx, at);
    given.push(reading);
    return reading;
  };
  return { log: { ...log, read }, given, readings: () => new Set(given).size };
}

test("listeners that stand at one place read the log once between them, each its own topics", async () => {
  const ears = [ear("one.a", "one.x"), ear("one.b", "one.y"), ear("one.c", "one.x")];
  for (const { name } of ears) await enrol(db, name);
  const { log, given, readings } = counted(ears);
  await say("one.x", 1, 2);
  await say("one.y", 3);
  for (const each of ears) assert.equal(await consume(db, each, log), 3);
  assert.deepEqual(
    ears.map(({ heard }) => heard),
    [["1", "2"], ["3"], ["1", "2"]],
  );
  assert.deepEqual([given.length, readings()], [3, 1]);
  // With nothing new they stay where they are, and what comes then is seen by all.
  for (const each of ears) assert.equal(await consume(db, each, log), 0);
  await say("one.y", 4);
  for (const each of ears) assert.equal(await consume(db, each, log), 1);
  assert.deepEqual(ears[1]!.heard, ["3", "4"]);
});

test("who lagged stands with the others after one reading of its own", async () => {
  const [first, late] = [ear("lag.a", "lag"), ear("lag.b", "lag")];
  for (const { name } of [first, late]) await enrol(db, name);
  const { log, readings } = counted([first, late]);
  await say("lag", 1);
  await consume(db, first, log);
  await say("lag", 2);
  await consume(db, first, log);
  await consume(db, late, log); // from the beginning of the log to where the other one was then
  await consume(db, late, log);
  const apart = readings();
  await say("lag", 3);
  for (const each of [first, late]) await consume(db, each, log);
  assert.equal(readings(), apart + 1);
  assert.deepEqual(
    [first.heard, late.heard],
    [
      ["1", "2", "3"],
      ["1", "2", "3"],
    ].map((list) => list),
  );
});

test("a program whose place was moved by another one never goes back", async () => {
  const [mine, theirs] = [ear("two", "two"), ear("two", "two")];
  await enrol(db, "two");
  const [here, there] = [openLog([mine]), openLog([theirs])];
  await say("two", 1);
  await consume(db, mine, here);
  await say("two", 2);
  await consume(db, theirs, there);
  await consume(db, mine, here);
  await say("two", 3);
  await consume(db, mine, here);
  assert.deepEqual([mine.heard, theirs.heard], [["1", "3"], ["2"]]);
});

test("of two snapshots the later one is known", () => {
  assert.ok(isLater("7:9:7", "7:8:7"));
  assert.ok(isLater("8:9:", "7:9:7"));
  assert.ok(isLater("7:12:7,11", "7:12:7,9,11"));
  assert.ok(!isLater("7:12:7", "7:12:7"), "a snapshot is not later than itself");
  assert.ok(!isLater("1:1:", "7:9:7"));
});
