import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type Db, openDb, type Tx } from "#platform/db";
import { newId, openIds } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { aProduct, aShop, type ShopFixture } from "../../../../tests/fixtures/goods.ts";
import { world } from "../../../../tests/world.ts";
import { availability } from "../availability.ts";
import { consumeHolds } from "../consume-holds.ts";
import { holdStock } from "../hold-stock.ts";
import { lockStock, placeFor } from "../lock-stock.ts";
import { moveStock } from "../move-stock.ts";
import { findStockFaults, listMovements, listPositions } from "../queries.ts";
import { reviveHolds } from "../revive-holds.ts";
import { commitHolds, releaseHolds, returnCommitted } from "../settle-holds.ts";
import { closeSlices } from "./close-slices.ts";
import { growSlice } from "./grow-slice.ts";
import { openSlice } from "./open-slice.ts";
import { leftInSlices, listSlices, readSlices, type Slice, slicesOf } from "./read-slices.ts";

const { db, url } = await world();
let shop: ShopFixture;
before(async () => {
  await openIds(db);
  shop = await aShop(db);
});

const actor = "person:1";
/** Without a second try: who waited for another in a circle fails here. */
const once = <T>(work: (tx: Tx) => Promise<T>, pool: Db = db): Promise<T> => pool.transaction().execute(work);
const refusedWith =
  (code: string, left?: number) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code && (left === undefined || error.details["left"] === left);
const close = (placeId: bigint) => once((tx) => closeSlices(tx, { placeIds: [placeId], actor }));
const grow = (placeId: bigint, pieces: number, requestId = `g${newId()}`) =>
  once((tx) => growSlice(tx, { placeId, pieces, actor, requestId }));
const figures = async (placeId: bigint): Promise<number[]> => {
  const { pieces, left, held, sold, returned } = (await readSlices(db, [placeId])).get(placeId)!;
  assert.equal(pieces, left + held + sold + returned);
  return [pieces, left, held, sold, returned];
};
const sound = async (): Promise<void> => {
  assert.deepEqual(await findStockFaults(db), []);
  for (const name of ["I13", "I14"]) assert.deepEqual(brokenIn(await verify(url, name)), []);
};

async function aDeal(
  skuId: bigint,
  pieces: number,
  { dealId = newId(), shopId = shop.shopId } = {},
): Promise<{ dealId: bigint; slice: Slice }> {
  const opening = { ownerKind: "flash" as const, ownerId: dealId, placeId: dealId, shopId, skuId, pieces, actor };
  return { dealId, slice: await once((tx) => openSlice(tx, opening)) };
}

/** One buyer's try, as orders makes it: lock, choose the place, hold. */
async function buy(skuId: bigint, dealId: bigint | null, quantity = 1, pool: Db = db): Promise<bigint | undefined> {
  return once(async (tx) => {
    const place = placeFor((await lockStock(tx, [skuId])).get(skuId)!, quantity, { dealId, roomId: null });
    if (!place || place.left < quantity) return undefined;
    const orderId = newId();
    await holdStock(tx, [{ orderId, lineId: orderId, skuId, placeId: place.placeId, quantity }]);
    return orderId;
  }, pool);
}
const pay = (orderId: bigint) => once((tx) => commitHolds(tx, [orderId]));
const release = (orderId: bigint) => once((tx) => releaseHolds(tx, [orderId]));
const refund = (orderId: bigint) => once((tx) => returnCommitted(tx, [orderId]));
const ship = (orderId: bigint, quantity: number) =>
  once((tx) => consumeHolds(tx, [{ orderId, lineId: orderId, quantity, actor, requestId: `s${newId()}` }]));

test("a slice takes its pieces from the warehouse, and ordinary buyers do not see them", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 100 })).skuIds[0]!;
  const { dealId, slice } = await aDeal(skuId, 30);
  assert.deepEqual([slice.pieces, slice.left, slice.isOpen], [30, 30, true]);
  assert.equal((await availability(db, [skuId])).get(skuId), 70);
  assert.deepEqual(await leftInSlices(db, [dealId, 4n]), new Map([[dealId, 30]]).set(4n, 0));
  assert.equal(await buy(skuId, null, 71), undefined);
  assert.notEqual(await buy(skuId, null, 70), undefined);
  assert.notEqual(await buy(skuId, dealId, 30), undefined);
  const moved = (await listMovements(db, shop.shopId, skuId, undefined, 9))!.filter(({ kind }) => kind === "move");
  assert.deepEqual(
    moved.map(({ quantity }) => quantity).toSorted((a, b) => a - b),
    [-30, 30],
  );
  await sound();
});

