import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { clock, standStill } from "#platform/clock";
import { aPerson } from "../../../../tests/fixtures/goods.ts";
import { anOldPerson, aRoom, ask, chatOf, roomWorld, until, watch } from "../../../../tests/fixtures/rooms.ts";
import { sendMessages } from "../index.ts";
import { silencePerson } from "./moderate-chat.ts";

const { db, program } = await roomWorld();
const { at } = await program();
const still = standStill(clock.now());
await sql`insert into safety.words (word, action, added_by, created_at)
    values ('加微信', 'refuse', 1, now()), ('傻瓜', 'mask', 1, now())`.execute(db);

const path = (roomId: bigint, rest: string): string => `/api/live/rooms/${roomId}${rest}`;
const say = (roomId: bigint, as: bigint, text: string, more: { key?: string; replyTo?: string } = {}) => {
  const { key, ...rest } = more;
  return ask(at, "POST", path(roomId, "/messages"), { as, body: { text, ...rest }, ...(key && { key }) });
};
const count = async (roomId: bigint): Promise<number> =>
  (await sql`select from live.messages where room_id = ${roomId}`.execute(db)).rows.length;

test("a message sent twice under one key is one message, with one answer", async () => {
  const { roomId } = await aRoom(db);
  const person = await anOldPerson(db, "张三");
  const key = "double-tap-0001";
  const answers = await Promise.all([1, 2, 3].map(() => say(roomId, person, "好喝吗", { key })));
  assert.deepEqual(new Set(answers.map(({ body }) => body["id"])).size, 1);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200],
  );
  assert.equal(await count(roomId), 1);
});

test("one message a second; an account of today one in ten; the third alike mutes for a minute", async () => {
  const { roomId } = await aRoom(db);
  const person = await anOldPerson(db, "李四");
  assert.equal((await say(roomId, person, "第一")).status, 200);
  const fast = await say(roomId, person, "第二");
  assert.deepEqual(
    [fast.status, fast.body["code"], fast.body["details"]],
    [429, "live.too_fast", { retryAfterMs: 1000 }],
  );
  still.advance(1_000);
  assert.equal((await say(roomId, person, "第二")).status, 200);

  const fresh = await aPerson(db, "新来的");
  assert.equal((await say(roomId, fresh, "你好")).status, 200);
  still.advance(9_000);
  assert.deepEqual((await say(roomId, fresh, "在吗")).body["details"], { retryAfterMs: 1000 });

  for (const text of ["买它", "买 它"]) {
    still.advance(1_000);
    assert.equal((await say(roomId, person, text)).status, 200);
  }
  still.advance(1_000);
  assert.equal((await say(roomId, person, "买它")).body["code"], "live.muted");
  still.advance(59_000);
  assert.equal((await say(roomId, person, "别的话")).body["code"], "live.muted");
  still.advance(1_001);
  assert.equal((await say(roomId, person, "别的话")).status, 200);
});

