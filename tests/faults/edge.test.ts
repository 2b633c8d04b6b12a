import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { test } from "node:test";
import { sql } from "kysely";
import { brokenIn, verify } from "#platform/verify";
import { aProduct, aShop } from "../fixtures/goods.ts";
import { type Answer, openGround, type Person } from "./ground.ts";
import { place } from "./sale.ts";

const ground = await openGround();
const { db, ask } = ground;
const shop = await aShop(db);
const { skuIds, productId } = await aProduct(db, shop.shopId, { prices: [9_900n], pieces: 100 });
const skuId = skuIds[0]!;

const address = {
  name: "王小满",
  phone: "13800000000",
  regionCodes: ["330000", "330100", "330106"],
  regionNames: ["浙江省", "杭州市", "西湖区"],
  street: "文三路 90 号",
};
const addressesOf = async (as: Person): Promise<unknown[]> =>
  (await ask("GET", "/api/identity/addresses", { as })).body["items"] as unknown[];
const add = (as: Person, key: string | null, over: object = {}): Promise<Answer> =>
  ask("POST", "/api/identity/addresses", { as, key, body: { ...address, ...over } });

test("a change without a key, or with one that is none, is refused and changes nothing", async () => {
  const who = await ground.person();
  assert.equal((await add(who, null)).code, "request.key_missing");
  for (const key of ["short", "with a blank inside", "x".repeat(256)])
    assert.equal((await add(who, key)).code, "request.invalid", key);
  assert.deepEqual(await addressesOf(who), []);
});

test("a repeated key gets the first answer; with other content it is refused; another person's is another", async () => {
  const [who, other] = [await ground.person(), await ground.person()];
  const key = randomUUID();
  const [first, again] = [await add(who, key), await add(who, key)];
  assert.deepEqual([again.status, again.text], [200, first.text]);
  assert.equal(again.headers.get("idempotency-replayed"), "true");
  assert.equal((await add(who, key, { name: "别人" })).code, "request.reused");
  assert.equal((await add(other, key)).headers.get("idempotency-replayed"), null);
  assert.deepEqual([(await addressesOf(who)).length, (await addressesOf(other)).length], [1, 1]);
});

test("twins of one key make one deed, whether the platform or the counter keeps the key", async () => {
  const buyer = await ground.buyer();
  const key = randomUUID();
  const twins = await Promise.all(Array.from({ length: 6 }, () => add(buyer, key)));
  for (const { status, code } of twins) assert.ok(status === 200 || code === "request.in_flight", String(code));
  assert.equal((await addressesOf(buyer)).length, 2);
  const taps = await Promise.all(Array.from({ length: 6 }, () => place(ground, buyer, skuId, 9_900n, key)));
  assert.equal(new Set(taps.map((each) => each.checkoutId)).size, 1);
  const body = {
    lines: [{ skuId: String(skuId), quantity: 2 }],
    addressId: String(buyer.addressId),
    expectedFen: 19_800,
  };
  assert.equal((await ask("POST", "/api/orders/checkouts", { as: buyer, key, body })).code, "request.reused");
});

test("prices come from the house: what a client writes beside the ids is not read, a wrong sum is refused", async () => {
  const buyer = await ground.buyer();
  const line = { skuId: String(skuId), quantity: 1, priceFen: 1, unitFen: 1, paidFen: 1 };
  const body = { lines: [line], addressId: String(buyer.addressId), payableFen: 1, expectedFen: 9_900 };
  const placed = await ask("POST", "/api/orders/checkouts", { as: buyer, body });
  assert.equal(placed.body["payableFen"], 9_900);
  const cheap = await ask("POST", "/api/orders/checkouts", { as: buyer, body: { ...body, expectedFen: 1 } });
  assert.equal(cheap.code, "promotions.price_changed");
  const twice = `{"lines":[{"skuId":"${skuId}","quantity":1}],"addressId":"${buyer.addressId}","expectedFen":1,"expectedFen":9900}`;
  const doubled = await ask("POST", "/api/orders/checkouts", { as: buyer, body: twice });
  assert.equal(doubled.body["payableFen"], 9_900, doubled.text);
  for (const quantity of [0, -1, 0.5, 1e9, "2", 9_007_199_254_740_993]) {
    const wrong = { ...body, lines: [{ ...line, quantity }] };
    assert.equal((await ask("POST", "/api/orders/checkouts", { as: buyer, body: wrong })).code, "request.invalid");
  }
});

