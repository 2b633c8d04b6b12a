import assert from "node:assert/strict";
import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { after, test } from "node:test";
import { sql } from "kysely";
import { WebSocket } from "ws";
import type { RoomMessageWire } from "#contract/room-stream";
import { transact } from "#platform/db";
import { aPerson } from "../../../../tests/fixtures/goods.ts";
import {
  anOldPerson,
  aRoom,
  ask,
  chatOf,
  happen,
  roomWorld,
  type Program,
  until,
  watch,
} from "../../../../tests/fixtures/rooms.ts";
import { openRoomSocket } from "../../../../web/kit/room-socket.ts";
import { tellRoom } from "../tell-room.ts";

const { db, program } = await roomWorld();
const one = await program();
const two = await program();

const path = (roomId: bigint, rest = ""): string => `/api/live/rooms/${roomId}${rest}`;
const say = (at: string, roomId: bigint, as: bigint, text: string) =>
  ask(at, "POST", path(roomId, "/messages"), { as, body: { text } });

/** Tells the room numbered messages as fast as it goes. */
async function tellMany(roomId: bigint, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n++)
    await transact(db, (tx) => tellRoom(tx, roomId, [{ kind: "chatRemoved", id: BigInt(n + 1) }]));
}
const removedIds = (messages: readonly RoomMessageWire[]): number[] =>
  messages.flatMap((message) => (message.kind === "chatRemoved" ? [Number(message.id)] : []));

/** A proxy whose connections can be cut. */
async function cutter(to: string): Promise<{ at: string; cut: () => void }> {
  const [host, port] = to.split(":");
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(Number(port), host);
    for (const end of [socket, onward]) {
      open.add(end);
      end.on("close", () => open.delete(end));
      end.on("error", () => end.destroy());
    }
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const cut = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return { at: `127.0.0.1:${(server.address() as AddressInfo).port}`, cut };
}

async function position(at: string, roomId: bigint): Promise<{ e: string; s: number }> {
  const { body } = await ask(at, "GET", path(roomId));
  return { e: String(body["epoch"]), s: Number(body["seq"]) };
}

test("a message reaches viewers of every program within half a second, and the sender by the answer", async () => {
  const { roomId } = await aRoom(db);
  const [here, there] = [await watch(one.at, roomId), await watch(two.at, roomId)];
  const speaker = await anOldPerson(db, "张三");
  const startedMs = performance.now();
  const sent = await say(one.at, roomId, speaker, "这款茶好喝吗");
  assert.deepEqual([sent.status, sent.body["mine"], sent.body["badge"]], [200, true, "viewer"]);
  await until("both heard it", () => chatOf(here).length === 1 && chatOf(there).length === 1);
  assert.ok(performance.now() - startedMs < 500, "within half a second");
  assert.deepEqual(chatOf(there), ["这款茶好喝吗"]);
});

test("the web page's own line loses and doubles nothing over cuts, from one program to the other", async () => {
  const { roomId } = await aRoom(db);
  const gates = [await cutter(one.at), await cutter(two.at)];
  const heard: number[] = [];
  let turn = 0;
  const line = openRoomSocket({
    url: `ws://room/live/rooms/${roomId}/socket`,
    from: await position(one.at, roomId),
    onMessages: (messages) => heard.push(...removedIds(messages as RoomMessageWire[])),
    onReset: () => position(one.at, roomId),
    connect: (url) =>
      new WebSocket(url.replace("ws://room", `ws://${gates[turn++ % 2]!.at}`)) as unknown as globalThis.WebSocket,
    random: () => 0,
  });
  after(() => line.close());
  // Both programs know the room before the story begins, as they do once anybody watches.
  await Promise.all([watch(one.at, roomId), watch(two.at, roomId)]);
  const telling = tellMany(roomId, 0, 400);
  for (let cuts = 0; cuts < 4; cuts++) {
    await until("some more were heard", () => heard.length > cuts * 40 + 20, 8_000);
    for (const gate of gates) gate.cut();
  }
  await telling;
  await until("all were heard", () => heard.length >= 400, 8_000);
  assert.deepEqual(
    heard,
    Array.from({ length: 400 }, (_, n) => n + 1),
  );
});

test("a page that comes back too late is told to read the room anew", async () => {
  const { roomId } = await aRoom(db);
  await tellMany(roomId, 0, 3);
  await watch(one.at, roomId);
  const late = await watch(one.at, roomId, { query: `?e=${roomId}&s=1` });
  await until("it was told", () => late.frames.length > 0);
  assert.equal(late.frames[0], '{"reset":true}');
  const foreign = await watch(one.at, roomId, { query: "?e=other&s=3" });
  await until("it was told", () => foreign.frames.length > 0);
  assert.equal(foreign.frames[0], '{"reset":true}');
});

test("numbers that never came are noticed: everybody reads the room anew", async () => {
  const { roomId } = await aRoom(db);
  const page = await watch(one.at, roomId);
  await tellMany(roomId, 0, 1);
  await until("the first came", () => removedIds(page.heard).length === 1);
  await sql`update live.lines set told = told + 5 where room_id = ${roomId}`.execute(db); // as if the bus had lost five
  await tellMany(roomId, 10, 11);
  await until("it was told", () => page.frames.includes('{"reset":true}'));
});

