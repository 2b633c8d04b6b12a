import assert from "node:assert/strict";
import { before, test } from "node:test";
import { clock, runAhead } from "#platform/clock";
import { type Db, openDb, type Tx } from "#platform/db";
import { newId, openIds } from "#platform/ids";
import { Refusal, unwrap } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { aProduct, aShop, type ShopFixture } from "../../../../tests/fixtures/goods.ts";
import { world } from "../../../../tests/world.ts";
import { availability } from "../availability.ts";
import { holdStock } from "../hold-stock.ts";
import { lockStock, placeFor } from "../lock-stock.ts";
import { moveStock } from "../move-stock.ts";
import { findStockFaults } from "../queries.ts";
import { commitHolds, releaseHolds, returnCommitted } from "../settle-holds.ts";
import { closeSlices } from "../slices/close-slices.ts";
import { openSlice } from "../slices/open-slice.ts";
import { readSlices } from "../slices/read-slices.ts";
import { joinWaits, type Wish } from "./join-waits.ts";
import { lapseOffers } from "./lapse-offers.ts";
import { leaveWaits } from "./leave-waits.ts";
import { readOffers, takeOffers } from "./take-offers.ts";
import { listMyWaits, type Wait } from "./wait-rows.ts";

const { db, url } = await world();
let shop: ShopFixture;
before(async () => void (await openIds(db), (shop = await aShop(db))));

const actor = "person:1";
/** Without a second try: who waited for another in a circle fails here. */
const once = <T>(work: (tx: Tx) => Promise<T>, pool: Db = db): Promise<T> => pool.transaction().execute(work);
const sweep = (): Promise<number> => once(lapseOffers);
let persons = 1000n;
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const sku = async (pieces: number): Promise<bigint> => (await aProduct(db, shop.shopId, { pieces })).skuIds[0]!;
const sound = async (): Promise<void> => {
  assert.deepEqual(await findStockFaults(db), []);
  for (const name of ["I13", "I14", "I25"]) assert.deepEqual(brokenIn(await verify(url, name)), []);
};
const freeOf = async (skuId: bigint) => (await availability(db, [skuId])).get(skuId);

/** A SKU whose every piece is in unpaid orders of one piece each. */
async function soldOut(pieces: number): Promise<{ skuId: bigint; orderIds: bigint[] }> {
  const skuId = await sku(pieces);
  const orderIds: bigint[] = [];
  for (let n = 0; n < pieces; n++) orderIds.push((await buy(skuId))!);
  return { skuId, orderIds };
}

async function buy(skuId: bigint, dealId: bigint | null = null, pool: Db = db): Promise<bigint | undefined> {
  return once(async (tx) => {
    const place = placeFor((await lockStock(tx, [skuId])).get(skuId)!, 1, { dealId, roomId: null });
    if (!place || place.left < 1) return undefined;
    const orderId = newId();
    await holdStock(tx, [{ orderId, lineId: orderId, skuId, placeId: place.placeId, quantity: 1 }]);
    return orderId;
  }, pool);
}

type Waiter = { id: bigint; personId: bigint; skuId: bigint };

const wish = async (one: Wish): Promise<Wait> => unwrap((await once((tx) => joinWaits(tx, [one])))[0]!);
async function join(skuId: bigint, { dealId = null as bigint | null, quantity = 1 } = {}): Promise<Waiter> {
  const personId = persons++;
  const { id } = await wish({ personId, skuId, dealId, quantity });
  return { id, personId, skuId };
}
const seen = async ({ id, personId }: Waiter): Promise<Wait> =>
  (await listMyWaits(db, personId)).find((wait) => wait.id === id)!;
const statesOf = async (waiters: readonly Waiter[]): Promise<string[]> =>
  (await Promise.all(waiters.map(seen))).map(({ state }) => state);
const release = (...orderIds: bigint[]) => once((tx) => releaseHolds(tx, orderIds));
const leave = ({ id, personId }: Waiter) => once((tx) => leaveWaits(tx, { waitId: id, personId }));

/** What the counter does for who was offered: lock, look, take, hold anew. */
const take = ({ id, personId, skuId }: Waiter, quantity = 1): Promise<bigint | undefined> =>
  once(async (tx) => {
    await lockStock(tx, [skuId]);
    const offer = (await readOffers(tx, [id])).get(id);
    if (!offer || offer.until <= clock.now()) return undefined;
    await takeOffers(tx, [{ waitId: id, personId, skuId, quantity }]);
    const orderId = newId();
    await holdStock(tx, [{ orderId, lineId: orderId, skuId, placeId: offer.placeId, quantity }]);
    return orderId;
  });

async function later<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  runAhead(seconds * 1000);
  try {
    return await work();
  } finally {
    runAhead(0);
  }
}

