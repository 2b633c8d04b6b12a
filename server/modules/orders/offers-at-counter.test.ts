import assert from "node:assert/strict";
import { before, test } from "node:test";
import { joinWaits } from "#modules/inventory";
import { unwrap } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { aDealOf, piecesOf } from "../../../tests/fixtures/deals.ts";
import { aProduct, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { aBuyer, anAsk, type Buyer, openTrade } from "../../../tests/fixtures/trade.ts";
import { testHouse } from "../../../tests/house.ts";
import type { Ask } from "./asks.ts";
import { cancelOrder } from "./cancel-order.ts";

const { house, sentJobs, url } = await testHouse();
const trade = openTrade({ house, sentJobs });
let shop: ShopFixture;
before(async () => {
  shop = await aShop(house.db);
});

const LIST_FEN = 9_900n;
const DEAL_FEN = 5_900n;
type Thing = { skuId: bigint; dealId?: bigint };
const askFor = (buyer: Buyer, { skuId, dealId }: Thing, waitId?: bigint, quantity = 1): Ask => ({
  ...anAsk(buyer, skuId, (dealId === undefined ? LIST_FEN : DEAL_FEN) * BigInt(quantity), { couponGrantIds: [] }),
  lines: [{ skuId, quantity, ...(dealId !== undefined && { dealId }), ...(waitId !== undefined && { waitId }) }],
});
const codeOf = (outcome: object): string => ("refused" in outcome ? String(outcome.refused) : "ok");
const answersTo = async (...asks: Ask[]): Promise<string[]> => (await trade.placeAll(asks)).map(codeOf);

async function waiter(thing: Thing, quantity = 1): Promise<{ buyer: Buyer; waitId: bigint }> {
  const buyer = await aBuyer(house);
  const wish = { personId: buyer.buyerId, skuId: thing.skuId, dealId: thing.dealId ?? null, quantity };
  return { buyer, waitId: unwrap((await joinWaits(house.db, [wish]))[0]!).id };
}

/** The buyer does not want it after all, and the provider closes its payment. */
async function closeUnpaid(orderId: bigint, buyerId: bigint): Promise<void> {
  await cancelOrder(house.db, house.jobs, { orderId, buyerId });
  await trade.runJobs();
  await trade.hear();
}

/** Somebody's order for all there is. */
async function buysAll(thing: Thing, quantity: number): Promise<{ giveUp: () => Promise<void> }> {
  const buyer = await aBuyer(house, "阿宽");
  const { orderIds } = await trade.place(askFor(buyer, thing, undefined, quantity));
  return { giveUp: () => closeUnpaid(orderIds[0]!, buyer.buyerId) };
}

test("the pieces of a closed order are bought by who was offered them, and by nobody in front of them", async () => {
  const thing = { skuId: (await aProduct(house.db, shop.shopId, { pieces: 2 })).skuIds[0]! };
  const { giveUp } = await buysAll(thing, 2);
  const [one, two] = [await waiter(thing), await waiter(thing)];
  await giveUp();
  const passerBy = await aBuyer(house);
  const answers = await answersTo(
    askFor(passerBy, thing),
    askFor(passerBy, thing, one.waitId),
    askFor(one.buyer, thing, one.waitId, 2),
    askFor(one.buyer, thing, one.waitId),
    askFor(two.buyer, thing, two.waitId),
    askFor(one.buyer, thing, one.waitId),
  );
  const gone = "inventory.offer_gone";
  assert.deepEqual(answers, ["inventory.out_of_stock", gone, gone, "ok", "ok", gone]);
});

test("an offer of a deal's piece is at the deal's price, without standing in its line again", async () => {
  for (const admission of ["open", "line"] as const) {
    const deal = await aDealOf(house.db, shop, { admission: "open", pieces: 2, perBuyer: 2 });
    const { giveUp } = await buysAll(deal, 2);
    await house.db.updateTable("promotions.deals").set({ admission }).where("id", "=", deal.dealId).execute();
    const { buyer, waitId } = await waiter(deal);
    await giveUp();
    assert.deepEqual(await answersTo(askFor(buyer, deal, waitId)), ["ok"], admission);
    const { left, held } = await piecesOf(house.db, deal.dealId);
    assert.deepEqual([left, held], [1, 1]);
  }
});

test("an offer of ordinary stock is at the list price beside a deal that has its own pieces", async () => {
  const deal = await aDealOf(house.db, shop, { stock: 3, pieces: 2 });
  const ordinary = { skuId: deal.skuId };
  const keeper = await aBuyer(house);
  // The deal's price applies unasked while it may: the last ordinary piece goes to who has had the deal's.
  assert.deepEqual(await answersTo(askFor(keeper, deal)), ["ok"]);
  const [placed] = await trade.placeAll([askFor(keeper, ordinary)]);
  assert.equal(codeOf(placed!), "ok");
  const { buyer, waitId } = await waiter(ordinary);
  await closeUnpaid(unwrap(placed!).orderIds[0]!, keeper.buyerId);
  assert.deepEqual(await answersTo(askFor(buyer, ordinary, waitId)), ["ok"]);
});

test("who takes part of an offer leaves the rest to the next", async () => {
  const thing = { skuId: (await aProduct(house.db, shop.shopId, { pieces: 3 })).skuIds[0]! };
  const { giveUp } = await buysAll(thing, 3);
  const [one, two] = [await waiter(thing, 3), await waiter(thing)];
  await giveUp();
  assert.deepEqual(await answersTo(askFor(one.buyer, thing, one.waitId)), ["ok"]);
  assert.deepEqual(await answersTo(askFor(two.buyer, thing, two.waitId)), ["ok"]);
  assert.deepEqual(await answersTo(askFor(await aBuyer(house), thing)), ["ok"], "the third is on sale again");
});

test("after all this every invariant holds", async () => {
  assert.deepEqual(brokenIn(await verify(url)), []);
});
