import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { availability } from "#modules/inventory";
import { openDb, transact } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { brokenIn, verify } from "#platform/verify";
import { asker, guarded } from "../../../../tests/fixtures/asking.ts";
import { aDealOf, aPlan, inMs, piecesOf } from "../../../../tests/fixtures/deals.ts";
import { aColleague, aProduct, aShop } from "../../../../tests/fixtures/goods.ts";
import { appOf, testHouse } from "../../../../tests/house.ts";
import { parts } from "../index.ts";
import { changeDeal } from "./change-deal.ts";
import { planDeal } from "./plan-deal.ts";

const { house, url } = await testHouse();
const other = openDb(url);
after(() => other.destroy());
const { db } = house;
const shop = await aShop(db);
const ask = asker(await appOf(guarded(house), parts));
const path = (rest = ""): string => `/api/promotions/shops/${shop.shopId}/deals${rest}`;

const refused = async (work: Promise<unknown>): Promise<{ code: string; details: object }> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error("it was not refused");
  return { code: error.code, details: error.details };
};
const leftOf = async (skuId: bigint): Promise<number> => (await availability(db, [skuId])).get(skuId)!;
const dealsOf = async (skuId: bigint): Promise<number> =>
  Number(
    (await sql<{ n: bigint }>`select count(*) as n from promotions.deals where sku_id = ${skuId}`.execute(db)).rows[0]!
      .n,
  );

test("planning a deal moves its pieces out of the warehouse in the same moment, and leaves a trace", async () => {
  const { skuId, deal, dealId } = await aDealOf(db, shop, { stock: 30, beginsInMs: 60_000 });
  assert.deepEqual([deal.state, deal.isOn, deal.left, deal.pieces, deal.listFen], ["scheduled", false, 10, 10, 9_900n]);
  assert.equal(await leftOf(skuId), 20);
  assert.deepEqual(await piecesOf(db, dealId), { pieces: 10, left: 10, held: 0, sold: 0, returned: 0, isOpen: true });
  const { rows } = await sql<{ action: string; actorId: bigint }>`
    select action, actor_id from platform.audit_rows where subject = ${`deal:${dealId}`}`.execute(db);
  assert.deepEqual(rows, [{ action: "promotions.deal_planned", actorId: shop.ownerId }]);
});

test("a deal can never have more pieces than lie free in the warehouse", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 9 });
  const no = await refused(planDeal(db, aPlan(shop, skuIds[0]!)));
  assert.deepEqual([no.code, (no.details as { left: number }).left], ["inventory.out_of_stock", 9]);
  assert.deepEqual([await leftOf(skuIds[0]!), await dealsOf(skuIds[0]!)], [9, 0]);
});

test("of many planners of one SKU for the same time exactly one succeeds, and only its pieces move", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 100 });
  const plan = aPlan(shop, skuIds[0]!, { beginsInMs: 60_000 });
  const tries = Array.from({ length: 12 }, (_, n) => planDeal(n % 2 ? other : db, plan));
  const outcomes = await Promise.allSettled(tries);
  const won = outcomes.filter(({ status }) => status === "fulfilled");
  const codes = outcomes.flatMap((one) => (one.status === "rejected" ? [(one.reason as Refusal).code] : []));
  assert.equal(won.length, 1);
  assert.deepEqual(new Set(codes), new Set(["promotions.deal_overlaps"]));
  assert.equal(await leftOf(skuIds[0]!), 90);
  const later = aPlan(shop, skuIds[0]!, { beginsInMs: 60_000 + 600_000 });
  assert.equal((await planDeal(db, later)).state, "scheduled", "one ends as the next begins");
});

test("what is not sold, dearer than the last thirty days or another shop's is refused", async () => {
  const { productId, skuIds } = await aProduct(db, shop.shopId);
  const skuId = skuIds[0]!;
  const stranger = await aShop(db, "别家");
  const code = async (plan: ReturnType<typeof aPlan>): Promise<string> => (await refused(planDeal(db, plan))).code;
  assert.equal(await code(aPlan(stranger, skuId)), "catalog.not_sellable");
  assert.equal(await code(aPlan(shop, skuId, { priceFen: 9_900n })), "promotions.deal_price_too_high");
  assert.equal(await code(aPlan(shop, skuId, { priceFen: 2_900n })), "identity.step_up_required");
  assert.equal(await code(aPlan(shop, skuId, { isHidden: true })), "request.invalid");
  await sql`update catalog.products set status = 'self_off' where id = ${productId}`.execute(db);
  assert.equal(await code(aPlan(shop, skuId)), "catalog.not_sellable");
  assert.equal(await dealsOf(skuId), 0);
});