test("pace holds however many programs take the messages", async () => {
  const { roomId } = await aRoom(db);
  const person = await anOldPerson(db, "王五");
  const { at: other } = await program();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      ask(n % 2 ? at : other, "POST", path(roomId, "/messages"), { as: person, body: { text: `第${n}` } }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.equal(await count(roomId), 1);
});

test("refused words are not said, masked ones are starred, the room's own words count too", async () => {
  const { roomId, hostId } = await aRoom(db);
  const [a, b, c] = [await anOldPerson(db, "甲"), await anOldPerson(db, "乙"), await anOldPerson(db, "丙")];
  assert.equal((await say(roomId, a, "加 微*信 便宜")).body["code"], "safety.blocked_content");
  assert.equal((await say(roomId, b, "你这傻瓜")).body["text"], "你这＊＊");
  const words = await ask(at, "PUT", path(roomId, "/words"), { as: hostId, body: { words: ["别家"] } });
  assert.deepEqual(words.body["words"], ["别家"]);
  assert.equal((await say(roomId, c, "别家更便宜")).body["code"], "safety.blocked_content");
});

test("a ban and a flood of messages at once: nothing is said after the ban has committed", async () => {
  const { roomId, hostId } = await aRoom(db);
  const rude = await anOldPerson(db, "刷屏");
  const first = await say(roomId, rude, "开场");
  const messageId = BigInt(String(first.body["id"]));
  const flood = Array.from({ length: 30 }, async (_, n) => {
    still.advance(1_001);
    return sendMessages(db, [{ roomId, personId: rude, requestId: `flood-${n}`, text: `广告${n}` }]);
  });
  const ban = silencePerson(db, { roomId, messageId, seconds: null, reason: "刷屏", by: hostId });
  await Promise.all([...flood, ban]);
  const { rows } = await sql<{ late: bigint }>`
    select count(*) as late from live.messages m, live.mutes b
    where m.room_id = ${roomId} and b.room_id = m.room_id and m.person_id = b.person_id
      and m.xmin::text::bigint > b.xmin::text::bigint and m.id > b.id`.execute(db);
  assert.equal(rows[0]!.late, 0n);
  still.advance(5_000);
  assert.equal((await say(roomId, rude, "还能说吗")).body["code"], "live.banned");
});

test("a removed message leaves every page, and a lifted mute lets its person speak", async () => {
  const { roomId, hostId } = await aRoom(db);
  const page = await watch(at, roomId);
  const person = await anOldPerson(db, "赵六");
  const mine = await watch(at, roomId, { as: person });
  const { body } = await say(roomId, person, "假货");
  await until("it was heard", () => chatOf(page).length === 1);
  await ask(at, "DELETE", path(roomId, `/messages/${String(body["id"])}`), { as: hostId });
  await until("it left", () => page.heard.some((m) => m.kind === "chatRemoved" && m.id === body["id"]));
  assert.deepEqual((await ask(at, "GET", path(roomId, "/messages"))).body["items"], []);
  const mute = await ask(at, "POST", path(roomId, "/mutes"), {
    as: hostId,
    body: { messageId: body["id"], seconds: 600, reason: "不实" },
  });
  await until("the person was told", () => mine.heard.some((m) => m.kind === "muted" && m.reason === "不实"));
  assert.ok(!page.heard.some((m) => m.kind === "muted"));
  still.advance(2_000);
  assert.equal((await say(roomId, person, "为什么")).body["code"], "live.muted");
  const list = await ask(at, "GET", path(roomId, "/mutes"), { as: hostId });
  assert.deepEqual(
    (list.body["items"] as { name: string; reason: string }[]).map(({ name, reason }) => [name, reason]),
    [["赵六", "不实"]],
  );
  await ask(at, "DELETE", path(roomId, `/mutes/${String(mute.body["id"])}`), { as: hostId });
  assert.equal((await say(roomId, person, "谢谢")).status, 200);
});

test("who may not moderate finds nothing to moderate; the desk cannot be silenced", async () => {
  const { roomId, hostId } = await aRoom(db);
  const stranger = await anOldPerson(db, "路人");
  const { body } = await say(roomId, hostId, "欢迎");
  assert.equal(body["badge"], "host");
  const mute = { messageId: body["id"], seconds: 60, reason: "试试" };
  assert.equal((await ask(at, "POST", path(roomId, "/mutes"), { as: stranger, body: mute })).status, 404);
  assert.equal(
    (await ask(at, "POST", path(roomId, "/mutes"), { as: hostId, body: mute })).body["code"],
    "live.message_not_found",
  );
  const reply = await say(roomId, stranger, "谢谢", { replyTo: String(body["id"]) });
  assert.equal(reply.body["replyTo"], "苔间主播");
});

test("likes are counted exactly, whoever counts them, and not in a room that is not on", async () => {
  const { roomId } = await aRoom(db);
  const { at: other } = await program();
  const device = (n: number): string => `7f2c1c52-0c7a-4c7e-9f0e-${String(n).padStart(12, "0")}`;
  const taps = Array.from({ length: 60 }, (_, n) => (n % 7) + 1);
  await Promise.all(
    taps.map((times, n) =>
      ask(n % 2 ? at : other, "POST", path(roomId, "/likes"), { body: { count: times, device: device(n % 9) } }),
    ),
  );
  const wanted = taps.reduce((sum, n) => sum + n, 0);
  const { rows } = await sql<{ likes: bigint; byLikers: bigint }>`
    select likes, (select sum(times) from live.likers where room_id = r.id) as by_likers
    from live.rooms r where id = ${roomId}`.execute(db);
  assert.deepEqual([Number(rows[0]!.likes), Number(rows[0]!.byLikers)], [wanted, wanted]);
  const idle = await aRoom(db, { live: false });
  await sql`update live.rooms set state = 'announced' where id = ${idle.roomId}`.execute(db);
  const no = await ask(at, "POST", path(idle.roomId, "/likes"), { body: { count: 1, device: device(1) } });
  assert.equal(no.body["code"], "live.not_live");
});

test("script in a message is text and stays text", async () => {
  const { roomId } = await aRoom(db);
  const person = await anOldPerson(db, "<b>甲</b>");
  const text = "<script>alert(1)</script>";
  assert.equal((await say(roomId, person, text)).body["text"], text);
  assert.equal((await say(roomId, person, "x".repeat(101))).status, 400);
  assert.equal((await say(roomId, person, "a\u202eb")).status, 400);
});
