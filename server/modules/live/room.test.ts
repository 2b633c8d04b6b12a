import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { clock, standStill } from "#platform/clock";
import { aPerson } from "../../../tests/fixtures/goods.ts";
import { aCreator, aRoom, ask, happen, roomWorld } from "../../../tests/fixtures/rooms.ts";
import { createRoom, endRoom, parts } from "./index.ts";
import { findRoom } from "./room-rows.ts";

const { db, program } = await roomWorld();
const { at } = await program();

const stateOf = async (roomId: bigint): Promise<string> => (await findRoom(db, roomId))!.state;
const sweep = async (name: string): Promise<number> =>
  parts.sweeps!({} as never)
    .find((each) => each.name === name)!
    .run(db);

test("only a creator whose face was checked opens a room", async () => {
  const nobody = await aPerson(db, "路人", 3);
  const wish = { title: "春茶", productIds: [] };
  assert.equal(
    (await ask(at, "POST", "/api/live/rooms", { as: nobody, body: wish })).body["code"],
    "identity.not_creator",
  );
  const creator = await aCreator(db);
  await sql`update identity.people set real_name_level = 2 where id = ${creator}`.execute(db);
  const weak = await ask(at, "POST", "/api/live/rooms", { as: creator, body: wish });
  assert.equal(weak.body["code"], "identity.real_name_required");
  assert.deepEqual(weak.body["details"], { need: 3, have: 2 });
});

test("a product of another shop without a plan does not come on the shelf", async () => {
  const { products } = await aRoom(db, { live: false });
  const creator = await aCreator(db);
  await assert.rejects(
    createRoom(db, { creatorId: creator, title: "别家的茶", productIds: [products[0]!.productId] }),
    {
      code: "live.not_promotable",
    },
  );
});

test("a room goes from its plan over the key to the picture, and on over a short interruption", async () => {
  const { roomId, hostId, streamId } = await aRoom(db, { live: false });
  const announced = await ask(at, "POST", `/api/live/rooms/${roomId}/announcement`, { as: hostId });
  assert.equal(announced.body["state"], "announced");
  const key = await ask(at, "POST", `/api/live/rooms/${roomId}/stream-key`, { as: hostId });
  assert.match(String(key.body["key"]), /^live_/);
  assert.equal(await stateOf(roomId), "ready");
  await happen(db, "media.stream_started", [{ streamId }]);
  assert.equal(await stateOf(roomId), "live");
  await happen(db, "media.stream_interrupted", [{ streamId, why: "closed" }]);
  assert.equal(await stateOf(roomId), "interrupted");
  await happen(db, "media.stream_started", [{ streamId }]);
  assert.equal(await stateOf(roomId), "live");
  const ended = await ask(at, "POST", `/api/live/rooms/${roomId}/end`, { as: hostId });
  assert.equal(ended.body["state"], "ended");
  const again = await ask(at, "POST", `/api/live/rooms/${roomId}/end`, { as: hostId });
  assert.deepEqual([again.status, again.body["code"]], [409, "live.wrong_state"]);
});

test("a stranger's room, desk and key are as unknown as none", async () => {
  const { roomId } = await aRoom(db, { live: false });
  const stranger = await aCreator(db);
  for (const [method, path] of [
    ["GET", ""],
    ["GET", "/desk"],
    ["POST", "/end"],
    ["POST", "/stream-key"],
    ["GET", "/figures"],
    ["POST", "/announcement"],
  ] as const) {
    const answer = await ask(at, method, `/api/live/rooms/${roomId}${path}`, { as: stranger });
    assert.deepEqual([path, answer.status, answer.body["code"]], [path, 404, "live.not_found"]);
  }
  assert.equal((await ask(at, "GET", "/api/live/rooms/99", {})).body["code"], "live.not_found");
});