test("one waits only for what is sold out, once, and never for what is unknown or over", async () => {
  const { skuId } = await soldOut(1);
  const first = await join(skuId);
  const again = await wish({ personId: first.personId, skuId, dealId: null, quantity: 3 });
  assert.deepEqual([again.id, again.quantity, again.ahead], [first.id, 1, 0]);
  assert.equal((await seen(await join(skuId))).ahead, 1);
  await assert.rejects(join(await sku(1)), refusedWith("inventory.not_sold_out"));
  await assert.rejects(join(404n), refusedWith("inventory.not_found"));
  await assert.rejects(join(skuId, { dealId: 404n }), refusedWith("inventory.not_found"));
  await assert.rejects(
    leaveWaits(db, { waitId: first.id, personId: 5n }),
    refusedWith("inventory.wait_not_found"),
    "another's wait is as unknown as one that never was",
  );
  await sound();
});

test("of two hundred who wait for three pieces the first three are offered one each, in order", async () => {
  const { skuId, orderIds } = await soldOut(3);
  const waiters: Waiter[] = [];
  for (let n = 0; n < 100; n++) waiters.push(await join(skuId));
  const wishes = Array.from({ length: 100 }, () => ({ personId: persons++, skuId, dealId: null, quantity: 1 }));
  const joined = (await joinWaits(db, [...wishes, wishes[7]!])).map((outcome) => unwrap(outcome));
  assert.deepEqual([joined[0]!.ahead, joined[99]!.ahead, joined[100]], [100, 199, joined[7]]);
  for (const [n, { personId }] of wishes.entries()) waiters.push({ id: joined[n]!.id, personId, skuId });
  for (const orderId of orderIds.slice(0, 2)) await once((tx) => commitHolds(tx, [orderId]));
  await once((tx) => returnCommitted(tx, orderIds.slice(0, 2)));
  await release(orderIds[2]!);
  const states = await statesOf(waiters);
  assert.deepEqual(
    states,
    waiters.map((_, n) => (n < 3 ? "offered" : "waiting")),
  );
  assert.equal((await seen(waiters[50]!)).ahead, 47);
  assert.equal(await buy(skuId), undefined);
  for (const waiter of waiters.slice(0, 3)) assert.notEqual(await take(waiter), undefined);
  assert.equal(await take(waiters[3]!), undefined);
  await sound();
});

test("nobody snatches a returned piece: while a crowd tries to buy, all of them go to who waited", async () => {
  const { skuId, orderIds } = await soldOut(20);
  const waiters = await Promise.all(Array.from({ length: 20 }, () => join(skuId)));
  const other = openDb(url, { connectionsMax: 8, hot: true });
  const crowd = Array.from({ length: 200 }, (_, n) => buy(skuId, null, n % 2 ? db : other));
  const returns = orderIds.map((orderId) => release(orderId));
  const bought = (await Promise.all([...crowd, ...returns])).filter((one) => one !== undefined);
  await other.destroy();
  assert.deepEqual(bought, []);
  assert.deepEqual(new Set(await statesOf(waiters)), new Set(["offered"]));
  await sound();
});

test("an offer that nobody takes in two minutes goes to the next; two sweeps at once end it once", async () => {
  const { skuId, orderIds } = await soldOut(2);
  const waiters = [await join(skuId), await join(skuId), await join(skuId)];
  await later(121, () => sweep()); // what the stories above have left
  await release(...orderIds);
  assert.equal(await sweep(), 0);
  await later(121, async () => {
    assert.equal(await take(waiters[0]!), undefined, "too late, though no sweep has come by");
    const swept = await Promise.all([sweep(), sweep(), sweep()]);
    assert.equal(
      swept.reduce((sum, n) => sum + n, 0),
      2,
    );
    assert.deepEqual(await statesOf(waiters), ["lapsed", "lapsed", "offered"]);
    assert.notEqual(await take(waiters[2]!), undefined);
  });
  assert.equal(await freeOf(skuId), 1, "what nobody waits for is on sale");
  await sound();
});

test("who joins at the moment of a release is offered the piece, or is told to buy it", async () => {
  for (let round = 0; round < 25; round++) {
    const { skuId, orderIds } = await soldOut(1);
    const [joined] = await Promise.allSettled([join(skuId), release(orderIds[0]!)]);
    if (joined.status === "fulfilled") assert.deepEqual(await statesOf([joined.value]), ["offered"]);
    else assert.equal(await freeOf(skuId), 1);
  }
  await sound();
});

test("leaving, offering, taking and lapsing at once: each piece ends with one of them or on sale", async () => {
  for (let round = 0; round < 15; round++) {
    const { skuId, orderIds } = await soldOut(2);
    const [one, two, three] = [await join(skuId), await join(skuId), await join(skuId)];
    await release(orderIds[0]!);
    const deeds = [leave(one), take(one), release(orderIds[1]!), leave(two), take(two), take(three)];
    const done = await later(round % 3 === 0 ? 121 : 0, () => Promise.all([...deeds, sweep(), buy(skuId)]));
    const held = done.filter((one) => typeof one === "bigint");
    const offered = (await statesOf([one, two, three])).filter((state) => state === "offered");
    assert.equal(held.length + offered.length + (await freeOf(skuId))!, 2);
    await sound();
  }
});

