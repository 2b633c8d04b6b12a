import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import fc from "fast-check";
import { balances } from "#modules/ledger";
import { standStill } from "#platform/clock";
import { testHouse } from "../../../tests/house.ts";
import { aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { aBuyer, aGrant, anAsk, openTrade } from "../../../tests/fixtures/trade.ts";
import { crossedByCounter } from "../../../tests/fixtures/ring.ts";
import { cancelOrder } from "./cancel-order.ts";

const { house, sentJobs } = await testHouse();
const trade = openTrade({ house, sentJobs });
const { shopId } = await aShop(house.db);
const MINUTE = 60_000;
const time = standStill(new Date("2026-03-01T08:00:00Z"));
beforeEach(() => {
  time.advance(60 * MINUTE);
  trade.money.script.silent = false;
});

async function aSale({ pieces = 1, withCoupon = false } = {}) {
  const { skuIds } = await aProduct(house.db, shopId, { pieces });
  const buyer = await aBuyer(house);
  if (withCoupon) await aGrant(house.db, shopId, buyer.buyerId);
  const ask = anAsk(buyer, skuIds[0]!, withCoupon ? 8900n : 9900n);
  const { checkoutId, orderIds } = await trade.place(ask);
  const outTradeNo = await trade.openCashier(checkoutId, buyer.buyerId);
  return { skuId: skuIds[0]!, buyer, checkoutId, orderId: orderIds[0]!, outTradeNo, ask };
}
const grantState = async (buyerId: bigint): Promise<string> =>
  (
    await house.db
      .selectFrom("promotions.grants")
      .select("state")
      .where("personId", "=", buyerId)
      .executeTakeFirstOrThrow()
  ).state;
const settle = async (checkoutId: bigint): Promise<void> => {
  for (let round = 0; round < 3; round++) {
    await trade.look(checkoutId);
    await trade.hear();
    await trade.runJobs();
  }
  await trade.hear();
};
const held = async (orderId: bigint): Promise<bigint> =>
  (await balances(house.db, [`held:${orderId}`])).get(`held:${orderId}`) ?? 0n;

test("an order that nobody pays closes after fifteen minutes, and its stock and coupon come back", async () => {
  const sale = await aSale({ withCoupon: true });
  assert.equal(await grantState(sale.buyer.buyerId), "locked");
  time.advance(15 * MINUTE - 1000);
  assert.equal(await trade.sweep("orders.close_unpaid"), 0);
  time.advance(1000);
  assert.equal(await trade.sweep("orders.close_unpaid"), 1);
  assert.equal(await trade.stateOf(sale.orderId), "closing");
  assert.equal((await trade.stockOf(sale.skuId)).reserved, 1, "stock waits for the provider's word");
  await trade.runJobs();
  await trade.hear();
  assert.equal(await trade.stateOf(sale.orderId), "unpaid_closed");
  assert.equal((await trade.stockOf(sale.skuId)).reserved, 0);
  assert.equal(await grantState(sale.buyer.buyerId), "unused");
});

test("while the provider is silent the order stays closing and keeps its stock", async () => {
  const sale = await aSale();
  await cancelOrder(house.db, house.jobs, { orderId: sale.orderId, buyerId: sale.buyer.buyerId });
  trade.money.script.silent = true;
  await trade.runJobs();
  await trade.hear();
  assert.deepEqual([await trade.stateOf(sale.orderId), (await trade.stockOf(sale.skuId)).reserved], ["closing", 1]);
  trade.money.script.silent = false;
  await settle(sale.checkoutId);
  assert.deepEqual(
    [await trade.stateOf(sale.orderId), (await trade.stockOf(sale.skuId)).reserved],
    ["unpaid_closed", 0],
  );
});

test("a payment faster than the close wins: the order is paid once and keeps its goods", async () => {
  const sale = await aSale();
  trade.money.pay(sale.outTradeNo);
  await cancelOrder(house.db, house.jobs, { orderId: sale.orderId, buyerId: sale.buyer.buyerId });
  await trade.runJobs();
  await settle(sale.checkoutId);
  assert.equal(await trade.stateOf(sale.orderId), "to_ship");
  assert.deepEqual([(await trade.stockOf(sale.skuId)).reserved, await held(sale.orderId)], [1, 9900n]);
});

test("money for a closed order revives it when its goods and its coupon are still there", async () => {
  const sale = await aSale({ withCoupon: true });
  await cancelOrder(house.db, house.jobs, { orderId: sale.orderId, buyerId: sale.buyer.buyerId });
  await settle(sale.checkoutId);
  trade.money.pay(sale.outTradeNo, { late: true });
  await settle(sale.checkoutId);
  assert.equal(await trade.stateOf(sale.orderId), "to_ship");
  assert.deepEqual([(await trade.stockOf(sale.skuId)).reserved, await grantState(sale.buyer.buyerId)], [1, "used"]);
});

test("money for a closed order whose goods are gone goes back, the buyer is told, the escrow is empty", async () => {
  const sale = await aSale();
  await cancelOrder(house.db, house.jobs, { orderId: sale.orderId, buyerId: sale.buyer.buyerId });
  await settle(sale.checkoutId);
  await trade.place(anAsk(await aBuyer(house), sale.skuId, 9900n));
  trade.money.pay(sale.outTradeNo, { late: true });
  await settle(sale.checkoutId);
  assert.equal(await trade.stateOf(sale.orderId), "unpaid_closed");
  assert.deepEqual([trade.money.refunds.size > 0, await held(sale.orderId)], [true, 0n]);
  const notices = await house.db
    .selectFrom("identity.notices")
    .select("kind")
    .where("personId", "=", sale.buyer.buyerId)
    .execute();
  assert.deepEqual(
    notices.map((each) => each.kind),
    ["orders.late_money_returned"],
  );
  const history = await house.db
    .selectFrom("orders.history")
    .select("why")
    .where("orderId", "=", sale.orderId)
    .execute();
  assert.ok(history.some((each) => each.why === "late_money_returned"));
});

test("money for a closed order whose coupon was used elsewhere goes back: nobody uses a coupon twice", async () => {
  const sale = await aSale({ withCoupon: true, pieces: 5 });
  await cancelOrder(house.db, house.jobs, { orderId: sale.orderId, buyerId: sale.buyer.buyerId });
  await settle(sale.checkoutId);
  await trade.place(anAsk(sale.buyer, sale.skuId, 8900n));
  trade.money.pay(sale.outTradeNo, { late: true });
  await settle(sale.checkoutId);
  assert.deepEqual([await trade.stateOf(sale.orderId), await held(sale.orderId)], ["unpaid_closed", 0n]);
  assert.equal((await trade.stockOf(sale.skuId)).reserved, 1, "only the other order holds a piece");
});

test("cancelling one of two shops' orders closes the whole checkout: one payment covers it", async () => {
  const other = await aShop(house.db, "云上瓷");
  const tea = await aProduct(house.db, shopId, { prices: [5000n] });
  const cup = await aProduct(house.db, other.shopId, { prices: [3000n] });
  const buyer = await aBuyer(house);
  const lines = [tea, cup].map(({ skuIds }) => ({ skuId: skuIds[0]!, quantity: 1 }));
  const { orderIds } = await trade.place(anAsk(buyer, 1n, 8000n, { lines }));
  const mine = { orderId: orderIds[1]!, buyerId: buyer.buyerId };
  await Promise.all([cancelOrder(house.db, house.jobs, mine), cancelOrder(house.db, house.jobs, mine)]);
  await trade.hear();
  for (const orderId of orderIds) assert.equal(await trade.stateOf(orderId), "unpaid_closed");
  const told = await house.db
    .selectFrom("platform.events")
    .select("payload")
    .where("topic", "=", "orders.cancelled")
    .execute();
  const news = told.map(({ payload }) => payload as { orderId: string; why: string; skuIds: string[] });
  const ours = news.filter(({ orderId }) => orderIds.map(String).includes(orderId));
  assert.deepEqual(
    ours.map(({ why, skuIds }) => [why, skuIds]),
    lines.map(({ skuId }) => ["cancelled_by_buyer", [String(skuId)]]),
  );
});

const steps = ["pay", "look", "cancel", "sweep", "jobs", "hear", "silence", "speech", "wait"] as const;

test("whatever the order of paying, cancelling, sweeping and hearing, it ends in one of the two allowed ways", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 4, maxLength: 14 }), async (script) => {
      const sale = await aSale();
      let taken = false;
      const act: Record<(typeof steps)[number], () => unknown> = {
        pay: () => (taken ||= trade.money.pay(sale.outTradeNo, { late: true })),
        look: () => trade.look(sale.checkoutId),
        cancel: () =>
          cancelOrder(house.db, house.jobs, { orderId: sale.orderId, buyerId: sale.buyer.buyerId }).catch(
            (error: { code?: string }) => assert.equal(error.code, "orders.wrong_state"),
          ),
        sweep: () => trade.sweep("orders.close_unpaid"),
        jobs: () => trade.runJobs(),
        hear: () => trade.hear(),
        silence: () => (trade.money.script.silent = true),
        speech: () => (trade.money.script.silent = false),
        wait: () => time.advance(8 * MINUTE),
      };
      for (const step of script) await act[step]();
      trade.money.script.silent = false;
      await settle(sale.checkoutId);
      const state = await trade.stateOf(sale.orderId);
      const { reserved } = await trade.stockOf(sale.skuId);
      const escrow = await held(sale.orderId);
      const way = `${script.join(" ")} -> ${state}, ${reserved} held, ${escrow} fen`;
      if (taken) assert.deepEqual([state, reserved, escrow], ["to_ship", 1, 9900n], way);
      else
        assert.deepEqual(
          [["unpaid", "unpaid_closed"].includes(state), reserved, escrow],
          [true, state === "unpaid" ? 1 : 0, 0n],
          way,
        );
    }),
    { numRuns: 60 },
  );
});

test("orders that end in one batch take their stock in key order: they never wait in a ring with a counter", async () => {
  const [lower, between, higher] = [await aSale(), await aSale(), await aSale()];
  const giveUp = async ({ orderId, buyer }: typeof lower): Promise<void> => {
    await cancelOrder(house.db, house.jobs, { orderId, buyerId: buyer.buyerId });
    await trade.runJobs();
  };
  await giveUp(higher);
  trade.money.pay(between.outTradeNo);
  await trade.look(between.checkoutId);
  await giveUp(lower);
  await crossedByCounter(house.db, [lower.skuId, higher.skuId], trade.hear);
  const states = await Promise.all([lower, between, higher].map(({ orderId }) => trade.stateOf(orderId)));
  assert.deepEqual(states, ["unpaid_closed", "to_ship", "unpaid_closed"]);
  for (const { skuId } of [lower, higher]) assert.equal((await trade.stockOf(skuId)).reserved, 0);
});