test("the clock ends what nobody ends: 300 s without a picture, 2 h unused, 12 h on, but never the standing room", async () => {
  const still = standStill(clock.now());
  const cut = await aRoom(db);
  await happen(db, "media.stream_interrupted", [{ streamId: cut.streamId, why: "idle" }]);
  const unused = await aRoom(db, { live: false });
  await sql`update live.rooms set state = 'ready', ready_at = ${clock.now()} where id = ${unused.roomId}`.execute(db);
  const long = await aRoom(db);
  const standing = await createRoom(db, { creatorId: cut.hostId, title: "常开", clipPath: "clip.flv" });
  await happen(db, "media.stream_started", [{ streamId: standing.streamId }]);
  assert.equal(await stateOf(standing.id), "live");

  still.advance(299_000);
  assert.equal(await sweep("live.overdue"), 0);
  still.advance(2_000);
  await sweep("live.overdue");
  assert.deepEqual([await stateOf(cut.roomId), (await findRoom(db, cut.roomId))!.whyEnded], ["ended", "interrupted"]);
  still.advance(2 * 3_600_000);
  await sweep("live.overdue");
  assert.equal(await stateOf(unused.roomId), "cancelled");
  assert.equal(await stateOf(long.roomId), "live");
  still.advance(10 * 3_600_000);
  await sweep("live.overdue");
  assert.equal(await stateOf(long.roomId), "ended");
  assert.equal(await stateOf(standing.id), "live");
  await endRoom(db, { roomId: standing.id, by: cut.hostId });
  assert.equal(await stateOf(standing.id), "ended");
});

test("whoever asked for a planned room is reminded ten minutes before, once", async () => {
  const still = standStill(clock.now());
  const { roomId, hostId } = await aRoom(db, { live: false });
  const plannedAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
  await ask(at, "PATCH", `/api/live/rooms/${roomId}`, { as: hostId, body: { plannedAt } });
  await ask(at, "POST", `/api/live/rooms/${roomId}/announcement`, { as: hostId });
  const fan = await aPerson(db, "粉丝");
  const card = await ask(at, "POST", `/api/live/rooms/${roomId}/reservations`, { as: fan });
  assert.deepEqual([card.body["reserved"], card.body["reservedByMe"]], [1, true]);
  const notices = async (): Promise<number> =>
    (await sql`select from identity.notices where person_id = ${fan} and kind = 'live.soon'`.execute(db)).rows.length;
  await sweep("live.reminders");
  assert.equal(await notices(), 0);
  still.advance(50 * 60_000 + 1);
  await sweep("live.reminders");
  await sweep("live.reminders");
  assert.equal(await notices(), 1);
});

test("the replay has a chapter for each pin, on the replay's own clock", async () => {
  const still = standStill(clock.now());
  const { roomId, hostId, streamId, products } = await aRoom(db);
  const recordingId = (await findRoom(db, roomId))!.recordingId!;
  const pin = (n: number) =>
    ask(at, "POST", `/api/live/rooms/${roomId}/pins`, {
      as: hostId,
      body: { productId: String(products[n]!.productId) },
    });
  still.advance(5_000);
  await pin(0);
  still.advance(10_000);
  await happen(db, "media.stream_interrupted", [{ streamId, why: "closed" }]);
  still.advance(60_000); // no picture: the replay has nothing of this minute
  await happen(db, "media.stream_started", [{ streamId }]);
  still.advance(5_000);
  await pin(1);
  still.advance(10_000);
  await ask(at, "POST", `/api/live/rooms/${roomId}/end`, { as: hostId });
  assert.equal((await ask(at, "GET", `/api/live/rooms/${roomId}/replay`)).body["code"], "live.wrong_state");
  await sql`update media.recordings set state = 'ready', duration_ms = 30000 where id = ${recordingId}`.execute(db);
  await happen(db, "media.replay_ready", [{ recordingId, streamId, durationMs: 30000 }]);
  assert.equal(await stateOf(roomId), "archived");
  const replay = await ask(at, "GET", `/api/live/rooms/${roomId}/replay`);
  const chapters = (replay.body["chapters"] as { fromMs: number; toMs: number; titleZh: string }[]).map(
    ({ fromMs, toMs, titleZh }) => [titleZh, fromMs, toMs],
  );
  assert.deepEqual(chapters, [
    ["茶1", 5_000, 20_000],
    ["茶2", 20_000, 30_000],
  ]);
});

test("the platform closes a room with a reason, and leaves a trace", async () => {
  const { roomId, hostId } = await aRoom(db);
  const officer = await aPerson(db, "审核员");
  const body = { roomId: String(roomId), reason: "违禁内容" };
  const closed = await ask(at, "POST", "/api/live/closures", { as: officer, body });
  assert.equal(closed.body["state"], "ended");
  const { rows } = await sql<{ reason: string }>`
    select reason from platform.audit_rows where subject = ${`room:${roomId}`}`.execute(db);
  assert.deepEqual(rows, [{ reason: "违禁内容" }]);
  const told = await sql`select from identity.notices where person_id = ${hostId} and kind = 'live.closed'`.execute(db);
  assert.equal(told.rows.length, 1);
});
