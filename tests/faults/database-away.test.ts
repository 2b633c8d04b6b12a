import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { WebSocket } from "ws";
import { transact } from "#platform/db";
import { emit } from "#platform/events";
import { brokenIn, verify } from "#platform/verify";
import { createRoom } from "#modules/live";
import { aProduct, aShop, putInStock } from "../fixtures/goods.ts";
import { type Answer, type Buyer, openGround, type Person, until } from "./ground.ts";
import { cashier, comesTo, paid, payAt, place, stateOf } from "./sale.ts";

const ground = await openGround();
const { db, ask } = ground;
const AWAY_MS = 3_000;
const ANSWER_MS = 5_000;

const shop = await aShop(db);
const many = await aProduct(db, shop.shopId, { prices: [9_900n], pieces: 100 });
const last = await aProduct(db, shop.shopId, { prices: [500n], pieces: 1, title: "孤品" });
const [skuId, lastSku] = [many.skuIds[0]!, last.skuIds[0]!];
const [buyer, other] = [await ground.buyer(), await ground.buyer("晚来")];
const host = await ground.sessionOf(shop.ownerId);
await sql`insert into identity.creators (person_id, name, created_at) values (${host.id}, '苔间主播', now())`.execute(
  db,
);
const room = await createRoom(db, { creatorId: host.id, title: "春茶上新", productIds: [many.productId] });
await sql`update live.rooms set state = 'ready', ready_at = now() where id = ${room.id}`.execute(db);
await transact(db, (tx) => emit(tx, "media.stream_started", [{ streamId: room.streamId }]));
const readRoom = (): Promise<Answer> => ask("GET", `/api/live/rooms/${room.id}`);
await until("the room is live", async () => (await readRoom()).body["state"] === "live");

/** A page's line to the room, as far as it stands. */
async function watch(): Promise<{ texts: string[]; isOpen: () => boolean; close: () => void }> {
  const { body } = await readRoom();
  const path = `/live/rooms/${room.id}/socket?e=${String(body["epoch"])}&s=${String(body["seq"])}`;
  const line = new WebSocket(ground.at.replace("http", "ws") + path);
  const texts: string[] = [];
  line.on("message", (bytes) => texts.push(String(bytes)));
  line.on("error", () => undefined);
  await new Promise((resolve) => line.once("open", resolve));
  return { texts, isOpen: () => line.readyState === line.OPEN, close: () => line.terminate() };
}
const say = (who: Person, text: string): Promise<Answer> =>
  ask("POST", `/api/live/rooms/${room.id}/messages`, { as: who, body: { text } });
const times = (texts: readonly string[], word: string): number => texts.join("").split(word).length - 1;

// Everything below happened, and was acknowledged, before the database fell.
const before = await paid(ground, buyer, skuId, 9_900n);
const unpaid = await place(ground, buyer, skuId, 9_900n);
const payUrl = await cashier(ground, buyer, unpaid);
await place(ground, buyer, lastSku, 500n);
const wish = { lines: [{ skuId: String(lastSku), quantity: 1 }], addressId: String(other.addressId), expectedFen: 500 };
const buyLast = (): Promise<Answer> => ask("POST", "/api/orders/checkouts", { as: other, body: wish });
assert.equal((await buyLast()).code, "inventory.out_of_stock");
const page = await watch();

const shopper = await ground.buyer("连点");
const bodyOf = ({ addressId }: Buyer): object => ({
  lines: [{ skuId: String(skuId), quantity: 1 }],
  addressId: String(addressId),
  expectedFen: 9_900,
});
const body = bodyOf(buyer);
const attempt = (key: string): Promise<Answer> =>
  ask("POST", "/api/orders/checkouts", { as: shopper, key, body: bodyOf(shopper) });
const attempts = Array.from({ length: 9 }, (_, n) => `attempt-number-${n}`);
const firsts: Promise<Answer>[] = [];