test("the same bytes go to everybody, compressed once for those who can read it", async () => {
  const { roomId } = await aRoom(db);
  const squeezed = await watch(one.at, roomId);
  const { e, s } = await position(one.at, roomId);
  const plain = new WebSocket(`ws://${one.at}/live/rooms/${roomId}/socket?e=${e}&s=${s}`, { perMessageDeflate: false });
  const heard: string[] = [];
  plain.on("message", (bytes) => heard.push(String(bytes as Buffer)));
  await new Promise((resolve) => plain.on("open", resolve));
  assert.match(squeezed.ws.extensions, /permessage-deflate/);
  await transact(db, (tx) =>
    tellRoom(
      tx,
      roomId,
      Array.from({ length: 60 }, (_, n) => ({ kind: "chatRemoved" as const, id: BigInt(n + 1) })),
    ),
  );
  const told = (frames: string[]) => frames.filter((frame) => frame.includes("chatRemoved"));
  await until("both heard", () => told(heard).length > 0 && told(squeezed.frames).length > 0);
  assert.deepEqual(told(heard), told(squeezed.frames));
  plain.close();
});

test("a page of another site, an unknown room, a banned person and a finished room are turned away", async () => {
  const { roomId, hostId } = await aRoom(db);
  const foreign = new WebSocket(`ws://${one.at}/live/rooms/${roomId}/socket`, { origin: "https://evil.example" });
  const why = await new Promise<string>((resolve) => foreign.on("error", ({ message }) => resolve(message)));
  assert.match(why, /403/);
  assert.equal(await (await watch(one.at, 99n)).closed, 4404);
  const rude = await anOldPerson(db, "捣乱");
  const page = await watch(one.at, roomId, { as: rude });
  const { body } = await say(one.at, roomId, rude, "广告");
  await ask(two.at, "POST", path(roomId, "/mutes"), {
    as: hostId,
    body: { messageId: body["id"], seconds: null, reason: "广告" },
  });
  assert.equal(await page.closed, 4403);
  assert.equal(await (await watch(two.at, roomId, { as: rude })).closed, 4403);
  assert.equal((await ask(one.at, "GET", path(roomId), { as: rude })).body["code"], "live.banned");
  const viewer = await watch(one.at, roomId);
  await ask(two.at, "POST", path(roomId, "/end"), { as: hostId });
  assert.equal(await viewer.closed, 4410);
  assert.ok(viewer.heard.some((message) => message.kind === "state" && message.state === "ended"));
});

test("two operators see each other's deeds within a second, viewers only what is theirs", async () => {
  const { roomId, hostId, products } = await aRoom(db);
  const helper = await aPerson(db, "小助手");
  await sql`insert into live.moderators values (${roomId}, ${helper}, ${hostId}, now())`.execute(db);
  const host = await watch(one.at, roomId, { as: hostId });
  const viewer = await watch(two.at, roomId);
  const startedMs = performance.now();
  const body = { productId: String(products[0]!.productId) };
  await ask(two.at, "POST", path(roomId, "/pins"), { as: helper, body });
  await until("the host saw it", () =>
    host.heard.some((m) => m.kind === "desk" && m.what === "pin" && m.by === "小助手"),
  );
  assert.ok(performance.now() - startedMs < 1_000);
  await until("the viewer saw the card", () => viewer.heard.some((m) => m.kind === "pin" && m.pin !== null));
  assert.ok(!viewer.heard.some((m) => m.kind === "desk"));
});

test("what a page sends beyond reason closes its line, and nothing else", async () => {
  const { roomId } = await aRoom(db);
  const bad = await watch(one.at, roomId);
  bad.ws.send("{not json");
  assert.equal(await bad.closed, 1008);
  const huge = await watch(one.at, roomId);
  huge.ws.send("x".repeat(100_000));
  assert.equal(await huge.closed, 1009);
});

const figuresOf = async (program: Program, roomId: bigint, as: bigint) =>
  (await ask(program.at, "GET", path(roomId, "/figures"), { as })).body;

test("viewers are counted once over programs and reconnections, staff and glances not at all", async () => {
  const { roomId, hostId, streamId } = await aRoom(db);
  const fan = await anOldPerson(db, "粉丝");
  const device = "7f2c1c52-0c7a-4c7e-9f0e-0f3a0e2b9c11";
  const host = await watch(one.at, roomId, { as: hostId });
  const mine = [await watch(one.at, roomId, { as: fan }), await watch(two.at, roomId, { as: fan })];
  const anonymous = await watch(two.at, roomId, { query: `?d=${device}` });
  const glance = await watch(two.at, roomId, { query: "?d=7f2c1c52-0c7a-4c7e-9f0e-0f3a0e2b9c12" });
  glance.ws.close(); // gone before it has seen anything
  await until(
    "the room says three are here",
    () => anonymous.heard.some((m) => m.kind === "viewers" && m.online === 3),
    6_000,
  );
  await until("both visits are written", async () => (await figuresOf(one, roomId, hostId))["viewers"] === 2, 9_000);
  const figures = await figuresOf(one, roomId, hostId);
  assert.deepEqual([figures["viewers"], figures["views"]], [2, 2]);
  assert.ok(Number(figures["peak"]) >= 3);
  const { rows } = await sql<{ seconds: number }>`select seconds from live.visits where room_id = ${roomId}`.execute(
    db,
  );
  for (const { seconds } of rows) assert.ok(seconds >= 3 && seconds <= 9, `${seconds} s`);
  for (const { ws } of [host, ...mine, anonymous]) ws.close();
  await happen(db, "media.stream_interrupted", [{ streamId, why: "closed" }]);
});