test("who leaves with an offer passes it on, and leaving again changes nothing", async () => {
  const { skuId, orderIds } = await soldOut(1);
  const [one, two] = [await join(skuId), await join(skuId)];
  await release(orderIds[0]!);
  await leave(one);
  await leave(one);
  assert.deepEqual(await statesOf([one, two]), ["left", "offered"]);
  const orderId = await take(two);
  await leave(two);
  assert.deepEqual(await statesOf([two]), ["taken"]);
  const third = await join(skuId);
  await release(orderId!);
  assert.deepEqual(await statesOf([third]), ["offered"], "the taker's order closed: the next is offered the piece");
  await sound();
});

test("an offer is of as many as there are, is nobody else's, and what is not wanted of it is offered on", async () => {
  const { skuId, orderIds } = await soldOut(3);
  const [one, two] = [await join(skuId, { quantity: 5 }), await join(skuId)];
  await release(...orderIds);
  assert.deepEqual([(await seen(one)).quantity, (await seen(two)).state], [3, "waiting"]);
  await assert.rejects(take({ ...one, personId: 5n }), refusedWith("inventory.offer_gone"));
  await assert.rejects(take(one, 4), refusedWith("inventory.offer_gone"));
  assert.deepEqual(await statesOf([one, two]), ["offered", "waiting"]);
  assert.notEqual(await take(one, 1), undefined);
  assert.deepEqual(await statesOf([one, two]), ["taken", "offered"]);
  assert.equal(await freeOf(skuId), 1);
  await sound();
});

test("goods that come in are offered first, then sold", async () => {
  const { skuId } = await soldOut(1);
  const [one, two] = [await join(skuId), await join(skuId)];
  const ask = { shopId: shop.shopId, skuId, ref: "desk:", actor };
  const after = await moveStock(db, { ...ask, kind: "receive", quantity: 1, requestId: `r${newId()}` });
  assert.deepEqual([after.onHand, after.reserved, after.available], [2, 2, 0]);
  await moveStock(db, { ...ask, kind: "set", quantity: 4, requestId: `r${newId()}` });
  assert.deepEqual(await statesOf([one, two]), ["offered", "offered"]);
  assert.equal(await freeOf(skuId), 1);
  await sound();
});

test("a deal's waits are for its own pieces and end with it; what was offered goes home to who waits there", async () => {
  const skuId = await sku(3);
  const dealId = newId();
  const opening = { ownerKind: "flash" as const, ownerId: dealId, placeId: dealId, shopId: shop.shopId, skuId, actor };
  await once((tx) => openSlice(tx, { ...opening, pieces: 2 }));
  const ordinary = (await buy(skuId))!;
  const [first, second] = [await buy(skuId, dealId), await buy(skuId, dealId)];
  const [one, two, plain] = [await join(skuId, { dealId }), await join(skuId, { dealId }), await join(skuId)];
  await release(first!);
  assert.deepEqual(await statesOf([one, two, plain]), ["offered", "waiting", "waiting"]);
  assert.deepEqual([(await seen(one)).dealId, (await seen(two)).ahead], [dealId, 0]);
  await once((tx) => closeSlices(tx, { placeIds: [dealId], actor }));
  assert.deepEqual(await statesOf([one, two, plain]), ["lapsed", "lapsed", "offered"]);
  assert.equal(await take(one), undefined);
  await assert.rejects(join(skuId, { dealId }), refusedWith("inventory.slice_closed"));
  await release(second!, ordinary);
  const { left, held, sold, returned } = (await readSlices(db, [dealId])).get(dealId)!;
  assert.deepEqual([left, held, sold, returned], [0, 0, 0, 2]);
  assert.equal(await freeOf(skuId), 2);
  await sound();
});

test("what unpaid orders of a line may give back is the line's; once all is paid one may wait for it", async () => {
  const skuId = await sku(2);
  const dealId = newId();
  const about = {
    ownerKind: "flash",
    ownerId: dealId,
    placeId: dealId,
    shopId: shop.shopId,
    skuId,
    pieces: 1,
  } as const;
  await once((tx) => openSlice(tx, { ...about, hasLine: true, actor }));
  const orderId = (await buy(skuId, dealId))!;
  await assert.rejects(join(skuId, { dealId }), refusedWith("inventory.has_line"));
  await once((tx) => commitHolds(tx, [orderId])); // paid
  const waiters = [await join(skuId, { dealId }), await join(skuId, { dealId })];
  await once((tx) => returnCommitted(tx, [orderId]));
  assert.deepEqual(await statesOf(waiters), ["offered", "waiting"]);
  await sound();
});

test("a release that is cut off has offered nothing and told nobody", async () => {
  const { skuId, orderIds } = await soldOut(1);
  const waiter = await join(skuId);
  const cut = once(async (tx) => {
    await releaseHolds(tx, orderIds);
    throw new Error("cut off");
  });
  await assert.rejects(cut, /cut off/);
  assert.deepEqual(await statesOf([waiter]), ["waiting"]);
  const told = await db
    .selectFrom("platform.events")
    .select("payload")
    .where("topic", "=", "inventory.offered")
    .execute();
  assert.equal(
    told.some(({ payload }) => (payload as { waitId: string }).waitId === String(waiter.id)),
    false,
  );
  assert.equal(await freeOf(skuId), 0);
  await sound();
});
