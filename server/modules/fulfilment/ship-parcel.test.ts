import assert from "node:assert/strict";
import { test } from "node:test";
import { openCase } from "#modules/aftersales";
import { clock, standStill } from "#platform/clock";
import { newId } from "#platform/ids";
import { appOf, testHouse } from "../../../tests/house.ts";
import { aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { aBuyer, anAsk, openTrade } from "../../../tests/fixtures/trade.ts";
import { parts } from "./index.ts";
import { readParcels } from "./queries.ts";
import { shipParcel, type Shipment } from "./ship-parcel.ts";

const { house, sentJobs } = await testHouse();
const trade = openTrade({ house, sentJobs });
const { shopId, ownerId } = await aShop(house.db);
const app = await appOf(house, parts);
const time = standStill(new Date("2026-03-01T08:00:00Z"));
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function aPaidOrder(quantity = 1) {
  const { skuIds } = await aProduct(house.db, shopId, { pieces: 5 });
  const buyer = await aBuyer(house);
  const ask = anAsk(buyer, skuIds[0]!, 9900n * BigInt(quantity), { quantity });
  const { orderId } = await trade.paidOrder(buyer, ask);
  const { id: lineId } = await house.db
    .selectFrom("orders.lines")
    .select("id")
    .where("orderId", "=", orderId)
    .executeTakeFirstOrThrow();
  return { orderId, lineId, buyer, skuId: skuIds[0]! };
}
const shipment = (orderId: bigint, over: Partial<Shipment> = {}): Shipment => ({
  shopId,
  orderId,
  carrier: "SF",
  waybillNo: `SF${newId()}`,
  by: ownerId,
  requestId: String(newId()),
  ...over,
});
const ship = (orderId: bigint, over: Partial<Shipment> = {}) => shipParcel(house.db, house, shipment(orderId, over));
const push = (waybillNo: string, status: string, signature = "ok") =>
  app.inject({
    method: "POST",
    url: "/api/fulfilment/carriers/sandbox/pushes",
    headers: { "content-type": "application/json", "x-carrier-signature": signature },
    payload: JSON.stringify({
      carrier: "SF",
      waybillNo,
      status,
      at: clock.now(),
      place: "杭州",
      zh: "到了",
      en: "Here",
      eventId: "e",
    }),
  });

test("a parcel moves the order, takes the goods out of stock and tells the carrier after the commit", async () => {
  const { orderId, skuId } = await aPaidOrder(2);
  const { waybillNo } = await ship(orderId);
  assert.equal(await trade.stateOf(orderId), "to_receive");
  assert.deepEqual(await trade.stockOf(skuId), { onHand: 3, reserved: 0 });
  assert.ok(!trade.carrier.registered.includes(waybillNo));
  await trade.runJobs();
  assert.ok(trade.carrier.registered.includes(waybillNo));
  assert.equal((await readParcels(house.db, orderId))[0]!.state, "labelled");
});

test("part by part: the order is partly shipped until the last piece has left", async () => {
  const { orderId, lineId } = await aPaidOrder(3);
  await ship(orderId, { lines: [{ lineId, quantity: 1 }] });
  assert.equal(await trade.stateOf(orderId), "partly_shipped");
  await assert.rejects(ship(orderId, { lines: [{ lineId, quantity: 3 }] }), { code: "fulfilment.over_ship" });
  await ship(orderId);
  assert.equal(await trade.stateOf(orderId), "to_receive");
  await assert.rejects(ship(orderId), { code: "fulfilment.over_ship" });
});

test("two clerks who ship the same order at once ship it once", async () => {
  const { orderId, skuId } = await aPaidOrder(2);
  const both = await Promise.allSettled([ship(orderId), ship(orderId)]);
  assert.deepEqual(both.map((each) => each.status).sort(), ["fulfilled", "rejected"]);
  assert.deepEqual(await trade.stockOf(skuId), { onHand: 3, reserved: 0 });
});

test("a waybill carries one parcel, an unknown carrier none, another shop's order is not found", async () => {
  const one = await aPaidOrder();
  const two = await aPaidOrder();
  const { waybillNo } = await ship(one.orderId);
  await assert.rejects(ship(two.orderId, { waybillNo }), { code: "fulfilment.waybill_taken" });
  await assert.rejects(ship(two.orderId, { carrier: "XX" }), { code: "fulfilment.carrier_refused" });
  await assert.rejects(ship(two.orderId, { shopId: 1n }), { code: "orders.not_found" });
  assert.equal(await trade.stateOf(two.orderId), "to_ship");
});

test("of a shipment and a refund at the same moment exactly one wins", async () => {
  for (let round = 0; round < 25; round++) {
    const { orderId, buyer } = await aPaidOrder();
    time.advance(2 * HOUR);
    const application = { orderId, buyerId: buyer.buyerId, reason: "NO_LONGER_WANT" as const, note: "" };
    const [parcel, refund] = await Promise.allSettled([ship(orderId), openCase(house.db, house.jobs, application)]);
    const codes = [parcel, refund].map((each) =>
      each.status === "rejected" ? (each.reason as { code: string }).code : "ok",
    );
    assert.ok(
      ["ok,aftersales.already_shipped", "fulfilment.refund_open,ok"].includes(codes.join()),
      `one of two ways, not ${codes.join()}`,
    );
    assert.equal(await trade.stateOf(orderId), codes[0] === "ok" ? "to_receive" : "to_ship");
  }
});

test("scans come once, in any order, and only lead forward; the last signature starts the days to confirm", async () => {
  const { orderId } = await aPaidOrder();
  const { waybillNo } = await ship(orderId);
  assert.equal((await push(waybillNo, "signed", "forged")).statusCode, 401);
  assert.equal((await push("SF-unknown", "signed")).statusCode, 200);
  for (const status of ["delivering", "picked_up", "delivering"])
    assert.equal((await push(waybillNo, status)).statusCode, 200);
  const [parcel] = await readParcels(house.db, orderId);
  assert.equal(parcel!.state, "delivering", "a late scan moves nothing back");
  const scans = await house.db
    .selectFrom("fulfilment.scans")
    .select("status")
    .where("parcelId", "=", parcel!.id)
    .execute();
  assert.equal(scans.length, 2);
  time.advance(DAY);
  await Promise.all([push(waybillNo, "signed"), push(waybillNo, "signed")]);
  const order = await house.db
    .selectFrom("orders.orders")
    .selectAll()
    .where("id", "=", orderId)
    .executeTakeFirstOrThrow();
  assert.deepEqual([order.signedAt, order.confirmBy], [clock.now(), new Date(clock.now().getTime() + 7 * DAY)]);
});

test("an order of two parcels counts as received when both are signed, even at the same moment", async () => {
  const { orderId, lineId } = await aPaidOrder(2);
  const one = await ship(orderId, { lines: [{ lineId, quantity: 1 }] });
  const two = await ship(orderId);
  await Promise.all([push(one.waybillNo, "signed"), push(two.waybillNo, "signed")]);
  const order = await house.db
    .selectFrom("orders.orders")
    .selectAll()
    .where("id", "=", orderId)
    .executeTakeFirstOrThrow();
  assert.notEqual(order.signedAt, null);
});

test("a waybill that the carrier refuses is cancelled, the shop is told, and the goods get another one", async () => {
  const { orderId, skuId } = await aPaidOrder(2);
  const { waybillNo } = await ship(orderId);
  trade.carrier.script.refuses = "WAYBILL_MALFORMED";
  await trade.runJobs();
  trade.carrier.script.refuses = undefined;
  assert.equal((await readParcels(house.db, orderId))[0]!.state, "cancelled");
  const told = await house.db.selectFrom("identity.notices").select("kind").where("personId", "=", ownerId).execute();
  assert.ok(told.some((each) => each.kind === "fulfilment.waybill_refused"));
  const again = await ship(orderId, { waybillNo: `${waybillNo}1` });
  assert.deepEqual(
    again.lines.map((line) => line.quantity),
    [2],
  );
  assert.deepEqual(await trade.stockOf(skuId), { onHand: 3, reserved: 0 });
});

test("a silent carrier is asked again, and nothing is cancelled on a guess", async () => {
  const { orderId } = await aPaidOrder();
  await ship(orderId);
  trade.carrier.script.silent = true;
  await assert.rejects(trade.runJobs(), /no clear answer/);
  trade.carrier.script.silent = false;
  assert.equal((await readParcels(house.db, orderId))[0]!.state, "planned");
});

test("parcels are shown to their buyer and their shop, to nobody else", async () => {
  const { orderId, buyer } = await aPaidOrder();
  await ship(orderId);
  const url = `/api/fulfilment/orders/${orderId}/parcels`;
  const mine = await app.inject({ url, headers: { "x-person": String(buyer.buyerId) } });
  assert.equal(mine.json().items[0].carrierName.zh, "顺丰速运");
  assert.equal((await app.inject({ url, headers: { "x-person": "5" } })).statusCode, 404);
  const shops = await app.inject({
    url: `/api/fulfilment/shops/${shopId}/orders/${orderId}/parcels`,
    headers: { "x-person": String(ownerId) },
  });
  assert.equal(shops.json().items.length, 1);
});
