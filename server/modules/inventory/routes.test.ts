import assert from "node:assert/strict";
import { before, test } from "node:test";
import { transact } from "#platform/db";
import { newId } from "#platform/ids";
import { asker, guarded } from "../../../tests/fixtures/asking.ts";
import { aPerson, aProduct, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { appOf, testHouse } from "../../../tests/house.ts";
import { holdStock } from "./hold-stock.ts";
import { parts as inventory } from "./index.ts";
import { releaseHolds } from "./settle-holds.ts";
import { closeSlices } from "./slices/close-slices.ts";
import { openSlice } from "./slices/open-slice.ts";

const { house } = await testHouse();
const app = await appOf(guarded(house), inventory);
const ask = asker(app);
const { db } = house;
let shop: ShopFixture;
let skuId: bigint;
let productId: bigint;
const dealId = newId();

/** A deal of two pieces, both in one unpaid order. */
before(async () => {
  shop = await aShop(db);
  const product = await aProduct(db, shop.shopId, { pieces: 5 });
  productId = product.productId;
  skuId = product.skuIds[0]!;
  await transact(db, async (tx) => {
    const own = { ownerKind: "flash" as const, ownerId: dealId, placeId: dealId, shopId: shop.shopId, skuId };
    await openSlice(tx, { ...own, pieces: 2, actor: "person:1" });
    await holdStock(tx, [{ orderId: 7n, lineId: 7n, skuId, placeId: dealId, quantity: 2 }]);
  });
});

test("buyers wait for a sold-out deal, see their place, are offered pieces and may leave", async () => {
  const [one, two] = [await aPerson(db, "小满"), await aPerson(db, "阿宽")];
  const wish = { skuId: String(skuId), dealId: String(dealId) };
  const joined = await ask(one, "POST", "/api/inventory/waits", { ...wish, quantity: 2 });
  const { id, productId: waitedFor } = joined.body;
  assert.equal(waitedFor, String(productId));
  assert.deepEqual(joined, {
    status: 200,
    code: undefined,
    body: { ...wish, id, productId: waitedFor, state: "waiting", quantity: 2, ahead: 0, offeredUntil: null },
  });
  assert.equal((await ask(one, "POST", "/api/inventory/waits", wish)).body["id"], joined.body["id"]);
  assert.equal((await ask(two, "POST", "/api/inventory/waits", wish)).body["ahead"], 1);
  await transact(db, (tx) => releaseHolds(tx, [7n]));
  const mine = await ask(one, "GET", `/api/inventory/waits?skuId=${skuId}`);
  const [wait] = mine.body["items"] as { state: string; offeredUntil: string; ahead: number | null }[];
  assert.deepEqual([wait!.state, wait!.ahead], ["offered", null]);
  assert.equal(Date.parse(wait!.offeredUntil) > Date.parse(String(mine.body["serverTime"])), true);
  const path = `/api/inventory/waits/${String(joined.body["id"])}`;
  assert.equal((await ask(two, "DELETE", path)).code, "inventory.wait_not_found");
  assert.deepEqual((await ask(one, "DELETE", path)).body, { ok: true });
  const next = await ask(two, "GET", "/api/inventory/waits");
  assert.equal((next.body["items"] as { state: string }[])[0]!.state, "offered");
});

test("what there is to buy, what is unknown and what is over cannot be waited for; nobody waits without a name", async () => {
  const buyer = await aPerson(db);
  const codeOf = async (body: object) => (await ask(buyer, "POST", "/api/inventory/waits", body)).code;
  assert.equal(await codeOf({ skuId: String(skuId) }), "inventory.not_sold_out");
  assert.equal(await codeOf({ skuId: "404" }), "inventory.not_found");
  assert.equal(await codeOf({ skuId: String(skuId), quantity: 10 }), "request.invalid");
  await transact(db, (tx) => closeSlices(tx, { placeIds: [dealId], actor: "person:1" }));
  assert.equal(await codeOf({ skuId: String(skuId), dealId: String(dealId) }), "inventory.slice_closed");
  assert.equal((await ask(undefined, "POST", "/api/inventory/waits", { skuId: "1" })).code, "request.unknown_caller");
});

test("the shop sees what it has set aside; another's desk is unknown", async () => {
  const path = `/api/inventory/shops/${shop.shopId}/slices`;
  const seen = await ask(shop.ownerId, "GET", path);
  const [slice] = seen.body["items"] as Record<string, unknown>[];
  const { id, ownerKind, pieces, left, held, returned } = slice!;
  assert.deepEqual([id, ownerKind, pieces, left, held, returned], [String(dealId), "flash", 2, 0, 0, 2]);
  assert.equal((await ask(await aPerson(db), "GET", path)).code, "shops.not_found");
});
