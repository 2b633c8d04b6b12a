import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { parts as inventory } from "#modules/inventory";
import { newId } from "#platform/ids";
import { asker, guarded } from "../../../tests/fixtures/asking.ts";
import { anUpload, aPerson, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { appOf, testHouse } from "../../../tests/house.ts";
import { parts as catalog } from "./index.ts";

const { house } = await testHouse();
const app = await appOf(guarded(house), inventory, catalog);
const ask = asker(app);
let shop: ShopFixture;
let other: ShopFixture;
let operator: bigint;
let templateId: string;
let pictureId: string;

before(async () => {
  await sql`insert into safety.words (word, action, added_by, created_at)
    values ('假药', 'refuse', 1, ${new Date()}), ('最便宜', 'mask', 1, ${new Date()})`.execute(house.db);
  shop = await aShop(house.db);
  other = await aShop(house.db, "青釉窑");
  operator = await aPerson(house.db, "运营");
  await sql`insert into identity.role_grants (id, person_id, scope, role, granted_by, created_at)
    values (${newId()}, ${operator}, 'platform', 'category', ${operator}, ${new Date()})`.execute(house.db);
  pictureId = String(await anUpload(house.db, shop.ownerId));
  const rules = {
    firstPieces: 1,
    firstFen: 800,
    furtherPieces: 1,
    furtherFen: 200,
    freeFromFen: 9900,
    noShip: ["540000"],
  };
  const made = await ask(shop.ownerId, "POST", `/api/catalog/shops/${shop.shopId}/freight-templates`, {
    name: "满99包邮",
    kind: "conditional",
    rules,
  });
  assert.deepEqual([made.status, made.body["rules"]], [200, rules]);
  templateId = String(made.body["id"]);
});

const skuOf = (colour: string, size: string) => ({
  options: [
    { name: { zh: "颜色", en: "Colour" }, value: { zh: colour } },
    { name: { zh: "尺码" }, value: { zh: size } },
  ],
  priceFen: 9900,
  marketPriceFen: 12900,
});
const draft = (more: object = {}) => ({
  title: { zh: "亚麻衬衫", en: "Linen shirt" },
  categoryId: "31",
  pictureUploadIds: [pictureId],
  description: { zh: "夏天穿" },
  templateId,
  skus: [skuOf("青", "M"), skuOf("青", "L"), skuOf("白", "M"), skuOf("白", "L")],
  ...more,
});
const products = (of: ShopFixture) => `/api/catalog/shops/${of.shopId}/products`;
type Desk = { id: string; draftVersion: number; skus: { id: string; available: number }[] };

test("a product travels from its draft through the audit to the buyers' page, and gets its stock by a movement", async () => {
  const made = await ask(shop.ownerId, "POST", products(shop), { draft: draft() });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const { id, draftVersion } = made.body as unknown as Desk;
  assert.equal((await ask(undefined, "GET", `/api/catalog/products/${id}`)).code, "catalog.not_found");
  const submitted = await ask(shop.ownerId, "POST", `${products(shop)}/${id}/submission`, { draftVersion });
  assert.equal(submitted.body["editStatus"], "auditing");
  const waiting = await ask(operator, "GET", "/api/catalog/audits");
  assert.equal((waiting.body["items"] as { id: string }[])[0]?.id, id);
  const decided = await ask(operator, "POST", `/api/catalog/audits/${id}`, { draftVersion, decision: "approve" });
  assert.deepEqual(decided.body, { ok: true });

  const desk = (await ask(shop.ownerId, "GET", `${products(shop)}/${id}`)).body as unknown as Desk;
  const skuId = desk.skus[0]!.id;
  const movements = `/api/inventory/shops/${shop.shopId}/movements`;
  const moved = await ask(shop.ownerId, "POST", movements, { skuId, kind: "set", quantity: 12, note: "盘点" });
  assert.deepEqual([moved.body["onHand"], moved.body["available"]], [12, 12]);
  assert.equal((await ask(shop.ownerId, "POST", movements, { skuId, kind: "receive", quantity: 0 })).status, 400);
  const page = await ask(undefined, "GET", `/api/catalog/products/${id}`);
  assert.deepEqual([page.body["available"], page.body["priceMinFen"], page.body["isSellable"]], [12, 9900, true]);
  const listed = await ask(undefined, "GET", `/api/catalog/products?ofShopId=${shop.shopId}&categoryId=3`);
  assert.equal((listed.body["items"] as unknown[]).length, 1);
  const positions = await ask(shop.ownerId, "GET", `/api/inventory/shops/${shop.shopId}/positions?skuIds=${skuId}`);
  assert.equal((positions.body["items"] as unknown[]).length, 1);
  const history = await ask(shop.ownerId, "GET", `${movements}?skuId=${skuId}`);
  assert.deepEqual(
    (history.body["items"] as { ref: string }[]).map(({ ref }) => ref),
    ["desk:盘点"],
  );
});

test("another shop's staff, a buyer and a stranger find nothing, and nobody audits without the role", async () => {
  const { body } = await ask(shop.ownerId, "POST", products(shop), { draft: draft() });
  const id = String(body["id"]);
  for (const person of [other.ownerId, operator])
    assert.equal((await ask(person, "GET", `${products(shop)}/${id}`)).code, "shops.not_found");
  assert.equal((await ask(other.ownerId, "GET", `${products(other)}/${id}`)).code, "catalog.not_found");
  const submission = `${products(other)}/${id}/submission`;
  assert.equal((await ask(other.ownerId, "POST", submission, { draftVersion: 1 })).code, "catalog.not_found");
  assert.equal((await ask(undefined, "GET", products(shop))).code, "request.unknown_caller");
  assert.equal((await ask(shop.ownerId, "GET", "/api/catalog/audits")).code, "request.forbidden");
  const decision = { draftVersion: 1, decision: "approve" };
  assert.equal((await ask(operator, "POST", "/api/catalog/audits/424242", decision)).code, "catalog.not_found");
});

test("bad drafts are refused by their fields: options that differ, choices that repeat, prices that make no sense", async () => {
  const errorsOf = async (more: object) => {
    const { status, body } = await ask(shop.ownerId, "POST", products(shop), { draft: draft(more) });
    assert.equal(status, 400);
    return (body["details"] as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
  };
  assert.deepEqual(await errorsOf({ skus: [skuOf("青", "M"), skuOf("青", "M")] }), ["/draft/skus/1/options"]);
  const single = { ...skuOf("青", "M"), options: [skuOf("青", "M").options[0]] };
  assert.deepEqual(await errorsOf({ skus: [skuOf("青", "M"), single] }), ["/draft/skus/1/options"]);
  assert.deepEqual(await errorsOf({ skus: [{ ...skuOf("青", "M"), marketPriceFen: 1 }] }), [
    "/draft/skus/0/marketPriceFen",
  ]);
  assert.deepEqual(await errorsOf({ skus: [{ ...skuOf("青", "M"), id: "4242" }] }), ["/draft/skus/0/id"]);
  assert.deepEqual(await errorsOf({ categoryId: "999999" }), ["/draft/categoryId"]);
  for (const priceFen of [-1, 0, 1.5, 10_000_000_000])
    assert.deepEqual(await errorsOf({ skus: [{ ...skuOf("青", "M"), priceFen }] }), ["/draft/skus/0/priceFen"]);
  assert.deepEqual(await errorsOf({ pictureUploadIds: [] }), ["/draft/pictureUploadIds"]);
});

test("words that are not allowed are refused, masked ones starred, and script stays text", async () => {
  const make = (zh: string) => ask(shop.ownerId, "POST", products(shop), { draft: draft({ title: { zh } }) });
  assert.equal((await make("包治百病假药")).code, "safety.blocked_content");
  assert.equal((await make("最便宜的衬衫")).body["titleZh"], "＊＊＊的衬衫");
  const script = "<script>alert(1)</script>";
  assert.equal((await make(script)).body["titleZh"], script);
});

test("a list goes on where it stopped, and a cursor of another list is refused", async () => {
  const first = await ask(shop.ownerId, "GET", `${products(shop)}?limit=2`);
  const cursor = String(first.body["nextCursor"]);
  const ids = (page: typeof first) => (page.body["items"] as { id: string }[]).map(({ id }) => BigInt(id));
  const second = await ask(shop.ownerId, "GET", `${products(shop)}?limit=2&cursor=${cursor}`);
  assert.ok(ids(second)[0]! < ids(first)[1]!);
  const elsewhere = await ask(other.ownerId, "GET", `${products(other)}?cursor=${cursor}`);
  assert.equal(elsewhere.code, "request.invalid");
});