test("every answer says the allowance; whoever exceeds it is told when to come again, and nobody else", async () => {
  const [hasty, calm] = [await ground.person(), await ground.person()];
  const body = { nickname: "快手" };
  const many = await Promise.all(
    Array.from({ length: 100 }, () => ask("PATCH", "/api/identity/me", { as: hasty, body })),
  );
  const refused = many.filter((each) => each.status === 429);
  assert.ok(refused.length >= 15, `${refused.length} of 100 were refused`);
  for (const { headers, code } of refused) {
    assert.equal(code, "request.too_fast");
    assert.match(headers.get("ratelimit") ?? "", /;r=0;t=\d+$/);
    assert.ok(Number(headers.get("retry-after")) >= 1);
  }
  const fine = await ask("PATCH", "/api/identity/me", { as: calm, body });
  assert.match(fine.headers.get("ratelimit") ?? "", /^"write";r=79;t=\d+$/);
  for (const path of ["/api/orders/orders", "/api/catalog/products", "/api/catalog/products/none"])
    assert.match((await ask("GET", path)).headers.get("ratelimit-policy") ?? "", /^"read";q=1200;w=10$/, path);
});

test("a cursor is good for the list, the filter and the person it was made for, and for nothing else", async () => {
  const [buyer, other] = [await ground.buyer(), await ground.buyer()];
  const orders = [await place(ground, buyer, skuId, 9_900n), await place(ground, buyer, skuId, 9_900n)];
  const list = (as: Person, cursor: string, tab = "all"): Promise<Answer> =>
    ask("GET", `/api/orders/orders?limit=1&tab=${tab}&cursor=${encodeURIComponent(cursor)}`, { as });
  const first = await ask("GET", "/api/orders/orders?limit=1", { as: buyer });
  const cursor = String(first.body["nextCursor"]);
  const second = (await list(buyer, cursor)).body as { items: { id: string }[]; nextCursor: null };
  assert.deepEqual([second.items.map(({ id }) => id), second.nextCursor], [[orders[0]!.orderId], null]);
  const [claims, signature] = cursor.split(".");
  const madeUp = Buffer.from('{"list":"orders.mine","key":["1"]}').toString("base64url");
  const forged = [
    `${claims}.${signature!.slice(1)}A`,
    `${madeUp}.${signature}`,
    `${claims}`,
    "..",
    "a.b",
    "%00",
    "x".repeat(300),
  ];
  for (const each of forged) assert.equal((await list(buyer, each)).code, "request.invalid", each);
  for (const stolen of [await list(other, cursor), await list(buyer, cursor, "to_pay")])
    assert.equal(stolen.code, "request.invalid");
  assert.equal((await ask("GET", `/api/catalog/products?cursor=${cursor}`)).code, "request.invalid");
});

/** Speaks raw HTTP, as no client would. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(ground.config.port, "127.0.0.1", () => socket.write(text));
    let heard = "";
    socket.on("data", (bytes) => (heard += String(bytes)));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
    setTimeout(() => socket.destroy(), 1_500).unref();
  });
}

test("a page of somebody else cannot act in a person's name, whatever it says of where it comes from", async () => {
  const who = await ground.person();
  for (const origin of ["null", "", "https://evil.example", "not an address", "http://"]) {
    const headers = { cookie: `session=${who.token}`, ...(origin && { origin }) };
    const answer = await ask("PATCH", "/api/identity/me", { headers, body: { nickname: "被改了" } });
    assert.equal(answer.code, "request.cross_site", origin);
  }
  const headers = { cookie: `session=${who.token}`, origin: ground.at };
  assert.equal((await ask("PATCH", "/api/identity/me", { headers, body: { nickname: "自己改" } })).status, 200);
});

test("requests that are none, on the pages' port, end nothing but themselves", async () => {
  const upgrade = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n";
  const knocks = [
    `GET // HTTP/1.1\r\nhost: a\r\n${upgrade}sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    `GET /live/rooms/1/socket HTTP/1.1\r\nhost: a\r\n${upgrade}\r\n`,
    `GET /live/rooms/9999999999999999/socket?e=%&s=-1 HTTP/1.1\r\nhost: a\r\norigin: null\r\n${upgrade}sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    `GET /%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
    `GET /files/..%2f..%2fsecret HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
    `POST /api/identity/codes HTTP/1.1\r\nhost: a\r\ncontent-length: -5\r\n\r\n`,
    `POST /api/identity/codes HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{"phone":`,
    `${"\u0003".repeat(2_000)}`,
    `GET / HTTP/1.1\r\nhost: a\r\ncookie: session=%E0%A4%A; __proto__=1\r\nconnection: close\r\n\r\n`,
  ];
  for (const heard of await Promise.all(knocks.map(raw))) assert.doesNotMatch(heard, /^HTTP\/1\.1 5/, heard);
  assert.equal((await ask("GET", `/api/catalog/products/${productId}`)).status, 200);
  assert.equal(ground.server().exitCode, null);
});

test("after all this every invariant holds, and the log knows of no fault", async () => {
  assert.doesNotMatch(ground.log(), /"msg":"a fault of ours"/);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from orders.orders`.execute(db);
  assert.equal(rows[0]!.n, 5);
  assert.deepEqual(brokenIn(await verify(ground.config.databaseUrl)), []);
});
