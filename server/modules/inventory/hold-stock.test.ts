import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pino from "pino";
import { type Bus, openBus } from "#platform/bus";
import { type Db, openDb, transact } from "#platform/db";
import { newId, openIds } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { aProduct, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { world } from "../../../tests/world.ts";
import { availability, readStock } from "./availability.ts";
import { holdStock } from "./hold-stock.ts";
import { lockStock } from "./lock-stock.ts";
import { findStockFaults } from "./queries.ts";
import { commitHolds, releaseHolds, returnCommitted } from "./settle-holds.ts";
import { knownSoldOut, listenForReleases } from "./sold-out.ts";

const { db, url } = await world();
const otherPool = openDb(url, { connectionsMax: 8, hot: true });
let shop: ShopFixture;
let bus: Bus;

before(async () => {
  await openIds(db);
  bus = await openBus(url, pino({ level: "silent" }));
  listenForReleases(bus);
  shop = await aShop(db);
});
after(async () => {
  await bus.close();
  await otherPool.destroy();
});

/** One buyer's try, as orders makes it: lock, decide, hold. */
async function tryToBuy(pool: Db, skuId: bigint, quantity = 1): Promise<bigint | undefined> {
  return transact(pool, async (tx) => {
    const [place] = (await lockStock(tx, [skuId])).get(skuId)!;
    if (!place || place.left < quantity) return undefined;
    const orderId = newId();
    await holdStock(tx, [{ orderId, lineId: newId(), skuId, placeId: place.placeId, quantity }]);
    return orderId;
  });
}

async function until(happened: () => boolean): Promise<void> {
  for (let n = 0; n < 100 && !happened(); n++) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("a thousand buyers over two pools get exactly the five pieces there are", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 5 });
  const skuId = skuIds[0]!;
  const tries = Array.from({ length: 1000 }, (_, n) => tryToBuy(n % 2 ? db : otherPool, skuId));
  const won = (await Promise.all(tries)).filter((orderId) => orderId !== undefined);
  assert.equal(won.length, 5);
  assert.equal((await availability(db, [skuId])).get(skuId), 0);
  assert.deepEqual(await findStockFaults(db), []);
  assert.ok(knownSoldOut({ skuId }), "the later buyers were refused without a lock");
});

test("a sold-out SKU is asked about again as soon as pieces came back, in whichever process", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 1 });
  const skuId = skuIds[0]!;
  const orderId = await tryToBuy(db, skuId);
  assert.equal(await tryToBuy(db, skuId), undefined);
  assert.ok(knownSoldOut({ skuId }));
  await transact(otherPool, (tx) => releaseHolds(tx, [orderId!]));
  await until(() => !knownSoldOut({ skuId }));
  assert.notEqual(await tryToBuy(db, skuId), undefined);
});

test("a hold beyond what is there is refused by the table's own guard, and nothing of it stays", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { prices: [100n, 200n], pieces: 2 });
  const [one, two] = [skuIds[0]!, skuIds[1]!];
  const hold = transact(db, async (tx) => {
    const left = await lockStock(tx, skuIds);
    const piece = (skuId: bigint, quantity: number) => ({
      orderId: 1n,
      lineId: newId(),
      skuId,
      placeId: left.get(skuId)![0]!.placeId,
      quantity,
    });
    await holdStock(tx, [piece(one, 1), piece(two, 3)]);
  });
  await assert.rejects(hold, (error) => error instanceof Refusal && error.code === "inventory.out_of_stock");
  assert.deepEqual(await readStock(db, skuIds), new Map(skuIds.map((id) => [id, { onHand: 2, reserved: 0 }])));
});

test("orders over the same SKUs in opposite order never wait for each other in a circle", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { prices: [100n, 200n, 300n], pieces: 1000 });
  const buyAll = (pool: Db, ids: bigint[]) =>
    transact(pool, async (tx) => {
      const left = await lockStock(tx, ids);
      const orderId = newId();
      const holds = ids.map((skuId) => ({ orderId, lineId: newId(), skuId, ...left.get(skuId)![0]!, quantity: 1 }));
      await holdStock(tx, holds);
      return orderId;
    });
  const backwards = skuIds.toReversed();
  const ids = await Promise.all(
    Array.from({ length: 60 }, (_, n) => buyAll(n % 2 ? db : otherPool, n % 2 ? skuIds : backwards)),
  );
  await Promise.all(ids.map((id, n) => transact(n % 2 ? db : otherPool, (tx) => releaseHolds(tx, [id]))));
  assert.deepEqual([...(await availability(db, skuIds)).values()], [1000, 1000, 1000]);
  assert.deepEqual(await findStockFaults(db), []);
});

test("a hold ends once: released or committed, then a refund returns only what was committed", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 3 });
  const skuId = skuIds[0]!;
  const orderId = (await tryToBuy(db, skuId, 2))!;
  await transact(db, (tx) => commitHolds(tx, [orderId]));
  await transact(db, (tx) => releaseHolds(tx, [orderId])); // too late: it is paid
  assert.equal((await availability(db, [skuId])).get(skuId), 1);
  await transact(db, (tx) => returnCommitted(tx, [orderId]));
  await transact(db, (tx) => returnCommitted(tx, [orderId]));
  assert.equal((await availability(db, [skuId])).get(skuId), 3);
  assert.deepEqual(await findStockFaults(db), []);
});
