import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import type { ProductDraft } from "#contract/api/catalog";
import { openDb } from "#platform/db";
import { openIds } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { aColleague, anUpload, aPerson, aShop, aTemplate, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { world } from "../../../tests/world.ts";
import { changePrice } from "./change-price.ts";
import { decideAudit } from "./decide-audit.ts";
import { readShopProduct } from "./desk-queries.ts";
import { createProduct, editProduct } from "./draft-product.ts";
import { putOnSale } from "./put-on-sale.ts";
import { readProduct } from "./read-product.ts";
import { readSkusForSale } from "./read-skus-for-sale.ts";
import { submitProduct, withdrawSubmission } from "./submit-product.ts";

const { db, url } = await world();
const otherPool = openDb(url, { connectionsMax: 4 });
let shop: ShopFixture;
let auditor: bigint;
let pictureId: bigint;
let templateId: bigint;

before(async () => {
  await openIds(db);
  shop = await aShop(db);
  auditor = await aPerson(db, "审核员");
  pictureId = await anUpload(db, shop.ownerId);
  templateId = await aTemplate(db, shop.shopId);
});
test.after(() => otherPool.destroy());

const both = (zh: string) => ({ zh, en: "" });
const sku = (colour: string, size: string, priceFen: bigint) => ({
  options: [
    { name: both("颜色"), value: both(colour) },
    { name: both("尺码"), value: both(size) },
  ],
  code: "",
  priceFen,
  marketPriceFen: priceFen * 2n,
  weightGrams: 200,
  perBuyerLimit: null,
  pictureUploadId: null,
});
const draftOf = (title: string, skus: ProductDraft["skus"] = [sku("青", "M", 9900n), sku("青", "L", 10900n)]) =>
  ({
    title: both(title),
    categoryId: 31n,
    pictureUploadIds: [pictureId],
    description: both("亚麻，夏天穿"),
    attributes: [],
    templateId,
    promiseHours: 48,
    skus,
  }) satisfies ProductDraft;

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const ask = (productId: bigint) => ({ shopId: shop.shopId, productId, by: shop.ownerId });
const draftAnd = async (title: string): Promise<bigint> =>
  createProduct(db, { shopId: shop.shopId, by: shop.ownerId, draft: draftOf(title) });
const decide = (productId: bigint, draftVersion: number, decision: "approve" | "reject", reason = "", on = db) =>
  decideAudit(on, { productId, draftVersion, decision, reason, by: auditor });
async function online(title: string): Promise<bigint> {
  const productId = await draftAnd(title);
  await submitProduct(db, { ...ask(productId), draftVersion: 1 });
  await decide(productId, 1, "approve");
  return productId;
}
const desk = (productId: bigint) => readShopProduct(db, shop.shopId, productId);
const count = async (query: ReturnType<typeof sql<{ n: bigint }>>) => Number((await query.execute(db)).rows[0]!.n);

test("an approved draft is online with its SKUs, price history, empty stock and a notice, and an audit row names who", async () => {
  const productId = await online("亚麻衬衫");
  const page = await readProduct(db, productId);
  assert.deepEqual([page.titleZh, page.priceMinFen, page.priceMaxFen, page.available], ["亚麻衬衫", 9900n, 10900n, 0]);
  assert.equal(page.isSellable, true);
  const product = await desk(productId);
  assert.deepEqual([product.status, product.editStatus, product.version], ["on", "none", 1]);
  assert.ok(
    product.draft!.skus.every(({ id }) => id !== undefined),
    "the draft knows the ids of its SKUs now",
  );
  assert.equal(
    await count(sql`select count(*) as n from catalog.price_history h join catalog.skus s on s.id = h.sku_id
    where s.product_id = ${productId}`),
    2,
  );
  assert.equal(
    await count(sql`select count(*) as n from platform.audit_rows
    where subject = ${`product:${productId}`} and actor_id = ${auditor} and action = 'catalog.approve'`),
    1,
  );
  assert.equal(
    await count(sql`select count(*) as n from identity.notices
    where person_id = ${shop.ownerId} and kind = 'catalog.approved'`),
    1,
  );
  const sold = await readSkusForSale(
    db,
    product.skus.map(({ id }) => id),
  );
  assert.ok([...sold.values()].every(({ sellable, freight }) => sellable && freight.kind === "free"));
});

test("edits of what is online stay in the draft until they are approved; a SKU keeps its id, a removed one is gone", async () => {
  const productId = await online("长裤");
  const before = await desk(productId);
  const kept = before.draft!.skus[0]!;
  const draft = { ...draftOf("长裤 新版"), skus: [{ ...kept, priceFen: 8800n }, sku("墨", "M", 9900n)] };
  await editProduct(db, { ...ask(productId), draft, draftVersion: before.draftVersion });
  assert.equal((await readProduct(db, productId)).titleZh, "长裤");
  const edited = await desk(productId);
  await submitProduct(db, { ...ask(productId), draftVersion: edited.draftVersion });
  await decide(productId, edited.draftVersion, "approve");
  const page = await readProduct(db, productId);
  assert.deepEqual([page.titleZh, page.version, page.skus.length], ["长裤 新版", 2, 2]);
  assert.equal(page.skus.find(({ id }) => id === kept.id)?.priceFen, 8800n);
  const removed = before.draft!.skus[1]!.id!;
  assert.equal((await readSkusForSale(db, [removed])).get(removed)?.why, "gone");
});

test("a rejected draft comes back with its reason and can be mended", async () => {
  const productId = await draftAnd("围巾");
  await submitProduct(db, { ...ask(productId), draftVersion: 1 });
  await assert.rejects(decide(productId, 1, "reject"), refusedWith("request.invalid"));
  await decide(productId, 1, "reject", "图片不清晰");
  const product = await desk(productId);
  assert.deepEqual([product.editStatus, product.rejectReason, product.status], ["failed", "图片不清晰", "init"]);
  await assert.rejects(readProduct(db, productId), refusedWith("catalog.not_found"));
  await editProduct(db, { ...ask(productId), draft: draftOf("围巾 新图"), draftVersion: 1 });
  await submitProduct(db, { ...ask(productId), draftVersion: 2 });
  assert.equal((await desk(productId)).rejectReason, null);
});

test("approval and withdrawal at the same moment: the first commit wins, the other is told", async () => {
  for (let round = 0; round < 8; round++) {
    const productId = await draftAnd(`同时 ${round}`);
    await submitProduct(db, { ...ask(productId), draftVersion: 1 });
    const [approved, withdrawn] = await Promise.allSettled([
      decide(productId, 1, "approve", "", round % 2 ? db : otherPool),
      withdrawSubmission(round % 2 ? otherPool : db, ask(productId)),
    ]);
    const { status, editStatus } = await desk(productId);
    assert.notEqual(approved.status, withdrawn.status);
    const lost = approved.status === "rejected" ? approved : withdrawn;
    assert.ok(refusedWith("catalog.wrong_state")((lost as PromiseRejectedResult).reason));
    assert.deepEqual([status, editStatus], approved.status === "fulfilled" ? ["on", "none"] : ["init", "editing"]);
  }
});

test("of two editors who saw the same version one is told that it is stale, and of two auditors one decides", async () => {
  const productId = await draftAnd("双人");
  const edit = (on: typeof db, title: string) =>
    editProduct(on, { ...ask(productId), draft: draftOf(title), draftVersion: 1 });
  const edits = await Promise.allSettled([edit(db, "甲"), edit(otherPool, "乙")]);
  const lost = edits.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
  assert.equal(lost.length, 1);
  assert.ok(refusedWith("catalog.stale")(lost[0]!.reason));
  assert.deepEqual((lost[0]!.reason as Refusal).details, { version: 2 });
  await submitProduct(db, { ...ask(productId), draftVersion: 2 });
  await assert.rejects(decide(productId, 1, "approve"), refusedWith("catalog.stale"));
  const both = await Promise.allSettled([
    decide(productId, 2, "approve"),
    decide(productId, 2, "reject", "不行", otherPool),
  ]);
  assert.equal(both.filter(({ status }) => status === "fulfilled").length, 1);
});

test("what lies with the auditors is not edited, and nothing is submitted twice", async () => {
  const productId = await draftAnd("在审");
  await submitProduct(db, { ...ask(productId), draftVersion: 1 });
  const edit = editProduct(db, { ...ask(productId), draft: draftOf("改"), draftVersion: 1 });
  await assert.rejects(edit, refusedWith("catalog.wrong_state"));
  await assert.rejects(submitProduct(db, { ...ask(productId), draftVersion: 1 }), refusedWith("catalog.wrong_state"));
});

test("a price changes at once and also in the draft; who saw an older price is stale", async () => {
  const productId = await online("陶碗");
  const [first] = (await desk(productId)).skus;
  const change = (oldPriceFen: bigint, priceFen: bigint) =>
    changePrice(db, { shopId: shop.shopId, skuId: first!.id, oldPriceFen, priceFen });
  await change(9900n, 30000n);
  await assert.rejects(change(9900n, 1000n), refusedWith("catalog.stale"));
  const product = await desk(productId);
  assert.deepEqual([product.priceMinFen, product.priceMaxFen], [10900n, 30000n]);
  const own = product.draft!.skus.find(({ id }) => id === first!.id)!;
  assert.deepEqual([own.priceFen, own.marketPriceFen], [30000n, 30000n]);
  const told = await count(sql`select count(*) as n from platform.events
    where topic = 'catalog.price_changed' and payload->>'skuId' = ${String(first!.id)}`);
  assert.equal(told, 1);
});

test("off sale is not sold, on sale again needs no audit, and each only from the other", async () => {
  const productId = await online("帽子");
  const skuId = (await desk(productId)).skus[0]!.id;
  const put = (on: boolean) => putOnSale(db, { shopId: shop.shopId, productId, on });
  await assert.rejects(put(true), refusedWith("catalog.wrong_state"));
  await put(false);
  assert.equal((await readSkusForSale(db, [skuId])).get(skuId)?.why, "off");
  assert.equal((await readProduct(db, productId)).isSellable, false);
  await put(true);
  await sql`update shops.shops set state = 'paused' where id = ${shop.shopId}`.execute(db);
  assert.equal((await readSkusForSale(db, [skuId])).get(skuId)?.why, "shop_closed");
  await sql`update shops.shops set state = 'open' where id = ${shop.shopId}`.execute(db);
});

test("another shop's product, template and SKU are as unknown as none", async () => {
  const other = await aShop(db, "青釉窑");
  const productId = await online("自家");
  const foreign = { shopId: other.shopId, productId, by: other.ownerId };
  const skuId = (await desk(productId)).skus[0]!.id;
  const picture = await anUpload(db, other.ownerId);
  const draft = { ...draftOf("抄"), pictureUploadIds: [picture] };
  await assert.rejects(submitProduct(db, { ...foreign, draftVersion: 2 }), refusedWith("catalog.not_found"));
  await assert.rejects(withdrawSubmission(db, foreign), refusedWith("catalog.not_found"));
  await assert.rejects(readShopProduct(db, other.shopId, productId), refusedWith("catalog.not_found"));
  await assert.rejects(createProduct(db, { ...foreign, draft }), refusedWith("catalog.template_not_found"));
  const price = { shopId: other.shopId, skuId, oldPriceFen: 9900n, priceFen: 1n };
  await assert.rejects(changePrice(db, price), refusedWith("catalog.not_found"));
});

test("pictures must be the writer's own, or stand in the draft already", async () => {
  const productId = await draftAnd("借图");
  const clerk = await aColleague(db, shop.shopId);
  await editProduct(db, { ...ask(productId), by: clerk, draft: draftOf("店员改的"), draftVersion: 1 });
  const stolen = await anUpload(db, auditor);
  const draft = { ...draftOf("偷图"), pictureUploadIds: [stolen] };
  const edit = editProduct(db, { ...ask(productId), draft, draftVersion: 2 });
  await assert.rejects(edit, refusedWith("catalog.picture_not_found"));
});
