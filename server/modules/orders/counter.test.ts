import assert from "node:assert/strict";
import { test } from "node:test";
import { parts as inventory } from "#modules/inventory";
import { parts as payments } from "#modules/payments";
import { parts as fulfilment } from "#modules/fulfilment";
import { parts as settlement } from "#modules/settlement";
import { clock, standStill } from "#platform/clock";
import { newId } from "#platform/ids";
import { appOf, testHouse } from "../../../tests/house.ts";
import { aProduct, aShop, aTemplate } from "../../../tests/fixtures/goods.ts";
import { aBuyer, aGrant, type Buyer, numberOf, openTrade } from "../../../tests/fixtures/trade.ts";
import { parts } from "./index.ts";

const { house, sentJobs } = await testHouse();
const trade = openTrade({ house, sentJobs });
const app = await appOf(house, parts, inventory, payments, fulfilment, settlement);
const time = standStill(new Date("2026-03-01T08:00:00Z"));
const { shopId, ownerId } = await aShop(house.db);
const DAY = 86_400_000;

const ask = async (method: "GET" | "POST", url: string, personId: bigint, payload?: object, key = `key-${newId()}`) => {
  const headers = { "x-person": String(personId), "idempotency-key": key };
  const answer = await app.inject({
    method,
    url: `/api${url}`,
    headers,
    ...(method === "POST" ? { payload: payload ?? {} } : {}),
  });
  return { status: answer.statusCode, retryAfter: answer.headers["retry-after"], ...answer.json() };
};
const checkout = ({ buyerId, addressId }: Buyer, skuId: bigint, expectedFen: number, key?: string, more: object = {}) =>
  ask(
    "POST",
    "/orders/checkouts",
    buyerId,
    { lines: [{ skuId: String(skuId), quantity: 1 }], addressId: String(addressId), expectedFen, ...more },
    key,
  );
async function pay(checkoutId: string, buyerId: bigint): Promise<void> {
  await ask("POST", `/payments/checkouts/${checkoutId}/cashier`, buyerId);
  trade.money.pay(await numberOf(house.db, BigInt(checkoutId)));
  await trade.look(BigInt(checkoutId));
  await trade.hear();
}
const shipAndSign = async (orderId: string, waybillNo: string): Promise<void> => {
  const parcel = await ask("POST", `/fulfilment/shops/${shopId}/orders/${orderId}/parcels`, ownerId, {
    carrier: "SF",
    waybillNo,
  });
  assert.equal(parcel.status, 200);
  await trade.runJobs();
  await app.inject({
    method: "POST",
    url: "/api/fulfilment/carriers/sandbox/pushes",
    headers: { "content-type": "application/json", "x-carrier-signature": "ok" },
    payload: JSON.stringify({
      carrier: "SF",
      waybillNo,
      status: "signed",
      at: clock.now(),
      place: "",
      zh: "",
      en: "",
      eventId: "e",
    }),
  });
  await trade.hear();
};

test("from the counter to the release: placed, paid, shipped, signed, confirmed, and a bill is due", async () => {
  const { skuIds, productId } = await aProduct(house.db, shopId, { pieces: 3 });
  const buyer = await aBuyer(house);
  await aGrant(house.db, shopId, buyer.buyerId);
  const asked = await ask("POST", "/orders/quotes", buyer.buyerId, {
    lines: [{ skuId: String(skuIds[0]), quantity: 1 }],
    addressId: String(buyer.addressId),
  });
  assert.deepEqual([asked.payableFen, asked.shops[0].coupon.offFen], [8900, 1000]);
  assert.equal(
    asked.items.reduce((sum: number, item: { fen: number }) => sum + item.fen, 0),
    asked.payableFen,
  );

  const placed = await checkout(buyer, skuIds[0]!, asked.payableFen);
  const [orderId] = placed.orderIds;
  assert.equal(new Date(placed.payBy).getTime(), clock.now().getTime() + 900_000);
  assert.equal((await ask("GET", "/orders/orders?tab=to_pay", buyer.buyerId)).counts.toPay, 1);
  await pay(placed.checkoutId, buyer.buyerId);
  const paid = await ask("GET", `/orders/orders/${orderId}`, buyer.buyerId);
  assert.deepEqual([paid.state, paid.payableFen, paid.receiver.phone], ["to_ship", 8900, "13812345678"]);
  const product = await house.db
    .selectFrom("catalog.products")
    .select("soldCount")
    .where("id", "=", productId)
    .executeTakeFirstOrThrow();
  assert.equal(product.soldCount, 1);

  await shipAndSign(orderId, "SF1000001");
  assert.equal((await ask("GET", "/orders/orders?tab=to_receive", buyer.buyerId)).items[0].id, orderId);
  const done = await ask("POST", `/orders/orders/${orderId}/receipt`, buyer.buyerId);
  assert.equal(done.state, "done");
  assert.deepEqual(
    done.history.map((each: { state: string; byWhom: string }) => `${each.state} ${each.byWhom}`),
    ["unpaid buyer", "to_ship provider", "to_receive shop", "done buyer"],
  );
  await trade.hear();
  const bill = await house.db
    .selectFrom("settlement.bills")
    .selectAll()
    .where("orderId", "=", BigInt(orderId))
    .executeTakeFirstOrThrow();
  assert.notEqual(bill.dueAt, null);
});

