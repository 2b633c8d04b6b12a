import assert from "node:assert/strict";
import { before, test } from "node:test";
import { transact } from "#platform/db";
import { newId, openIds } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { aProduct, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { world } from "../../../tests/world.ts";
import { consumeHolds } from "./consume-holds.ts";
import { holdStock } from "./hold-stock.ts";
import { lockStock } from "./lock-stock.ts";
import { crossesLow } from "./low-stock.ts";
import { moveStock } from "./move-stock.ts";
import { findStockFaults, listMovements, listPositions } from "./queries.ts";
import { reviveHolds } from "./revive-holds.ts";
import { commitHolds, releaseHolds, returnCommitted } from "./settle-holds.ts";

const { db } = await world();
let shop: ShopFixture;
before(async () => {
  await openIds(db);
  shop = await aShop(db);
});

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const ask = (skuId: bigint, kind: "receive" | "scrap" | "set", quantity: number, requestId = `r${newId()}`) =>
  moveStock(db, { shopId: shop.shopId, skuId, kind, quantity, ref: "desk:", actor: "person:1", requestId });

async function hold(skuId: bigint, quantity: number): Promise<{ orderId: bigint; lineId: bigint }> {
  return transact(db, async (tx) => {
    const { placeId } = (await lockStock(tx, [skuId])).get(skuId)![0]!;
    const line = { orderId: newId(), lineId: newId() };
    await holdStock(tx, [{ ...line, skuId, placeId, quantity }]);
    return line;
  });
}

test("setting a quantity becomes an adjustment, and the movements always add up", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 10 });
  assert.equal((await ask(skuIds[0]!, "set", 4)).onHand, 4);
  assert.equal((await ask(skuIds[0]!, "receive", 6)).onHand, 10);
  assert.equal((await ask(skuIds[0]!, "scrap", 1)).available, 9);
  const rows = await listMovements(db, shop.shopId, skuIds[0]!, undefined, 10);
  assert.deepEqual(
    rows?.map(({ kind, quantity }) => [kind, quantity]),
    [
      ["scrap", -1],
      ["receive", 6],
      ["adjust", -6],
      ["receive", 10],
    ],
  );
  assert.deepEqual(await findStockFaults(db), []);
});

test("stock never goes below what orders hold, and the refusal says how much that is", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 5 });
  await hold(skuIds[0]!, 3);
  await assert.rejects(ask(skuIds[0]!, "set", 2), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual([error.code, error.details["reserved"]], ["inventory.below_reserved", 3]);
    return true;
  });
  await assert.rejects(ask(skuIds[0]!, "scrap", 3), refusedWith("inventory.below_reserved"));
  assert.equal((await ask(skuIds[0]!, "set", 3)).available, 0);
});

test("two clerks who set the same SKU at once leave one of the two numbers, by movements", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 10 });
  await Promise.all([ask(skuIds[0]!, "set", 30), ask(skuIds[0]!, "set", 50)]);
  const [position] = await listPositions(db, shop.shopId, skuIds, undefined, 5);
  assert.ok([30, 50].includes(position!.onHand));
  assert.deepEqual(await findStockFaults(db), []);
});

test("a repeated request moves nothing a second time", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 1 });
  await ask(skuIds[0]!, "receive", 5, "same");
  assert.equal((await ask(skuIds[0]!, "receive", 5, "same")).onHand, 6);
});

test("another shop's SKU is as unknown as one that never was", async () => {
  const other = await aShop(db, "青釉窑", "open");
  const { skuIds } = await aProduct(db, other.shopId);
  await assert.rejects(ask(skuIds[0]!, "set", 1), refusedWith("inventory.not_found"));
  await assert.rejects(ask(424242n, "set", 1), refusedWith("inventory.not_found"));
  assert.equal(await listMovements(db, shop.shopId, skuIds[0]!, undefined, 5), undefined);
});

test("a low stock is told once per crossing", async () => {
  assert.deepEqual(
    [12, 11, 10, 9].map((before, n) => crossesLow({ skuId: 1n, before, after: [11, 10, 9, 12][n]! })),
    [false, true, false, false],
  );
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 12 });
  for (let n = 0; n < 4; n++) await hold(skuIds[0]!, 1);
  const told = await db
    .selectFrom("platform.events")
    .select("payload")
    .where("topic", "=", "inventory.stock_low")
    .execute();
  const own = told.filter(({ payload }) => (payload as { skuId: string }).skuId === String(skuIds[0]));
  assert.deepEqual(own, [{ payload: { skuId: String(skuIds[0]), left: 10 } }]);
});

test("shipping takes committed pieces away once, and a refund of the rest returns only the rest", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 5 });
  const { orderId, lineId } = await hold(skuIds[0]!, 3);
  const ship = (quantity: number, requestId: string) =>
    transact(db, (tx) => consumeHolds(tx, [{ orderId, lineId, quantity, actor: "person:1", requestId }]));
  await assert.rejects(ship(1, "unpaid"), /more than was committed/);
  await transact(db, (tx) => commitHolds(tx, [orderId]));
  await ship(2, "first");
  await ship(2, "first");
  await assert.rejects(ship(2, "second"), /more than was committed/);
  await transact(db, (tx) => returnCommitted(tx, [orderId]));
  const [position] = await listPositions(db, shop.shopId, skuIds, undefined, 5);
  assert.deepEqual([position!.onHand, position!.reserved], [3, 0]);
  assert.deepEqual(await findStockFaults(db), []);
});

test("a closed order whose money came late lives again only when every line can still be had", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 2 });
  const first = await hold(skuIds[0]!, 2);
  await transact(db, (tx) => releaseHolds(tx, [first.orderId]));
  const second = await hold(skuIds[0]!, 1);
  assert.deepEqual(await transact(db, (tx) => reviveHolds(tx, [first.orderId])), new Set());
  await transact(db, (tx) => releaseHolds(tx, [second.orderId]));
  const both = await transact(db, (tx) => reviveHolds(tx, [first.orderId, second.orderId]));
  assert.deepEqual(both, new Set([first.orderId]));
  assert.deepEqual(await transact(db, (tx) => reviveHolds(tx, [first.orderId])), new Set());
  assert.deepEqual(await findStockFaults(db), []);
});
