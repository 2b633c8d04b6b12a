import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import { trail, TRAIL_PURPOSE } from "#contract/trail";
import { openSlice } from "#modules/inventory";
import { signPass } from "#modules/promotions";
import { clock } from "#platform/clock";
import { openDb, transact } from "#platform/db";
import { newId } from "#platform/ids";
import { verify, brokenIn } from "#platform/verify";
import { aDealOf, inMs, piecesOf } from "../../../tests/fixtures/deals.ts";
import { aPerson, aProduct, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { aBuyer, anAsk, type Buyer, openTrade } from "../../../tests/fixtures/trade.ts";
import { testHouse } from "../../../tests/house.ts";
import type { Ask } from "./asks.ts";
import { lockFacts, readKnown } from "./gather-facts.ts";

const { house, sentJobs, url } = await testHouse();
const trade = openTrade({ house, sentJobs });
const other = openDb(url, { connectionsMax: 4, hot: true });
after(() => other.destroy());
let shop: ShopFixture;
before(async () => {
  shop = await aShop(house.db);
});

const DEAL_FEN = 5_900n;
const codeOf = (outcome: object): string => ("refused" in outcome ? String(outcome.refused) : "ok");
const answerTo = async (ask: Ask): Promise<string> => codeOf((await trade.placeAll([ask]))[0]!);
const askFor = (buyer: Buyer, skuId: bigint, dealId: bigint, line: object = {}, fen = DEAL_FEN): Ask => ({
  ...anAsk(buyer, skuId, fen, { couponGrantIds: [] }),
  lines: [{ skuId, quantity: 1, dealId, ...line }],
});
const letIn = (dealId: bigint, personId: bigint): Promise<unknown> =>
  house.db
    .insertInto("promotions.entries")
    .values({ dealId, personId, rank: 1n, state: "admitted", enteredAt: clock.now(), admittedUntil: inMs(60_000) })
    .execute();
const passFor = (dealId: bigint, skuId: bigint, personId: bigint, lastsMs = 60_000): string =>
  signPass(house.vault, { dealId, skuId, personId, until: inMs(lastsMs) });

function fromRoom(productId: bigint, roomId: bigint): string {
  const from = { scene: "live", channel: "public", pinId: null, creatorId: 43n, planId: null } as const;
  return house.vault.sign(TRAIL_PURPOSE, z.encode(trail, { ...from, productId, roomId, clickedAt: clock.now() }));
}

test("ten thousand asks of one person for one deal leave exactly what one person may have", async () => {
  const { skuId, dealId } = await aDealOf(house.db, shop, { stock: 500, pieces: 500, perBuyer: 2 });
  const buyer = await aBuyer(house);
  const batches = Array.from({ length: 40 }, () => Array.from({ length: 250 }, () => askFor(buyer, skuId, dealId)));
  const outcomes = await Promise.all(batches.map((asks, n) => trade.placeAll(asks, n % 2 ? other : house.hot)));
  const codes = Map.groupBy(outcomes.flat(), codeOf);
  assert.equal(codes.get("ok")?.length, 2);
  assert.equal(codes.get("promotions.limit_per_buyer")?.length, 9_998);
  assert.equal((await piecesOf(house.db, dealId)).held, 2);
});

test("two phones with the same papers are one person to a deal, at two counters at once", async () => {
  const { skuId, dealId } = await aDealOf(house.db, shop, { perBuyer: 1, verifiedOnly: true });
  const [one, two] = [await aBuyer(house), await aBuyer(house)];
  await house.db
    .updateTable("identity.people")
    .set({ realNameIndex: house.vault.blindIndex("real-name", `same-${dealId}`) })
    .where("id", "in", [one.buyerId, two.buyerId])
    .execute();
  const outcomes = await Promise.all([
    trade.placeAll([askFor(one, skuId, dealId)], house.hot),
    trade.placeAll([askFor(two, skuId, dealId)], other),
  ]);
  assert.deepEqual(outcomes.flat().map(codeOf).toSorted(), ["ok", "promotions.limit_per_buyer"]);
});

test("who has not proved a name is sent to do so first", async () => {
  const { skuId, dealId } = await aDealOf(house.db, shop, { verifiedOnly: true });
  const buyer = await aBuyer(house);
  const stranger = await aPerson(house.db, "无名", 1);
  await house.db
    .updateTable("identity.addresses")
    .set({ personId: stranger })
    .where("id", "=", buyer.addressId)
    .execute();
  assert.equal(await answerTo(askFor({ ...buyer, buyerId: stranger }, skuId, dealId)), "identity.real_name_required");
});

test("a pass is good for one person, one drop, one SKU, its time, and one order", async () => {
  const [drop, another] = [
    await aDealOf(house.db, shop, { admission: "line", perBuyer: 2 }),
    await aDealOf(house.db, shop, { admission: "line" }),
  ];
  const { skuId, dealId } = drop;
  const [buyer, thief] = [await aBuyer(house), await aBuyer(house)];
  await letIn(dealId, buyer.buyerId);
  const pass = passFor(dealId, skuId, buyer.buyerId);
  const tries: [string, Ask][] = [
    ["none", askFor(buyer, skuId, dealId)],
    ["another's", askFor(thief, skuId, dealId, { pass })],
    ["another drop's", askFor(buyer, skuId, dealId, { pass: passFor(another.dealId, skuId, buyer.buyerId) })],
    ["another SKU's", askFor(buyer, skuId, dealId, { pass: passFor(dealId, another.skuId, buyer.buyerId) })],
    ["an old one", askFor(buyer, skuId, dealId, { pass: passFor(dealId, skuId, buyer.buyerId, -1) })],
    ["a bent one", askFor(buyer, skuId, dealId, { pass: `${pass.slice(0, -2)}xx` })],
    ["of who was never let in", askFor(thief, skuId, dealId, { pass: passFor(dealId, skuId, thief.buyerId) })],
  ];
  const [none, ...wrong] = await Promise.all(tries.map(async ([, ask]) => answerTo(ask)));
  assert.equal(none, "promotions.token_needed");
  assert.deepEqual(new Set(wrong), new Set(["promotions.token_invalid"]));
  const good = askFor(buyer, skuId, dealId, { pass });
  const again = { ...good, requestId: String(newId()) };
  const twins = await Promise.all([answerTo(good), answerTo(again)]);
  assert.deepEqual(twins.toSorted(), ["ok", "promotions.token_invalid"]);
  assert.equal(await answerTo(twins[0] === "ok" ? good : again), "ok", "the same request is the same order");
});

test("nothing is sold of a deal before its time, after it, under a hidden price, or to another room", async () => {
  const soon = await aDealOf(house.db, shop, { beginsInMs: 60_000 });
  const buyer = await aBuyer(house);
  assert.equal(await answerTo(askFor(buyer, soon.skuId, soon.dealId)), "promotions.deal_not_running");
  assert.equal(await answerTo(askFor(buyer, soon.skuId, 99n)), "promotions.deal_not_running");
  const open = await aDealOf(house.db, shop);
  assert.equal(await answerTo(askFor(buyer, soon.skuId, open.dealId)), "promotions.deal_not_running");
  const set = (dealId: bigint, values: object) =>
    house.db.updateTable("promotions.deals").set(values).where("id", "=", dealId).execute();
  await set(open.dealId, { isHidden: true });
  assert.equal(await answerTo(askFor(buyer, open.skuId, open.dealId)), "promotions.price_hidden");
  await set(open.dealId, { isHidden: false, roomId: 77n });
  assert.equal(await answerTo(askFor(buyer, open.skuId, open.dealId)), "promotions.other_room");
  const viaRoom = { trail: fromRoom(open.productId, 77n) };
  assert.equal(await answerTo(askFor(buyer, open.skuId, open.dealId, viaRoom)), "ok");
});

test("without a deal's name the cheapest price applies while the deal has pieces, and then the list price is told", async () => {
  const { skuId } = await aDealOf(house.db, shop, { pieces: 1 });
  const [first, second] = [await aBuyer(house), await aBuyer(house)];
  const plain = (buyer: Buyer, fen: bigint): Ask => anAsk(buyer, skuId, fen, { couponGrantIds: [] });
  assert.equal(await answerTo(plain(first, 9_900n)), "promotions.price_changed");
  assert.equal(await answerTo(plain(first, DEAL_FEN)), "ok");
  const [late] = await trade.placeAll([plain(second, DEAL_FEN)]);
  assert.deepEqual(late, { refused: "promotions.price_changed", details: { oldFen: 5_900, newFen: 9_900 } });
  assert.equal(await answerTo(plain(second, 9_900n)), "ok");
});

test("a deal that begins between the price and the locks sells nothing in that batch: nobody has counted it", async () => {
  const [open, soon] = [await aDealOf(house.db, shop), await aDealOf(house.db, shop)];
  const set = (values: object) =>
    house.db.updateTable("promotions.deals").set(values).where("id", "=", soon.dealId).execute();
  await set({ roomId: 78n, state: "scheduled" });
  const buyer = await aBuyer(house);
  const asks = [open, soon].map(({ skuId, dealId }) => askFor(buyer, skuId, dealId));
  const known = await readKnown(house.hot, house.vault, asks);
  await set({ state: "running" });
  const { facts } = await transact(house.hot, (tx) => lockFacts(tx, asks, known));
  assert.deepEqual([...facts.deals.keys()], [open.dealId]);
});

test("pieces set aside for a room are sold to its viewers alone, before the shared ones", async () => {
  const { productId, skuIds } = await aProduct(house.db, shop.shopId, { pieces: 3 });
  const skuId = skuIds[0]!;
  const placeId = newId();
  const about = { ownerKind: "room", ownerId: 88n, placeId, shopId: shop.shopId, skuId, pieces: 2 } as const;
  await transact(house.db, (tx) => openSlice(tx, { ...about, actor: "person:1" }));
  const buyers = await Promise.all(Array.from({ length: 5 }, () => aBuyer(house)));
  const buy = async (buyer: Buyer, viaRoom: boolean): Promise<string> =>
    answerTo(anAsk(buyer, skuId, 9_900n, viaRoom ? { trail: fromRoom(productId, 88n) } : {}));
  assert.equal(await buy(buyers[0]!, false), "ok");
  assert.equal(await buy(buyers[1]!, false), "inventory.out_of_stock");
  assert.deepEqual([await buy(buyers[2]!, true), await buy(buyers[3]!, true)], ["ok", "ok"]);
  assert.equal(await buy(buyers[4]!, true), "inventory.out_of_stock");
});

test("after all this every invariant holds", async () => {
  assert.deepEqual(brokenIn(await verify(url)), []);
});
