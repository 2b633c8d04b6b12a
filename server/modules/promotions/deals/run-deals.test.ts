import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { availability } from "#modules/inventory";
import { standStill } from "#platform/clock";
import { openDb } from "#platform/db";
import { drain } from "#platform/events";
import { brokenIn, verify } from "#platform/verify";
import { aDealOf, aPlan, inMs, piecesOf } from "../../../../tests/fixtures/deals.ts";
import { aProduct, aShop } from "../../../../tests/fixtures/goods.ts";
import { aBuyer, anAsk, type Buyer, giveUp, openTrade } from "../../../../tests/fixtures/trade.ts";
import { testHouse } from "../../../../tests/house.ts";
import { changeDeal } from "./change-deal.ts";
import { readDealCards } from "./deal-cards.ts";
import { readFiguresOf } from "./deal-figures.ts";
import { stopDeal } from "./end-deals.ts";
import { dealSalesConsumer } from "./follow-orders.ts";
import { endDealsOffSale, keepDealTimes } from "./keep-deals.ts";
import { planDeal } from "./plan-deal.ts";

const { house, sentJobs, url } = await testHouse();
const trade = openTrade({ house, sentJobs });
const { db } = house;
const other = openDb(url, { connectionsMax: 4, hot: true });
after(() => other.destroy());
const shop = await aShop(db);
const START = new Date("2026-06-18T12:00:00Z");
const time = standStill(START);

const buyers = (count: number): Promise<Buyer[]> => Promise.all(Array.from({ length: count }, () => aBuyer(house)));
const anAskFor = (buyer: Buyer, skuId: bigint, dealId: bigint, fen = 5_900n) =>
  anAsk(buyer, skuId, fen, { lines: [{ skuId, quantity: 1, dealId }] });
const leftOf = async (skuId: bigint): Promise<number> => (await availability(db, [skuId])).get(skuId)!;
const hear = (): Promise<void> => drain(db, [dealSalesConsumer]);

type Outcome = Awaited<ReturnType<typeof trade.placeAll>>[number];
const codesOf = (outcomes: readonly Outcome[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(outcomes, (one) => ("refused" in one ? one.refused : "ok"))].map(([code, ones]) => [
      code,
      ones.length,
    ]),
  );

/** Many buyers at two counters in small batches, while something happens to the deal in their midst. */
async function storm(skuId: bigint, dealId: bigint, crowd: readonly Buyer[], deed: () => Promise<unknown>) {
  const batches = crowd.map((buyer) => [anAskFor(buyer, skuId, dealId)]);
  const middle = Math.floor(batches.length / 2);
  const [outcomes] = await Promise.all([
    Promise.all(
      batches.map(async (asks, n) => {
        const done = await trade.placeAll(asks, n % 2 ? other : house.hot);
        return done[0]!;
      }),
    ),
    (async () => {
      const held = async (): Promise<number> => (await piecesOf(db, dealId)).held;
      for (let looks = 0, served = 0; looks < 200 && served < middle / 4; looks++) served = await held();
      await deed();
    })(),
  ]);
  return outcomes;
}

const addsUp = ({ pieces, left, held, sold, returned }: Awaited<ReturnType<typeof piecesOf>>): boolean =>
  pieces === left + held + sold + returned;

