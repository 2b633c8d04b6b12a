import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { trail, TRAIL_PURPOSE } from "#contract/trail";
import { clock } from "#platform/clock";
import { openDb } from "#platform/db";
import { newId } from "#platform/ids";
import { testHouse } from "../../../tests/house.ts";
import { aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { aBuyer, aGrant, anAsk, openTrade } from "../../../tests/fixtures/trade.ts";
import { after } from "node:test";
import type { Ask } from "./asks.ts";

const { house, sentJobs, url } = await testHouse();
const trade = openTrade({ house, sentJobs });
const other = openDb(url, { connectionsMax: 4, hot: true });
after(() => other.destroy());
const { shopId } = await aShop(house.db);

const codeOf = (outcome: object): string => ("refused" in outcome ? String(outcome.refused) : "ok");
const count = (outcomes: object[], code: string): number => outcomes.filter((each) => codeOf(each) === code).length;

test("an order holds its goods, opens its payment and names where it came from", async () => {
  const { productId, skuIds } = await aProduct(house.db, shopId, { pieces: 5 });
  const buyer = await aBuyer(house);
  const from = {
    scene: "live",
    channel: "public",
    productId,
    roomId: 41n,
    pinId: 42n,
    creatorId: 43n,
    planId: null,
  } as const;
  const token = house.vault.sign(TRAIL_PURPOSE, z.encode(trail, { ...from, clickedAt: clock.now() }));
  const { orderIds, payableFen } = await trade.place(anAsk(buyer, skuIds[0]!, 19_800n, { quantity: 2, trail: token }));
  assert.equal(payableFen, 19_800n);
  assert.deepEqual(await trade.stockOf(skuIds[0]!), { onHand: 5, reserved: 2 });
  const order = await house.db
    .selectFrom("orders.orders")
    .selectAll()
    .where("id", "=", orderIds[0]!)
    .executeTakeFirstOrThrow();
  assert.deepEqual([order.roomId, order.pinId, order.creatorId, order.state], [41n, 42n, 43n, "unpaid"]);
  assert.ok(!order.receiverSealed.includes("王伟"), "the receiver is not readable in the table");
});

test("five hundred buyers at two counters cannot oversell seven pieces", async () => {
  const { skuIds } = await aProduct(house.db, shopId, { pieces: 7 });
  const buyers = await Promise.all(Array.from({ length: 50 }, () => aBuyer(house)));
  const asks = Array.from({ length: 500 }, (_, n) => anAsk(buyers[n % 50]!, skuIds[0]!, 9900n));
  const batches = Array.from({ length: 20 }, (_, n) => asks.slice(n * 25, n * 25 + 25));
  const outcomes = await Promise.all(batches.map((batch, n) => trade.placeAll(batch, n % 2 ? other : house.hot)));
  assert.deepEqual([count(outcomes.flat(), "ok"), count(outcomes.flat(), "inventory.out_of_stock")], [7, 493]);
  assert.deepEqual(await trade.stockOf(skuIds[0]!), { onHand: 7, reserved: 7 });
});

test("the same request is the same checkout: in one batch, at two counters at once, and when all is sold", async () => {
  const { skuIds } = await aProduct(house.db, shopId, { pieces: 1 });
  const buyer = await aBuyer(house);
  const ask = anAsk(buyer, skuIds[0]!, 9900n);
  const races = await Promise.all([
    trade.placeAll([ask, ask]),
    trade.placeAll([ask], other),
    trade.placeAll([ask]),
    trade.placeAll([ask], other),
  ]);
  const again = await trade.placeAll([ask]);
  const ids = [...races.flat(), ...again].map((each) => ("ok" in each ? each.ok.checkoutId : codeOf(each)));
  assert.equal(new Set(ids).size, 1, `one checkout, not ${ids.join()}`);
  const [stranger] = await trade.placeAll([{ ...ask, buyerId: (await aBuyer(house)).buyerId }]);
  assert.notEqual(codeOf(stranger!), "ok", "another's request id finds nothing");
});

test("two counters that race with one request over different goods make one checkout", async () => {
  const one = await aProduct(house.db, shopId);
  const two = await aProduct(house.db, shopId);
  for (let round = 0; round < 10; round++) {
    const buyer = await aBuyer(house);
    const requestId = `race-${newId()}`;
    const [a, b] = await Promise.all([
      trade.placeAll([anAsk(buyer, one.skuIds[0]!, 9900n, { requestId })]),
      trade.placeAll([anAsk(buyer, two.skuIds[0]!, 9900n, { requestId })], other),
    ]);
    assert.deepEqual([codeOf(a[0]!), codeOf(b[0]!)].sort(), ["ok", "request.reused"]);
  }
});

test("a buyer's limit counts unpaid orders and holds at two counters at once", async () => {
  const { skuIds } = await aProduct(house.db, shopId, { perBuyerLimit: 2 });
  const buyer = await aBuyer(house);
  const wish = (): Ask => anAsk(buyer, skuIds[0]!, 9900n);
  const races = await Promise.all(
    Array.from({ length: 8 }, (_, n) => trade.placeAll([wish()], n % 2 ? other : house.hot)),
  );
  assert.deepEqual([count(races.flat(), "ok"), count(races.flat(), "orders.over_limit")], [2, 6]);
  const inOneBatch = await trade.placeAll([wish(), anAsk(await aBuyer(house), skuIds[0]!, 29_700n, { quantity: 3 })]);
  assert.equal(count(inOneBatch, "orders.over_limit"), 2);
});

test("several shops are several orders in one payment, all or nothing", async () => {
  const second = await aShop(house.db, "云上瓷");
  const tea = await aProduct(house.db, shopId, { prices: [5000n] });
  const cup = await aProduct(house.db, second.shopId, { prices: [3000n], pieces: 1 });
  const buyer = await aBuyer(house);
  const lines = [
    { skuId: tea.skuIds[0]!, quantity: 1 },
    { skuId: cup.skuIds[0]!, quantity: 1 },
  ];
  const placed = await trade.place(anAsk(buyer, 1n, 8000n, { lines }));
  assert.deepEqual([placed.orderIds.length, placed.payableFen], [2, 8000n]);
  const before = await trade.stockOf(tea.skuIds[0]!);
  const [refused] = await trade.placeAll([anAsk(buyer, 1n, 8000n, { lines })]);
  assert.equal(codeOf(refused!), "inventory.out_of_stock");
  assert.deepEqual(await trade.stockOf(tea.skuIds[0]!), before, "the tea of the refused checkout was not taken");
});

test("a coupon is used by one of two racing orders, and never charged another sum than agreed", async () => {
  const { skuIds } = await aProduct(house.db, shopId);
  const buyer = await aBuyer(house);
  await aGrant(house.db, shopId, buyer.buyerId);
  const races = await Promise.all([
    trade.placeAll([anAsk(buyer, skuIds[0]!, 8900n)]),
    trade.placeAll([anAsk(buyer, skuIds[0]!, 8900n)], other),
  ]);
  assert.deepEqual(races.flat().map(codeOf).sort(), ["ok", "promotions.price_changed"]);
  const changed = races.flat().find((each) => "refused" in each);
  assert.deepEqual(changed, { refused: "promotions.price_changed", details: { oldFen: 8900, newFen: 9900 } });
});

test("a wish that cannot be is told why, and takes nothing", async () => {
  const { skuIds } = await aProduct(house.db, shopId);
  const sku = skuIds[0]!;
  const buyer = await aBuyer(house);
  const stranger = await aBuyer(house);
  const asks: [string, Ask][] = [
    ["catalog.not_sellable", anAsk(buyer, 999n, 9900n)],
    ["identity.address_not_found", anAsk({ ...buyer, addressId: stranger.addressId }, sku, 9900n)],
    ["orders.trail_invalid", anAsk(buyer, sku, 9900n, { trail: "made.up" })],
    ["promotions.not_applicable", anAsk(buyer, sku, 9900n, { couponGrantIds: [77n] })],
    ["promotions.price_changed", anAsk(buyer, sku, 1n)],
    [
      "orders.repeated_sku",
      anAsk(buyer, sku, 9900n, {
        lines: [
          { skuId: sku, quantity: 1 },
          { skuId: sku, quantity: 2 },
        ],
      }),
    ],
  ];
  const outcomes = await trade.placeAll(asks.map(([, ask]) => ask));
  assert.deepEqual(
    outcomes.map(codeOf),
    asks.map(([code]) => code),
  );
  assert.deepEqual(await trade.stockOf(sku), { onHand: 100, reserved: 0 });
});