test("a crowd for the last pieces is told at the door that too many wait, and each piece is sold once", async () => {
  const { skuIds } = await aProduct(house.db, shopId, { pieces: 4 });
  const buyers = await Promise.all(Array.from({ length: 40 }, () => aBuyer(house)));
  assert.equal((await checkout(buyers[0]!, skuIds[0]!, 9900)).status, 200);
  const answers = await Promise.all(
    buyers.slice(1).map((buyer) => checkout(buyer, skuIds[0]!, 9900, `crowd-${buyer.buyerId}`)),
  );
  const said = Object.groupBy(answers, ({ status, code }) => (status === 200 ? "placed" : code));
  assert.deepEqual(Object.keys(said).toSorted(), ["inventory.out_of_stock", "orders.busy", "placed"]);
  assert.equal(said["placed"]!.length, 3);
  const [busy] = said["orders.busy"]!;
  assert.deepEqual([busy.status, busy.retryAfter, busy.details.retryAfterMs], [503, "1", 1_000]);
  assert.ok(busy.details.position > 1 && busy.details.skuId === String(skuIds[0]));
  const last = buyers.at(-1)!;
  const again = await checkout(last, skuIds[0]!, 9900, `crowd-${last.buyerId}`);
  assert.equal(again.code, "inventory.out_of_stock");
  assert.equal((await trade.stockOf(skuIds[0]!)).reserved, 4);
});

test("a double tap is one order, another content under the same key is refused", async () => {
  const { skuIds } = await aProduct(house.db, shopId);
  const buyer = await aBuyer(house);
  const taps = await Promise.all(Array.from({ length: 6 }, () => checkout(buyer, skuIds[0]!, 9900, "double-tap-1")));
  assert.equal(new Set(taps.map((each) => each.checkoutId)).size, 1);
  assert.equal((await trade.stockOf(skuIds[0]!)).reserved, 1);
  const later = await checkout(buyer, skuIds[0]!, 9900, "double-tap-1");
  assert.deepEqual(later, taps[0], "asked again later it is the same answer");
  assert.equal((await checkout(buyer, skuIds[0]!, 9900, "double-tap-1", { note: "快" })).code, "request.reused");
});

test("nobody confirms: seven days after the signature, or ten when they asked for three more, the order is done", async () => {
  const { skuIds } = await aProduct(house.db, shopId);
  const orders: string[] = [];
  const buyer = await aBuyer(house);
  for (let n = 0; n < 2; n++) {
    const placed = await checkout(buyer, skuIds[0]!, 9900);
    await pay(placed.checkoutId, buyer.buyerId);
    await shipAndSign(placed.orderIds[0], `SF200000${n}`);
    orders.push(placed.orderIds[0]);
  }
  const [patient, plain] = orders as [string, string];
  const extended = await ask("POST", `/orders/orders/${patient}/extension`, buyer.buyerId);
  assert.deepEqual(
    [extended.canExtend, new Date(extended.confirmBy).getTime()],
    [false, clock.now().getTime() + 10 * DAY],
  );
  assert.equal(
    (await ask("POST", `/orders/orders/${patient}/extension`, buyer.buyerId)).code,
    "orders.extended_already",
  );
  time.advance(7 * DAY - 1);
  assert.equal(await trade.sweep("orders.confirm_silent"), 0);
  time.advance(1);
  assert.equal(await trade.sweep("orders.confirm_silent"), 1);
  assert.deepEqual([await trade.stateOf(BigInt(plain)), await trade.stateOf(BigInt(patient))], ["done", "to_receive"]);
  time.advance(3 * DAY);
  await trade.sweep("orders.confirm_silent");
  assert.equal(await trade.stateOf(BigInt(patient)), "done");
});