test("while the database is away every request is told so at once, and to come again", async () => {
  for (const key of attempts.slice(0, 4)) firsts.push(attempt(key));
  await Promise.all(firsts);
  for (const key of attempts.slice(4)) firsts.push(attempt(key));
  await ground.postgres.killAll();
  const began = performance.now();
  const asked = (): Promise<Answer>[] => [
    ask("GET", "/api/catalog/products"),
    ask("GET", `/api/catalog/products/${many.productId}`),
    readRoom(),
    ask("GET", "/api/orders/orders", { as: buyer }),
    ask("GET", `/api/orders/shops/${shop.shopId}/orders`, { as: host }),
    ask("POST", "/api/orders/quotes", { as: buyer, body }),
    ask("POST", "/api/orders/checkouts", { as: buyer, body }),
    ask("POST", `/api/payments/checkouts/${unpaid.checkoutId}/cashier`, { as: buyer, body: {} }),
    ask("POST", "/api/identity/codes", { body: { phone: "13712345678" } }),
    say(buyer, "还在吗"),
  ];
  const answers: Answer[] = [];
  while (performance.now() - began < AWAY_MS) {
    answers.push(...(await Promise.all(asked())));
    await wait(200);
  }
  // The notice of this payment finds a shop that cannot listen: it is told again, or looked for.
  await payAt(payUrl);
  assert.ok(answers.length >= 20, `${answers.length} answers`);
  for (const { asked: what, status, code, headers, ms, body: problem } of answers) {
    // A room that somebody has just read is shown again from memory for a moment.
    if (status === 200 && what === `GET /api/live/rooms/${room.id}`) continue;
    assert.deepEqual([status, code, problem["retry"]], [503, "server.away", "after"], what);
    assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.ok(Number(headers.get("retry-after")) >= 1);
    assert.ok(ms < ANSWER_MS, `an answer took ${Math.round(ms)} ms`);
  }
  const ready = await ask("GET", "/readyz");
  assert.deepEqual([ready.status, ready.body["faults"]], [503, ["database"]]);
  assert.equal((await ask("GET", "/api/demo")).status, 200, "what needs no database goes on");
});

test("when it is back, requests succeed again by themselves, and what was acknowledged stands", async () => {
  await ground.postgres.bringBack();
  await until("a request succeeds", async () => (await ask("GET", "/api/catalog/products")).status === 200);
  await until("the server is ready", async () => (await ask("GET", "/readyz")).status === 200);
  assert.equal(await stateOf(ground, buyer, before), "to_ship");
  assert.equal(await stateOf(ground, buyer, unpaid).then((state) => ["unpaid", "to_ship"].includes(state)), true);
});

test("who repeats an attempt under its key gets the order that was acknowledged, or one order now", async () => {
  const answered = await Promise.all(firsts);
  for (const [n, key] of attempts.entries()) {
    const again = await attempt(key);
    assert.equal(again.status, 200, again.text);
    const first = answered[n]!;
    assert.ok([200, 503].includes(first.status), first.text);
    if (first.status === 200) assert.equal(again.body["checkoutId"], first.body["checkoutId"]);
  }
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from orders.orders
    where buyer_id = ${shopper.id}`.execute(db);
  assert.equal(rows[0]!.n, attempts.length);
});

test("the payment made meanwhile arrives, and the listeners and sweeps go on", async () => {
  await comesTo(ground, buyer, unpaid, "to_ship", 30_000);
  const fresh = await paid(ground, buyer, skuId, 9_900n);
  const opened = await ask("POST", `/api/aftersales/orders/${fresh.orderId}/cases`, {
    as: buyer,
    body: { reason: "OTHERS" },
  });
  assert.equal(opened.status, 200, opened.text);
  await comesTo(ground, buyer, fresh, "all_refunded", 30_000); // a job, the provider, a notice and two listeners
});

test("the room's line hears again, each message once", async () => {
  assert.equal((await say(buyer, "又回来了")).status, 200);
  const again = page.isOpen() ? page : await watch();
  if (again !== page) await say(other, "又回来了");
  await until("the line hears", () => times(again.texts, "又回来了") > 0);
  await wait(400);
  assert.equal(times(again.texts, "又回来了"), 1);
  again.close();
  page.close();
});

test("what was sold out is remembered rightly: refused until there is stock again, then sold", async () => {
  assert.equal((await buyLast()).code, "inventory.out_of_stock");
  await putInStock(db, shop.shopId, [lastSku], 1);
  await until("the last piece is sold", async () => (await buyLast()).status === 200, 5_000);
});

test("the server never fell with it, and every invariant holds", async () => {
  assert.equal(ground.server().exitCode, null);
  assert.doesNotMatch(ground.log(), /"msg":"a fault of ours"/);
  assert.deepEqual(brokenIn(await verify(ground.config.databaseUrl)), []);
});
