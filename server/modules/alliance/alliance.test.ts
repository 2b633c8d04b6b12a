import assert from "node:assert/strict";
import { test } from "node:test";
import { emit } from "#platform/events";
import { clock, standStill } from "#platform/clock";
import { newId } from "#platform/ids";
import { appOf, testHouse } from "../../../tests/house.ts";
import { aPerson, aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { aBuyer, anAsk, openTrade } from "../../../tests/fixtures/trade.ts";
import { openCase } from "#modules/aftersales";
import { parts, promotableBy, sharesOf } from "./index.ts";

const { house, sentJobs } = await testHouse();
const trade = openTrade({ house, sentJobs });
const { shopId, ownerId } = await aShop(house.db);
const app = await appOf(house, parts);
const time = standStill(new Date("2026-03-01T08:00:00Z"));
const HOUR = 3_600_000;
const nowMs = (): number => clock.now().getTime();

async function aCreator(name = "阿青"): Promise<bigint> {
  const personId = await aPerson(house.db, name);
  await house.db
    .insertInto("identity.creators")
    .values({ personId, name, bio: "", createdAt: new Date("2026-01-01T00:00:00Z") })
    .execute();
  return personId;
}
const ask = async (method: "GET" | "POST" | "PUT" | "DELETE", url: string, personId: bigint, payload?: object) => {
  const headers = { "x-person": String(personId), "idempotency-key": `key-${newId()}` };
  const answer = await app.inject({ method, url: `/api/alliance${url}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, ...answer.json() };
};
const setPlan = (productId: bigint, commissionBp: number) =>
  ask("PUT", `/shops/${shopId}/plans/${productId}`, ownerId, { commissionBp });
const trailOf = async (creatorId: bigint, productId: bigint): Promise<string> => {
  const { items } = await ask("GET", `/showcases/${creatorId}`, creatorId);
  return items.find((each: { id: string }) => each.id === String(productId)).trail as string;
};

async function aPromotedProduct(commissionBp = 1000) {
  const { productId, skuIds } = await aProduct(house.db, shopId, { pieces: 20 });
  await setPlan(productId, commissionBp);
  const creatorId = await aCreator();
  assert.equal((await ask("POST", "/showcase", creatorId, { productId: String(productId) })).ok, true);
  return { productId, skuId: skuIds[0]!, creatorId };
}
async function sell(
  { productId, skuId, creatorId }: Awaited<ReturnType<typeof aPromotedProduct>>,
  buyer?: Awaited<ReturnType<typeof aBuyer>>,
) {
  const who = buyer ?? (await aBuyer(house));
  const trail = await trailOf(creatorId, productId);
  const { orderId } = await trade.paidOrder(who, anAsk(who, skuId, 9900n, { trail }));
  return { orderId, buyer: who };
}

test("a creator who shows a product earns its share when it is paid, and is settled when the money is released", async () => {
  const promoted = await aPromotedProduct();
  const { orderId } = await sell(promoted);
  const { creatorId } = promoted;
  const mine = await ask("GET", "/commissions", creatorId);
  assert.deepEqual(
    [mine.unsettledFen, mine.settledFen, mine.items[0].fen, mine.items[0].productTitleZh],
    [990, 0, 990, "明前龙井"],
  );
  const [share] = await sharesOf(house.db, [orderId]);
  assert.deepEqual([share!.payee, share!.bp, share!.fen], [`creator:${creatorId}`, 1000, 990n]);
  await trade.inOne((tx) => emit(tx, "settlement.released", [{ orderId }]));
  await trade.hear();
  const settled = await ask("GET", "/commissions", creatorId);
  assert.deepEqual([settled.unsettledFen, settled.settledFen, settled.items[0].state], [0, 990, "settled"]);
});

test("a refunded order earns nothing", async () => {
  const promoted = await aPromotedProduct();
  const { orderId, buyer } = await sell(promoted);
  await openCase(house.db, house.jobs, { orderId, buyerId: buyer.buyerId, reason: "OTHERS", note: "" });
  await trade.runJobs();
  await trade.hear();
  const mine = await ask("GET", "/commissions", promoted.creatorId);
  assert.deepEqual([mine.unsettledFen, mine.items[0].state, mine.items[0].fen], [0, "cancelled", 0]);
  assert.deepEqual(await sharesOf(house.db, [orderId]), []);
});

test("an own purchase earns nothing", async () => {
  const promoted = await aPromotedProduct();
  const buyer = await aBuyer(house);
  await house.db
    .updateTable("identity.addresses")
    .set({ personId: promoted.creatorId })
    .where("id", "=", buyer.addressId)
    .execute();
  await sell(promoted, { buyerId: promoted.creatorId, addressId: buyer.addressId });
  assert.deepEqual((await ask("GET", "/commissions", promoted.creatorId)).items, []);
});

test("the share at the click counts, though the plan was raised before the payment", async () => {
  const promoted = await aPromotedProduct(1000);
  const trail = await trailOf(promoted.creatorId, promoted.productId);
  time.advance(HOUR);
  assert.equal((await setPlan(promoted.productId, 2000)).version, 2);
  const buyer = await aBuyer(house);
  await trade.paidOrder(buyer, anAsk(buyer, promoted.skuId, 9900n, { trail }));
  assert.equal((await ask("GET", "/commissions", promoted.creatorId)).items[0].bp, 1000);
});

test("a lowered share is announced and begins after 24 hours; an ended plan leaves the offers", async () => {
  const { productId, creatorId } = await aPromotedProduct(1000);
  const lowered = await setPlan(productId, 500);
  assert.equal(new Date(lowered.startsAt).getTime(), nowMs() + 24 * HOUR);
  const bpNow = async () => (await promotableBy(house.db, creatorId, [productId])).get(productId)?.commissionBp;
  assert.equal(await bpNow(), 1000);
  time.advance(24 * HOUR);
  assert.equal(await bpNow(), 500);
  assert.equal((await ask("DELETE", `/shops/${shopId}/plans/${productId}`, ownerId)).ok, true);
  time.advance(24 * HOUR);
  assert.equal(await bpNow(), undefined);
  assert.equal((await ask("DELETE", `/shops/${shopId}/plans/${productId}`, ownerId)).code, "alliance.not_found");
  const { items } = await ask("GET", "/offers?limit=100", creatorId);
  assert.ok(!items.some((each: { id: string }) => each.id === String(productId)));
});

test("share and fee stay under the shop's cap, and a plan is for the shop's own products", async () => {
  const { productId } = await aProduct(house.db, shopId);
  const refused = await setPlan(productId, 2801);
  assert.deepEqual([refused.code, refused.details.maxBp], ["alliance.above_split_cap", 2800]);
  assert.equal((await setPlan(productId, 2800)).commissionBp, 2800);
  const other = await aShop(house.db, "别家");
  assert.equal(
    (await ask("PUT", `/shops/${other.shopId}/plans/${productId}`, other.ownerId, { commissionBp: 100 })).code,
    "catalog.not_found",
  );
});

test("twenty changes at the same moment leave one running version of a plan", async () => {
  const { productId } = await aProduct(house.db, shopId);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => setPlan(productId, 100 + n * 10)));
  assert.ok(answers.every((each) => each.status === 200));
  const rows = await house.db.selectFrom("alliance.plans").selectAll().where("productId", "=", productId).execute();
  const now = new Date(nowMs());
  assert.equal(rows.filter((row) => row.startsAt <= now && (row.endsAt === null || row.endsAt > now)).length, 1);
});

test("a showcase takes what may be promoted, 500 at most, however many are added at once", async () => {
  const creatorId = await aCreator();
  const { productId } = await aProduct(house.db, shopId);
  const body = { productId: String(productId) };
  assert.equal((await ask("POST", "/showcase", creatorId, body)).code, "live.not_promotable");
  assert.equal((await ask("POST", "/showcase", await aPerson(house.db), body)).code, "identity.not_creator");
  const added = { creatorId, shopId, addedAt: new Date("2026-01-01T00:00:00Z") };
  await house.db
    .insertInto("alliance.showcaseItems")
    .values(Array.from({ length: 499 }, (_, n) => ({ ...added, productId: BigInt(n + 1) })))
    .execute();
  const more = await Promise.all([aProduct(house.db, shopId), aProduct(house.db, shopId)]);
  for (const each of more) await setPlan(each.productId, 1000);
  const answers = await Promise.all(
    more.map((each) => ask("POST", "/showcase", creatorId, { productId: String(each.productId) })),
  );
  assert.deepEqual(
    answers.map((each) => each.status).sort((a, b) => a - b),
    [200, 409],
  );
});

test("an own shop's product needs no plan, brings no commission, and its trail says so", async () => {
  const { productId } = await aProduct(house.db, shopId);
  await house.db
    .insertInto("identity.creators")
    .values({ personId: ownerId, name: "店主", bio: "", createdAt: new Date("2026-01-01T00:00:00Z") })
    .execute();
  assert.equal((await ask("POST", "/showcase", ownerId, { productId: String(productId) })).ok, true);
  const [card] = (await ask("GET", `/showcases/${ownerId}`, ownerId)).items;
  assert.deepEqual([card.planId, card.commissionBp], [null, 0]);
  assert.equal(house.vault.verify("trail", card.trail)!["channel"], "own");
});
