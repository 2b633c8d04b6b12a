import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { parts as promotions } from "#modules/promotions";
import { newId } from "#platform/ids";
import { asker, guarded } from "../../../tests/fixtures/asking.ts";
import { anUpload, aPerson, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { appOf, testHouse } from "../../../tests/house.ts";
import { parts as shops } from "./index.ts";

const { house } = await testHouse();
const ask = asker(await appOf(guarded(house), shops, promotions));
let operator: bigint;
let neighbour: ShopFixture;

before(async () => {
  neighbour = await aShop(house.db, "青釉窑");
  operator = await aPerson(house.db, "运营");
  await sql`insert into identity.role_grants (id, person_id, scope, role, granted_by, created_at)
    values (${newId()}, ${operator}, 'platform', 'category', ${operator}, ${new Date()})`.execute(house.db);
});

test("a merchant applies, is reviewed and sees each step at the desk; strangers see nothing of it", async () => {
  const owner = await aPerson(house.db, "掌柜");
  const licenceUploadId = String(await anUpload(house.db, owner));
  const form = { name: "苔间茶社", kind: "enterprise", licenceNumber: "91330100MA2ABCDE2X", licenceUploadId };
  const made = await ask(owner, "POST", "/api/shops/shops", form);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const path = `/api/shops/shops/${String(made.body["id"])}`;
  assert.equal((await ask(owner, "POST", `${path}/submission`, {})).body["state"], "submitted");
  assert.equal((await ask(neighbour.ownerId, "GET", `${path}/desk`)).code, "shops.not_found");
  assert.equal((await ask(owner, "GET", "/api/shops/reviews")).code, "request.forbidden");
  const waiting = await ask(operator, "GET", "/api/shops/reviews?limit=50");
  const item = (waiting.body["items"] as Record<string, unknown>[]).find(({ id }) => id === made.body["id"]);
  assert.ok(String(item?.["licenceUrl"]).startsWith("/files/images/"));
  const review = `/api/shops/reviews/${String(made.body["id"])}`;
  const decided = await ask(operator, "POST", review, { decision: "approve" });
  assert.deepEqual([decided.body["state"], decided.body["depositNeedFen"]], ["waiting_provider", 200_000]);
  assert.equal((await ask(operator, "POST", review, { decision: "approve" })).code, "shops.wrong_state");
  assert.equal((await ask(undefined, "GET", path)).code, "shops.not_found");
  const mine = await ask(owner, "GET", "/api/shops/mine");
  assert.equal((mine.body["items"] as unknown[]).length, 1);
});

test("a shop that is open has a card for anyone; an unknown, foreign or malformed one has none", async () => {
  const card = await ask(undefined, "GET", `/api/shops/shops/${neighbour.shopId}`);
  assert.deepEqual([card.body["name"], card.body["isOpen"]], ["青釉窑", true]);
  assert.equal((await ask(undefined, "GET", "/api/shops/shops/4242")).code, "shops.not_found");
  assert.equal((await ask(undefined, "GET", "/api/shops/shops/abc")).code, "request.invalid");
  const paid = await ask(operator, "POST", `/api/shops/shops/${neighbour.shopId}/deposits`, {});
  assert.equal(paid.code, "shops.not_found");
  const nothingLacks = await ask(neighbour.ownerId, "POST", `/api/shops/shops/${neighbour.shopId}/deposits`, {});
  assert.equal(nothingLacks.code, "shops.wrong_state");
});

test("a coupon is issued by its shop, offered to anyone, claimed once and held by the person", async () => {
  const coupons = `/api/promotions/shops/${neighbour.shopId}/coupons`;
  const window = { startsAt: "2020-01-01T00:00:00Z", endsAt: "2999-01-01T00:00:00Z" };
  const wish = { nameZh: "满百减十", offFen: 1000, fromFen: 10_000, total: 5, ...window };
  const buyer = await aPerson(house.db, "买家");
  assert.equal((await ask(buyer, "POST", coupons, wish)).code, "shops.not_found");
  const issued = await ask(neighbour.ownerId, "POST", coupons, wish);
  assert.equal(issued.status, 200, JSON.stringify(issued.body));
  const id = String(issued.body["id"]);
  const offered = await ask(undefined, "GET", `/api/promotions/coupons?ofShopId=${neighbour.shopId}`);
  assert.deepEqual((offered.body["items"] as { claimableByMe: number }[])[0]?.claimableByMe, 0);
  const claim = `/api/promotions/coupons/${id}/claims`;
  assert.equal((await ask(buyer, "POST", claim, {})).body["state"], "unused");
  assert.equal((await ask(buyer, "POST", claim, {})).code, "promotions.coupon_limit");
  const held = await ask(buyer, "GET", "/api/promotions/grants?state=unused");
  assert.equal((held.body["items"] as unknown[]).length, 1);
  assert.equal((await ask(neighbour.ownerId, "DELETE", `${coupons}/${id}`)).body["state"], "void");
  const list = await ask(neighbour.ownerId, "GET", coupons);
  assert.deepEqual(
    (list.body["items"] as { claimed: number; used: number }[]).map((c) => [c.claimed, c.used]),
    [[1, 0]],
  );
});