test("a program that dies between deal and pieces leaves neither", async () => {
  const { skuIds } = await aProduct(db, shop.shopId, { pieces: 50 });
  const planned = transact(db, async (tx) => {
    await planDeal(tx, aPlan(shop, skuIds[0]!));
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
  });
  await assert.rejects(planned, /terminat|closed/i);
  assert.deepEqual([await leftOf(skuIds[0]!), await dealsOf(skuIds[0]!)], [50, 0]);
});

test("editors who saw the same version: one changes the deal, the others look again", async () => {
  const { dealId, skuId } = await aDealOf(db, shop, { beginsInMs: 60_000 });
  const edit = (n: number) =>
    changeDeal(n % 2 ? other : db, {
      ...{ shopId: shop.shopId, dealId, version: 1, by: shop.ownerId, isFresh: false },
      ...{ pieces: 11 + n, priceFen: BigInt(5_000 + n) },
    });
  const outcomes = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(edit));
  const won = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  assert.equal(won.length, 1);
  assert.equal(await leftOf(skuId), 100 - won[0]!.pieces);
  assert.deepEqual((await piecesOf(db, dealId)).pieces, won[0]!.pieces);
  assert.equal(won[0]!.version, 2);
});

test("while it runs only its end moves and pieces are added", async () => {
  const { dealId, deal } = await aDealOf(db, shop);
  assert.deepEqual([deal.state, deal.isOn], ["running", true]);
  const change = (wish: object) =>
    changeDeal(db, { shopId: shop.shopId, dealId, version: deal.version, by: shop.ownerId, isFresh: true, ...wish });
  for (const wish of [{ priceFen: 4_000n }, { perBuyer: 2 }, { startsAt: inMs(60_000) }, { pieces: 5 }])
    assert.equal((await refused(change(wish))).code, "promotions.deal_wrong_state");
  const changed = await change({ pieces: 25, endsAt: inMs(1_800_000) });
  assert.deepEqual([changed.left, changed.pieces], [25, 25]);
  assert.equal((await refused(change({ pieces: 26, version: 1 }))).code, "promotions.stale");
});

test("over the wire: rooms are planned for at their own desk, clerks plan nothing, strangers find no deal", async () => {
  const { skuIds } = await aProduct(db, shop.shopId);
  const { by, isFresh, shopId: _shop, skuId, priceFen, startsAt, endsAt, ...rest } = aPlan(shop, skuIds[0]!);
  const body = { ...rest, skuId: String(skuId), priceFen: Number(priceFen), startsAt, endsAt };
  assert.equal((await ask(by, "POST", path(), { ...body, roomId: "7" })).code, "promotions.wrong_room");
  assert.equal((await ask(await aColleague(db, shop.shopId), "POST", path(), body)).code, "shops.not_found");
  const made = await ask(by, "POST", path(), body);
  assert.deepEqual([made.status, made.body["state"], isFresh], [200, "running", false]);
  const dealId = String(made.body["id"]);
  const other = await aShop(db, "路过");
  const foreign = `/api/promotions/shops/${other.shopId}/deals/${dealId}/stop`;
  assert.equal((await ask(other.ownerId, "POST", foreign, {})).code, "promotions.deal_not_found");
  const { body: seen } = await ask(undefined, "GET", `/api/promotions/deals/${dealId}`);
  assert.deepEqual([seen["priceFen"], seen["isOn"], "realPriceFen" in seen], [5_900, true, false]);
  const stopped = await ask(by, "POST", path(`/${dealId}/stop`), {});
  assert.deepEqual([stopped.body["state"], stopped.body["whyEnded"]], ["stopped", "shop"]);
  const listed = await ask(by, "GET", path("?state=stopped"));
  assert.deepEqual(
    (listed.body["items"] as { id: string }[]).map(({ id }) => id),
    [dealId],
  );
  assert.equal((await ask(undefined, "GET", "/api/promotions/deals")).code, "request.invalid");
});

test("after all this every piece is where the movements say", async () =>
  assert.deepEqual(brokenIn(await verify(url)), []));