test("the shop sees who ordered, masked; the whole receiver only by a request that is written down", async () => {
  const { skuIds } = await aProduct(house.db, shopId);
  const buyer = await aBuyer(house, "阿青");
  const { orderIds } = await checkout(buyer, skuIds[0]!, 9900);
  const one = await ask("GET", `/orders/shops/${shopId}/orders/${orderIds[0]}`, ownerId);
  assert.deepEqual([one.receiver.name, one.receiver.phone, one.receiver.street], ["王*", "138******78", "文三****"]);
  assert.deepEqual([one.buyerName, one.receiver.region], ["阿青", "浙江省 杭州市 西湖区"]);
  const list = await ask("GET", `/orders/shops/${shopId}/orders?limit=1&state=unpaid`, ownerId);
  assert.ok(!JSON.stringify(list).includes("13812345678"));
  const whole = await ask("POST", `/orders/shops/${shopId}/orders/${orderIds[0]}/reveals`, ownerId, {
    reason: "地址不清",
  });
  assert.deepEqual([whole.name, whole.phone, whole.street], ["王伟", "13812345678", "文三路 1 号"]);
  const rows = await house.db
    .selectFrom("platform.auditRows")
    .selectAll()
    .where("subject", "=", `order:${orderIds[0]}`)
    .execute();
  assert.deepEqual(
    rows.map((row) => [row.actorId, row.action, row.reason]),
    [[ownerId, "orders.receiver_revealed", "地址不清"]],
  );
});

test("orders are nobody else's, and what makes no sense is told why", async () => {
  const { skuIds } = await aProduct(house.db, shopId);
  const buyer = await aBuyer(house);
  const { orderIds } = await checkout(buyer, skuIds[0]!, 9900);
  const stranger = await aBuyer(house);
  const other = await aShop(house.db, "别家");
  for (const deed of ["cancellation", "receipt", "extension"])
    assert.equal((await ask("POST", `/orders/orders/${orderIds[0]}/${deed}`, stranger.buyerId)).status, 404);
  assert.equal((await ask("GET", `/orders/orders/${orderIds[0]}`, stranger.buyerId)).status, 404);
  assert.equal((await ask("GET", `/orders/shops/${other.shopId}/orders/${orderIds[0]}`, other.ownerId)).status, 404);
  assert.equal((await ask("GET", "/orders/orders/0", buyer.buyerId)).status, 400);
  assert.equal((await ask("POST", `/orders/orders/${orderIds[0]}/receipt`, buyer.buyerId)).code, "orders.wrong_state");
  const bad = async (line: object) => (await checkout(buyer, 1n, 9900, undefined, { lines: [line] })).code;
  for (const quantity of [0, -1, 1.5, 1e9, "2"])
    assert.equal(await bad({ skuId: String(skuIds[0]), quantity }), "request.invalid");
  assert.equal((await checkout(buyer, skuIds[0]!, 9900, undefined, { lines: [] })).code, "request.invalid");
});

test("a province that is not served is told before and at placing; freight is charged by the template", async () => {
  const { skuIds, productId } = await aProduct(house.db, shopId);
  const rules = {
    firstPieces: 1,
    firstFen: 800,
    furtherPieces: 1,
    furtherFen: 200,
    freeFromFen: null,
    noShip: ["540000"],
  };
  const templateId = await aTemplate(house.db, shopId, "charged", rules);
  await house.db.updateTable("catalog.products").set({ templateId }).where("id", "=", productId).execute();
  const far = await aBuyer(house, "远", "540000");
  assert.equal((await checkout(far, skuIds[0]!, 9900)).code, "orders.address_not_covered");
  const near = await aBuyer(house);
  const lines = [{ skuId: String(skuIds[0]), quantity: 2 }];
  const without = await ask("POST", "/orders/quotes", near.buyerId, { lines });
  const quoted = await ask("POST", "/orders/quotes", near.buyerId, { lines, addressId: String(near.addressId) });
  assert.deepEqual([without.payableFen, quoted.payableFen, quoted.shops[0].freightFen], [19_800, 20_800, 1000]);
  assert.equal((await checkout(near, skuIds[0]!, 20_800, undefined, { lines })).payableFen, 20_800);
});