test("the clock begins and ends a deal, and its free pieces are home in the moment it ends", async () => {
  time.set(START);
  const { skuId, dealId } = await aDealOf(db, shop, { beginsInMs: 60_000, lastsMs: 60_000 });
  await keepDealTimes(db);
  const [before] = await readDealCards(db, { dealIds: [dealId] }, inMs(0));
  assert.deepEqual([before!.state, before!.isOn], ["scheduled", false]);
  time.advance(60_000);
  const [due] = await readDealCards(db, { dealIds: [dealId] }, inMs(0));
  assert.deepEqual([due!.state, due!.isOn], ["scheduled", true], "the clock decides before the sweep has come by");
  await keepDealTimes(db);
  const [buyer] = await buyers(1);
  const [bought] = await trade.placeAll([anAskFor(buyer!, skuId, dealId)]);
  assert.ok("ok" in bought!);
  time.advance(60_000);
  const [late] = await buyers(1);
  assert.deepEqual(codesOf(await trade.placeAll([anAskFor(late!, skuId, dealId)])), {
    "promotions.deal_not_running": 1,
  });
  await keepDealTimes(db);
  const figures = await readFiguresOf(db, dealId);
  assert.deepEqual([figures.state, figures.whyEnded, figures.left, figures.unpaid], ["ended", "time", 0, 1]);
  assert.equal(await leftOf(skuId), 99);
  assert.equal(await keepDealTimes(db), 0);
});

test("what an order holds when its deal ends goes home when the order lets it go", async () => {
  time.set(new Date(START.getTime() + 3_600_000));
  const { skuId, dealId } = await aDealOf(db, shop, { stock: 10 });
  const crowd = await buyers(3);
  const placed = await Promise.all(crowd.map((buyer) => trade.place(anAskFor(buyer, skuId, dealId))));
  await stopDeal(db, { dealId, by: shop.ownerId, shopId: shop.shopId, why: "shop" });
  assert.deepEqual(await piecesOf(db, dealId), { pieces: 10, left: 0, held: 3, sold: 0, returned: 7, isOpen: false });
  await giveUp(trade, placed[0]!.orderIds[0]!, crowd[0]!.buyerId);
  assert.deepEqual(await piecesOf(db, dealId), { pieces: 10, left: 0, held: 2, sold: 0, returned: 8, isOpen: false });
  assert.equal(await leftOf(skuId), 8);
});

test("a deal tells its sales as its orders do: unpaid, paid by how many and how much, given up", async () => {
  const { skuId, dealId } = await aDealOf(db, shop, { perBuyer: 2 });
  const [one, two, three] = await buyers(3);
  const twice = anAsk(one!, skuId, 11_800n, { lines: [{ skuId, quantity: 2, dealId }] });
  await trade.paidOrder(one!, twice);
  await trade.paidOrder(two!, anAskFor(two!, skuId, dealId));
  const { orderIds } = await trade.place(anAskFor(three!, skuId, dealId));
  await hear();
  const told = async () => {
    const { left, unpaid, paid, buyers: count, gmvFen } = await readFiguresOf(db, dealId);
    return { left, unpaid, paid, count, gmvFen };
  };
  assert.deepEqual(await told(), { left: 6, unpaid: 1, paid: 3, count: 2, gmvFen: 17_700n });
  await giveUp(trade, orderIds[0]!, three!.buyerId);
  await hear();
  assert.deepEqual(await told(), { left: 7, unpaid: 0, paid: 3, count: 2, gmvFen: 17_700n });
  const { rows } = await sql<{ state: string; n: bigint }>`select state, count(*) as n from promotions.deal_sales
    where deal_id = ${dealId} group by state order by state`.execute(db);
  assert.deepEqual(rows, [
    { state: "closed", n: 1n },
    { state: "paid", n: 2n },
  ]);
});

test("a deal stopped while hundreds buy: who was served keeps it, nobody is after it, every other piece is home", async () => {
  const { skuId, dealId } = await aDealOf(db, shop, { stock: 300, pieces: 200 });
  const crowd = await buyers(160);
  const outcomes = await storm(skuId, dealId, crowd, () =>
    stopDeal(db, { dealId, by: shop.ownerId, shopId: shop.shopId, why: "shop" }),
  );
  const codes = codesOf(outcomes);
  assert.deepEqual(
    Object.keys(codes).filter((code) => code !== "ok" && code !== "promotions.deal_not_running"),
    [],
  );
  const pieces = await piecesOf(db, dealId);
  assert.deepEqual([pieces.held, pieces.left, pieces.returned], [codes["ok"] ?? 0, 0, 200 - (codes["ok"] ?? 0)]);
  assert.equal(await leftOf(skuId), 300 - (codes["ok"] ?? 0));
});

