import assert from "node:assert/strict";
import { test } from "node:test";
import { balances } from "#modules/ledger";
import { shipParcel } from "#modules/fulfilment";
import { standStill } from "#platform/clock";
import { newId } from "#platform/ids";
import { appOf, testHouse } from "../../../tests/house.ts";
import { aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { aBuyer, aGrant, anAsk, openTrade } from "../../../tests/fixtures/trade.ts";
import { crossedByCounter } from "../../../tests/fixtures/ring.ts";
import { parts } from "./index.ts";

const { house, sentJobs } = await testHouse();
const trade = openTrade({ house, sentJobs });
const { shopId, ownerId } = await aShop(house.db);
const app = await appOf(house, parts);
const time = standStill(new Date("2026-03-01T08:00:00Z"));
const HOUR = 3_600_000;

async function aPaidOrder() {
  const { skuIds } = await aProduct(house.db, shopId, { pieces: 5 });
  const buyer = await aBuyer(house);
  await aGrant(house.db, shopId, buyer.buyerId);
  const { orderId } = await trade.paidOrder(buyer, anAsk(buyer, skuIds[0]!, 8900n));
  return { orderId, buyer, skuId: skuIds[0]! };
}
type Sale = Awaited<ReturnType<typeof aPaidOrder>>;
const ask = async (method: "GET" | "POST", url: string, personId: bigint, payload: object = {}) => {
  const headers = { "x-person": String(personId), "idempotency-key": `key-${newId()}` };
  const answer = await app.inject({
    method,
    url: `/api/aftersales${url}`,
    headers,
    ...(method === "POST" ? { payload } : {}),
  });
  return { status: answer.statusCode, ...answer.json() };
};
const apply = ({ orderId, buyer }: Sale) =>
  ask("POST", `/orders/${orderId}/cases`, buyer.buyerId, { reason: "NO_LONGER_WANT", note: "买多了" });
const decide = (caseId: string, agree: boolean, reason = "") =>
  ask("POST", `/shops/${shopId}/cases/${caseId}/decision`, ownerId, { agree, reason });
const settle = async (): Promise<void> => {
  await trade.runJobs();
  await trade.hear();
};
const ship = ({ orderId }: Sale) =>
  shipParcel(house.db, house, {
    shopId,
    orderId,
    carrier: "SF",
    waybillNo: `SF${newId()}`,
    by: ownerId,
    requestId: `r${newId()}`,
  });
async function assertAllBack({ orderId, buyer, skuId }: Sale): Promise<void> {
  assert.equal(await trade.stateOf(orderId), "all_refunded");
  assert.equal((await trade.stockOf(skuId)).reserved, 0);
  assert.equal((await balances(house.db, [`held:${orderId}`])).get(`held:${orderId}`) ?? 0n, 0n);
  const grant = await house.db
    .selectFrom("promotions.grants")
    .select("state")
    .where("personId", "=", buyer.buyerId)
    .executeTakeFirstOrThrow();
  assert.equal(grant.state, "unused");
}

test("within an hour of paying a refund is granted at once; money, stock and coupon come back", async () => {
  const sale = await aPaidOrder();
  const opened = await apply(sale);
  assert.deepEqual(
    [opened.state, opened.nextActor, opened.refund.state],
    ["PLATFORM_REFUNDING", "platform", "processing"],
  );
  await settle();
  await assertAllBack(sale);
  const ended = await ask("GET", `/cases/${opened.id}`, sale.buyer.buyerId);
  assert.deepEqual([ended.state, ended.refund.state], ["MERCHANT_REFUND_SUCCESS", "succeeded"]);
  assert.deepEqual(
    ended.history.map((each: { state: string; byWhom: string }) => `${each.state} ${each.byWhom}`),
    ["MERCHANT_PROCESSING buyer", "PLATFORM_REFUNDING platform", "MERCHANT_REFUND_SUCCESS provider"],
  );
});

test("later the shop decides: until it does the order is held, and when it agrees the money goes back", async () => {
  const sale = await aPaidOrder();
  time.advance(HOUR);
  const opened = await apply(sale);
  assert.deepEqual([opened.state, opened.nextActor], ["MERCHANT_PROCESSING", "shop"]);
  await assert.rejects(ship(sale), { code: "fulfilment.refund_open" });
  assert.equal((await apply(sale)).code, "aftersales.open_exists");
  assert.equal((await decide(opened.id, true)).state, "PLATFORM_REFUNDING");
  assert.equal((await decide(opened.id, false, "已发货")).code, "aftersales.wrong_state");
  await settle();
  await assertAllBack(sale);
});

test("a shop that keeps silent for a day has agreed", async () => {
  const sale = await aPaidOrder();
  time.advance(2 * HOUR);
  await apply(sale);
  time.advance(24 * HOUR - 1);
  assert.equal(await trade.sweep("aftersales.decide_by_silence"), 0);
  time.advance(1);
  assert.equal(await trade.sweep("aftersales.decide_by_silence"), 1);
  assert.equal(await trade.sweep("aftersales.decide_by_silence"), 0);
  await settle();
  await assertAllBack(sale);
});

test("a rejection needs a reason, frees the order to be shipped, and may be answered by a new application", async () => {
  const sale = await aPaidOrder();
  time.advance(2 * HOUR);
  const opened = await apply(sale);
  assert.equal((await decide(opened.id, false)).status, 400);
  const rejected = await decide(opened.id, false, "已打包");
  assert.deepEqual(
    [rejected.state, rejected.nextActor, rejected.rejectReason],
    ["MERCHANT_REJECT_REFUND", "buyer", "已打包"],
  );
  const again = await apply(sale);
  assert.equal(again.state, "MERCHANT_PROCESSING");
  assert.equal((await ask("GET", `/cases/${opened.id}`, sale.buyer.buyerId)).state, "USER_CANCELD");
  await decide(again.id, false, "已打包");
  await ship(sale);
  assert.equal((await apply(sale)).code, "aftersales.already_shipped");
});

test("a withdrawn case lets the order go on; five applications are enough", async () => {
  const sale = await aPaidOrder();
  time.advance(2 * HOUR);
  for (let n = 0; n < 5; n++) {
    const { id } = await apply(sale);
    const gone = await ask("POST", `/cases/${id}/cancellation`, sale.buyer.buyerId);
    assert.deepEqual([gone.state, gone.nextActor], ["USER_CANCELD", "nobody"]);
  }
  assert.equal((await apply(sale)).code, "aftersales.too_many_applications");
  await ship(sale);
  assert.equal(await trade.stateOf(sale.orderId), "to_receive");
});

test("agreeing, withdrawing and the clock at the same moment: one of them decides, the money leaves at most once", async () => {
  for (let round = 0; round < 15; round++) {
    const sale = await aPaidOrder();
    time.advance(2 * HOUR);
    const { id } = await apply(sale);
    time.advance(24 * HOUR);
    await Promise.all([
      decide(id, true),
      decide(id, true),
      ask("POST", `/cases/${id}/cancellation`, sale.buyer.buyerId),
      trade.sweep("aftersales.decide_by_silence"),
    ]);
    const refunds = await house.db
      .selectFrom("payments.refunds")
      .select("id")
      .where("orderId", "=", sale.orderId)
      .execute();
    const { state } = await ask("GET", `/cases/${id}`, sale.buyer.buyerId);
    assert.deepEqual([state, refunds.length], state === "USER_CANCELD" ? [state, 0] : ["PLATFORM_REFUNDING", 1]);
    sentJobs.splice(0);
  }
});

test("cases are nobody else's: a stranger, another shop and an unpaid order find nothing to open", async () => {
  const sale = await aPaidOrder();
  const opened = await apply(sale);
  assert.equal((await ask("GET", `/cases/${opened.id}`, 5n)).status, 404);
  assert.equal((await ask("POST", `/orders/${sale.orderId}/cases`, 5n, { reason: "OTHERS" })).code, "orders.not_found");
  assert.equal(
    (await ask("POST", `/shops/1/cases/${opened.id}/decision`, ownerId, { agree: true })).code,
    "aftersales.not_found",
  );
  const buyer = await aBuyer(house);
  const { skuIds } = await aProduct(house.db, shopId);
  const { orderIds } = await trade.place(anAsk(buyer, skuIds[0]!, 9900n));
  assert.equal((await apply({ orderId: orderIds[0]!, buyer, skuId: 1n })).code, "orders.wrong_state");
  const list = await ask("GET", `/shops/${shopId}/cases?limit=2`, ownerId);
  assert.deepEqual([list.items.length, typeof list.nextCursor], [2, "string"]);
});

test("orders refunded in one batch take their stock in key order: they never wait in a ring with a counter", async () => {
  const [lower, higher] = [await aPaidOrder(), await aPaidOrder()];
  for (const sale of [higher, lower]) await apply(sale);
  await trade.runJobs();
  await crossedByCounter(house.db, [lower.skuId, higher.skuId], trade.hear);
  for (const sale of [lower, higher]) await assertAllBack(sale);
});