test("what is not there, not the shop's or set aside already cannot be set aside", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 5 })).skuIds[0]!;
  await assert.rejects(aDeal(skuId, 6), refusedWith("inventory.out_of_stock", 5));
  await buy(skuId, null, 2);
  await assert.rejects(aDeal(skuId, 4), refusedWith("inventory.out_of_stock", 3));
  const stranger = await aShop(db, "青釉窑");
  await assert.rejects(aDeal(skuId, 1, { shopId: stranger.shopId }), refusedWith("inventory.not_found"));
  const { dealId } = await aDeal(skuId, 1);
  await assert.rejects(aDeal(skuId, 1, { dealId }), refusedWith("inventory.slice_exists"));
  await sound();
});

test("of two deals that want the same last pieces, one gets them", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 10 })).skuIds[0]!;
  const tries = await Promise.allSettled([aDeal(skuId, 8), aDeal(skuId, 8)]);
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  await sound();
});

test("a slice grows from its warehouse once per request and gives back only what is free", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 20 })).skuIds[0]!;
  const { dealId } = await aDeal(skuId, 10);
  await grow(dealId, 5, "once");
  await grow(dealId, 5, "once");
  assert.deepEqual(await figures(dealId), [15, 15, 0, 0, 0]);
  await assert.rejects(grow(dealId, 6), refusedWith("inventory.out_of_stock", 5));
  await buy(skuId, dealId, 12);
  await assert.rejects(grow(dealId, -4), refusedWith("inventory.out_of_stock", 3));
  await grow(dealId, -3);
  assert.deepEqual(await figures(dealId), [12, 0, 12, 0, 0]);
  assert.equal((await availability(db, [skuId])).get(skuId), 8);
  await close(dealId);
  await assert.rejects(grow(dealId, 1), refusedWith("inventory.slice_closed"));
  await assert.rejects(grow(99n, 1), refusedWith("inventory.not_found"));
  await sound();
});

test("at the end free pieces go home, held ones when their orders let them go: in = sold + returned", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 10 })).skuIds[0]!;
  const { dealId } = await aDeal(skuId, 10);
  const [unpaid, kept, refunded, half] = await Promise.all([2, 1, 3, 2].map((n) => buy(skuId, dealId, n)));
  for (const paid of [kept, refunded, half]) await pay(paid!);
  assert.deepEqual(await figures(dealId), [10, 2, 2, 6, 0]);
  await close(dealId);
  await close(dealId);
  assert.deepEqual(await figures(dealId), [10, 0, 2, 6, 2]);
  assert.equal(await buy(skuId, dealId), undefined);
  await release(unpaid!);
  assert.deepEqual(await figures(dealId), [10, 0, 0, 6, 4]);
  await refund(refunded!);
  await ship(half!, 1);
  await refund(half!);
  await ship(kept!, 1);
  assert.deepEqual(await figures(dealId), [10, 0, 0, 2, 8]);
  assert.equal((await availability(db, [skuId])).get(skuId), 8);
  await sound();
});

test("while a slice closes, a crowd buys, pays, gives back and is refunded: every piece is somewhere", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 60 })).skuIds[0]!;
  const { dealId } = await aDeal(skuId, 40);
  const other = openDb(url, { connectionsMax: 8, hot: true });
  const life = async (n: number): Promise<void> => {
    const orderId = await buy(skuId, n % 5 === 0 ? null : dealId, 1 + (n % 2), n % 2 ? db : other);
    if (orderId === undefined) return;
    if (n % 3 === 0) return release(orderId);
    await pay(orderId);
    if (n % 3 === 1) await refund(orderId);
  };
  const crowd = [...Array.from({ length: 30 }, (_, n) => life(n)), close(dealId), close(dealId)];
  await Promise.all([...crowd, ...Array.from({ length: 90 }, (_, n) => life(n))]);
  await other.destroy();
  const [pieces, left, held, sold, returned] = await figures(dealId);
  assert.deepEqual([pieces, left, held], [40, 0, 0]);
  assert.equal(sold! + returned!, 40);
  await sound();
});