test("a deal that is given pieces and time while hundreds buy sells exactly what it has", async () => {
  const { skuId, dealId, deal } = await aDealOf(db, shop, { stock: 100, pieces: 20 });
  const crowd = await buyers(120);
  const outcomes = await storm(skuId, dealId, crowd, () =>
    changeDeal(db, {
      ...{ shopId: shop.shopId, dealId, version: deal.version, by: shop.ownerId, isFresh: false },
      ...{ pieces: 50, endsAt: inMs(1_200_000) },
    }),
  );
  const more = await trade.placeAll((await buyers(60)).map((buyer) => anAskFor(buyer, skuId, dealId)));
  const codes = codesOf([...outcomes, ...more]);
  assert.deepEqual([codes["ok"], (codes["ok"] ?? 0) + (codes["inventory.out_of_stock"] ?? 0)], [50, 180]);
  const pieces = await piecesOf(db, dealId);
  assert.deepEqual([pieces.held, pieces.left, addsUp(pieces)], [50, 0, true]);
});

test("a price changed before the start is told to who agreed to the old one; from the start on it stands", async () => {
  const { skuId, dealId, deal } = await aDealOf(db, shop, { beginsInMs: 1_000 });
  const change = (version: number, priceFen: bigint) =>
    changeDeal(db, { shopId: shop.shopId, dealId, version, by: shop.ownerId, isFresh: false, priceFen });
  const { version } = await change(deal.version, 4_900n);
  time.advance(1_000);
  const [early, one, two] = await buyers(3);
  assert.deepEqual(codesOf(await trade.placeAll([anAskFor(early!, skuId, dealId)])), { "promotions.price_changed": 1 });
  const [bought, refusal] = await Promise.allSettled([
    trade.placeAll([anAskFor(one!, skuId, dealId, 4_900n), anAskFor(two!, skuId, dealId, 4_900n)]),
    change(version, 3_900n),
  ]);
  assert.equal((refusal as PromiseRejectedResult).reason.code, "promotions.deal_wrong_state", "unmarked, but begun");
  assert.deepEqual(codesOf((bought as PromiseFulfilledResult<Outcome[]>).value), { ok: 2 });
});

test("a product taken off sale takes its deals with it", async () => {
  const { productId, skuId, dealId } = await aDealOf(db, shop);
  const later = await planDeal(db, aPlan(shop, skuId, { beginsInMs: 3_600_000 }));
  assert.equal(await endDealsOffSale(db), 0);
  await sql`update catalog.products set status = 'self_off' where id = ${productId}`.execute(db);
  assert.equal(await endDealsOffSale(db), 2);
  const [now, then] = [await readFiguresOf(db, dealId), await readFiguresOf(db, later.id)];
  assert.deepEqual([now.state, now.whyEnded, then.state, then.whyEnded], ["ended", "product", "stopped", "product"]);
  assert.equal(await leftOf(skuId), 100);
});

test("sweeps of several workers at once end each deal once", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { prices: Array.from({ length: 12 }, () => 9_900n), pieces: 20 });
  for (const skuId of skuIds) await planDeal(db, aPlan(shop, skuId, { lastsMs: 30_000 }));
  time.advance(30_000);
  await Promise.all([keepDealTimes(db), keepDealTimes(other), keepDealTimes(db), keepDealTimes(other)]);
  const left = await availability(db, skuIds);
  assert.deepEqual(new Set(left.values()), new Set([20]));
  const { rows } = await sql<{
    n: bigint;
  }>`select count(*) as n from platform.events where topic = 'promotions.deal_ended'
    and payload ->> 'why' = 'time' and (payload ->> 'skuId')::bigint = any(${skuIds}::bigint[])`.execute(db);
  assert.equal(rows[0]!.n, 12n);
});

test("after all this every invariant holds", async () => {
  await trade.hear();
  assert.deepEqual(brokenIn(await verify(url)), []);
});
