import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { test } from "node:test";
import { sql } from "kysely";
import { createRoom } from "#modules/live";
import type { MediaEngine } from "../../server/modules/media/engine/index.ts";
import {
  audioFrame,
  audioHeader,
  chunked,
  videoFrame,
  videoHeader,
} from "../../server/modules/media/engine/test-media.ts";
import { openPublisher, type TestPublisher } from "../../server/modules/media/engine/test-publisher.ts";
import { brokenIn, verify } from "#platform/verify";
import { aProduct, aShop } from "../fixtures/goods.ts";
import { openGround, until } from "./ground.ts";

// Whatever an encoder does on the port, the room says what is true of it, and the others are not disturbed.
const ground = await openGround();
const { db, ask } = ground;
const shop = await aShop(db);
const { productId } = await aProduct(db, shop.shopId);
const host = await ground.sessionOf(shop.ownerId);
await sql`insert into identity.creators (person_id, name, created_at) values (${host.id}, '苔间主播', now())`.execute(
  db,
);
const room = await createRoom(db, { creatorId: host.id, title: "春茶上新", productIds: [productId] });

type Health = {
  publishing: boolean;
  width: number;
  height: number;
  fps: number;
  videoCodec: string;
  audioCodec: string;
};
const desk = async (): Promise<Record<string, unknown>> =>
  (await ask("GET", `/api/live/rooms/${room.id}/desk`, { as: host })).body;
const health = async (): Promise<Health> => (await desk())["health"] as Health;
const state = async (): Promise<unknown> => (await desk())["state"];
const comesTo = (wanted: string, withinMs = 5_000): Promise<unknown> =>
  until(`the room is ${wanted}`, async () => (await state()) === wanted, withinMs);
const newKey = async (): Promise<string> =>
  String((await ask("POST", `/api/live/rooms/${room.id}/stream-key`, { as: host, body: {} })).body["key"]);
const publish = (key: string): Promise<TestPublisher> =>
  openPublisher({ rtmpPort: ground.config.rtmpPort } as MediaEngine, key);

/** Goes on sending in real time until told to stop. */
function sending(publisher: TestPublisher, what: { video: boolean }): () => void {
  let atMs = 0;
  const timer = setInterval(() => {
    publisher.send(8, atMs, audioFrame());
    if (what.video) publisher.send(9, atMs, videoFrame(atMs % 1_000 === 0, 400));
    atMs += 40;
  }, 40);
  return () => clearInterval(timer);
}

let key = await newKey();

test("a publisher that sends sound alone, then a picture, then stops in the middle of a frame", async () => {
  const publisher = await publish(key);
  publisher.send(8, 0, audioHeader());
  const what = { video: false };
  const stop = sending(publisher, what);
  await until("the desk hears the sound", async () => (await health()).audioCodec !== "");
  assert.deepEqual([(await health()).videoCodec, (await health()).width], ["", 0]);
  publisher.send(9, 40, videoHeader());
  what.video = true;
  await until("the desk sees a picture", async () => (await health()).width > 0);
  await comesTo("live", 3_000);
  stop();
  const frame = chunked(6, 9, 1, 60_000, videoFrame(true, 4_000));
  publisher.socket.write(frame.subarray(0, frame.length / 2));
  publisher.close();
  await comesTo("interrupted");
  await until("the desk says that nothing comes", async () => !(await health()).publishing, 5_000);
});

test("coming back within the grace time resumes the same room", async () => {
  const publisher = await publish(key);
  publisher.send(9, 0, videoHeader());
  publisher.send(8, 0, audioHeader());
  const stop = sending(publisher, { video: true });
  await comesTo("live", 3_000);
  stop();
  publisher.close();
  await comesTo("interrupted");
});

test("of two publishers with one key one is on the air, and the room is on as long as it is", async () => {
  const open = async (): Promise<{ publisher: TestPublisher; stop: () => void }> => {
    const publisher = await publish(key);
    publisher.send(9, 0, videoHeader());
    publisher.send(8, 0, audioHeader());
    return { publisher, stop: sending(publisher, { video: true }) };
  };
  const first = await open();
  await comesTo("live", 3_000);
  const second = await open();
  await until("one of them is shown out", () => first.publisher.isClosed() || second.publisher.isClosed());
  assert.notEqual(first.publisher.isClosed(), second.publisher.isClosed());
  const [on, off] = first.publisher.isClosed() ? [second, first] : [first, second];
  off.stop();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual([await state(), (await health()).publishing], ["live", true]);
  const log = await ask("GET", `/api/live/rooms/${room.id}/publish-log`, { as: host });
  assert.ok((log.body["items"] as unknown[]).length >= 4, "both are in the log");
  on.stop();
  on.publisher.close();
  await comesTo("interrupted");
});

test("garbage on the port, slow or fast, ends nobody else's stream", async () => {
  const publisher = await publish(key);
  publisher.send(9, 0, videoHeader());
  const stop = sending(publisher, { video: true });
  await comesTo("live", 3_000);
  const garbage = [
    randomBytes(200_000),
    Buffer.alloc(50_000, 0xff),
    Buffer.concat([Buffer.from([3]), randomBytes(3_072), Buffer.alloc(20_000, 0xff)]),
    Buffer.from("GET / HTTP/1.1\r\nhost: a\r\n\r\n"),
    Buffer.from([3]),
  ];
  const sockets = garbage.flatMap((bytes) =>
    [1, 2].map(() => {
      const socket = connect(ground.config.rtmpPort, "127.0.0.1", () => socket.write(bytes));
      return socket.on("error", () => undefined);
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual([await state(), (await health()).publishing, publisher.isClosed()], ["live", true, false]);
  for (const socket of sockets) socket.destroy();
  stop();
  publisher.close();
  await comesTo("interrupted");
});

test("a wrong key and a revoked one are refused and logged; a running push is cut when its key is renewed", async () => {
  const wrong = await publish("wrong-key-of-nobody");
  await until("the wrong key is shown out", () => wrong.isClosed() || wrong.codes.some((code) => code.includes("Bad")));
  const publisher = await publish(key);
  publisher.send(9, 0, videoHeader());
  const stop = sending(publisher, { video: true });
  await comesTo("live", 3_000);
  const old = key;
  key = await newKey();
  await until("the old push is cut", () => publisher.isClosed(), 3_000);
  stop();
  const late = await publish(old);
  await until("the old key is shown out", () => late.isClosed() || late.codes.some((code) => code.includes("Bad")));
  await until("the refusal is in the room's log", async () => {
    const { body } = await ask("GET", `/api/live/rooms/${room.id}/publish-log`, { as: host });
    return (body["items"] as { outcome: string }[]).some(({ outcome }) => outcome === "refused");
  });
});

test("after all this the log knows of no fault and every invariant holds", async () => {
  assert.doesNotMatch(ground.log(), /"msg":"a fault of ours"|"level":60/);
  assert.equal(ground.server().exitCode, null);
  assert.deepEqual(brokenIn(await verify(ground.config.databaseUrl)), []);
});