test("what orders give back after the end waits for nobody in a circle, whatever else they hold", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 80 })).skuIds[0]!;
  const { dealId } = await aDeal(skuId, 50);
  const both = () =>
    once(async (tx) => {
      const places = (await lockStock(tx, [skuId])).get(skuId)!;
      const orderId = newId();
      const hold = ({ placeId }: { placeId: bigint }) => ({ orderId, lineId: newId(), skuId, placeId, quantity: 1 });
      await holdStock(tx, places.map(hold));
      return orderId;
    });
  const orders: bigint[] = [];
  for (let n = 0; n < 25; n++) orders.push((await buy(skuId, dealId))!, await both());
  await close(dealId);
  await Promise.all(orders.map(release));
  assert.deepEqual(await figures(dealId), [50, 0, 0, 0, 50]);
  assert.equal((await availability(db, [skuId])).get(skuId), 80);
  await sound();
});

test("who pays too late gets the piece of the slice while it is open, and one of the warehouse after", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 3 })).skuIds[0]!;
  const { dealId } = await aDeal(skuId, 1);
  const revive = (orderId: bigint) => once((tx) => reviveHolds(tx, [orderId]));
  const late = (await buy(skuId, dealId))!;
  await release(late);
  const second = (await buy(skuId, dealId))!;
  assert.deepEqual(await revive(late), new Set(), "the deal has no second piece, though the warehouse has");
  await release(second);
  assert.deepEqual(await revive(late), new Set([late]));
  assert.deepEqual(await figures(dealId), [1, 0, 0, 1, 0]);
  await refund(late);
  await close(dealId);
  assert.deepEqual(await revive(second), new Set([second]));
  assert.deepEqual(await figures(dealId), [1, 0, 0, 0, 1]);
  assert.equal((await availability(db, [skuId])).get(skuId), 2);
  await sound();
});

test("a closing that is cut off has closed nothing", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 4 })).skuIds[0]!;
  const { dealId } = await aDeal(skuId, 4);
  const cut = once(async (tx) => {
    await closeSlices(tx, { placeIds: [dealId], actor });
    throw new Error("cut off");
  });
  await assert.rejects(cut, /cut off/);
  assert.deepEqual(await figures(dealId), [4, 4, 0, 0, 0]);
  assert.notEqual(await buy(skuId, dealId, 4), undefined);
  await sound();
});

test("the desk sees a slice by its name until it is empty, and what comes in lies in the warehouse", async () => {
  const skuId = (await aProduct(db, shop.shopId, { pieces: 9 })).skuIds[0]!;
  const roomId = newId();
  const placeId = newId();
  const opening = {
    ownerKind: "room" as const,
    ownerId: roomId,
    placeId,
    shopId: shop.shopId,
    skuId,
    pieces: 9,
    actor,
  };
  await once((tx) => openSlice(tx, opening));
  const ask = { shopId: shop.shopId, skuId, quantity: 2, ref: "desk:", actor, requestId: `r${newId()}` };
  await moveStock(db, { ...ask, kind: "receive" });
  const shown = async () =>
    (await listPositions(db, shop.shopId, [skuId], undefined, 9)).map(({ placeName, onHand }) => [placeName, onHand]);
  assert.deepEqual(await shown(), [
    ["默认仓", 2],
    ["直播间专享", 9],
  ]);
  assert.deepEqual(
    (await slicesOf(db, "room", [roomId])).map((slice) => slice.placeId),
    [placeId],
  );
  await close(placeId);
  assert.deepEqual(await shown(), [["默认仓", 11]]);
  const [listed] = await listSlices(db, shop.shopId, skuId);
  assert.deepEqual([listed!.placeId, listed!.isOpen, listed!.returned], [placeId, false, 9]);
});
