import assert from "node:assert/strict";
import { test } from "node:test";
import { categories } from "./categories.ts";
import { creators, roomPlans } from "./creators.ts";
import { drops } from "./drops.ts";
import { coupons, freightTemplates } from "./offers.ts";
import { regionPath } from "../../contract/regions.ts";
import { addresses, buyerNicknames, chatLines } from "./people.ts";
import { products, shops } from "./shops.ts";
import type { DemoProduct } from "./types.ts";

const keys = (rows: { key: string }[]) => new Set(rows.map((row) => row.key));
const unique = (rows: { key: string }[]) => assert.equal(keys(rows).size, rows.length);
const byKey = new Map(products.map((product) => [product.key, product]));

/** Walks every {zh, en} pair inside a value. */
function eachWords(value: unknown, visit: (zh: string, en: string) => void): void {
  if (value === null || typeof value !== "object") return;
  if ("zh" in value && "en" in value) return visit(String(value.zh), String(value.en));
  for (const inner of Object.values(value)) eachWords(inner, visit);
}

test("the demo world has three shops, five creators and at least 66 products", () => {
  assert.equal(shops.length, 3);
  assert.equal(creators.length, 5);
  assert.ok(products.length >= 66, `only ${products.length} products`);
  assert.ok(chatLines.length >= 80);
  assert.ok(new Set(buyerNicknames).size >= 60);
  for (const rows of [shops, creators, products, coupons, freightTemplates, roomPlans, categories]) unique(rows);
});

test("every text stands in Chinese and in English", () => {
  let seen = 0;
  eachWords([shops, creators, coupons, freightTemplates, roomPlans, categories], (zh, en) => {
    seen += 1;
    assert.ok(zh.trim() !== "" && en.trim() !== "", `half a text: ${zh} / ${en}`);
    assert.doesNotMatch(en, /\p{Script=Han}/u);
  });
  assert.ok(seen > 900, `only ${seen} texts`);
});

test("descriptions are two to four sentences in both languages", () => {
  for (const { key, description } of products) {
    const zh = description.zh.split("。").length - 1;
    const en = (description.en.match(/[.?!](?=\s|$)/g) ?? []).length;
    assert.ok(zh >= 2 && zh <= 4 && en >= 1 && en <= 5, `${key}: ${zh} and ${en} sentences`);
  }
});

test("no text claims what the advertising law forbids", () => {
  const forbidden = /最|第一|顶级|极品|国家级|唯一|首选|100%|治疗|疗效|养生|降火|减肥|抗癌|排毒|助眠|万能/;
  eachWords([shops, creators, coupons, roomPlans], (zh) => assert.doesNotMatch(zh, forbidden));
  for (const line of chatLines) assert.doesNotMatch(line, forbidden);
});

function checkSkus(product: DemoProduct) {
  const combinations = product.options.reduce((count, group) => count * group.values.length, 1);
  assert.equal(product.skus.length, combinations, `${product.key}: one SKU per combination`);
  assert.equal(new Set(product.skus.map((sku) => sku.choice.join("/"))).size, combinations);
  for (const sku of product.skus) {
    assert.equal(sku.choice.length, product.options.length);
    sku.choice.forEach((value, group) =>
      assert.ok(product.options[group]?.values[value], `${product.key}: no such value`),
    );
    assert.ok(
      sku.priceFen >= 1n && sku.priceFen <= sku.marketFen && sku.marketFen < 1_000_000n,
      `${product.key}: price`,
    );
    assert.ok(Number.isInteger(sku.stock) && sku.stock >= 0 && sku.weightGrams > 0);
  }
  assert.ok(
    product.skus.some((sku) => sku.stock > 0),
    `${product.key} can be bought`,
  );
}

test("each product has one or two option groups and one SKU for each combination", () => {
  for (const product of products) {
    assert.ok(product.options.length >= 1 && product.options.length <= 2);
    checkSkus(product);
  }
});

test("categories, freight templates and shops that products name exist", () => {
  const leaves = keys(categories.filter((category) => category.parent !== null));
  for (const shop of shops) {
    const templates = keys(freightTemplates.filter((template) => template.shop === shop.key));
    for (const product of shop.products) {
      assert.ok(leaves.has(product.category), `${product.key}: ${product.category}`);
      assert.ok(templates.has(product.freight), `${product.key}: ${product.freight}`);
      assert.ok(product.commissionBp === null || (product.commissionBp > 0 && product.commissionBp <= 5000));
      assert.ok(product.facts.length >= 2);
    }
    assert.ok(coupons.filter((coupon) => coupon.shop === shop.key).length >= 3);
    assert.ok(coupons.some((coupon) => coupon.shop === shop.key && coupon.rule.type === "direct"));
  }
  for (const category of categories) if (category.parent !== null) assert.ok(keys(categories).has(category.parent));
});

test("at least half of the products are open to creators", () => {
  const open = products.filter((product) => product.commissionBp !== null).length;
  assert.ok(open >= products.length / 2 && open < products.length, `${open} open`);
});

test("a coupon never takes more than its threshold", () => {
  for (const { key, rule, total, perPerson } of coupons) {
    assert.ok(rule.offFen > 0n && total >= perPerson && perPerson >= 1, key);
    if (rule.type === "amount_off") assert.ok(rule.offFen < rule.thresholdFen, key);
  }
});

test("rooms show products that their creator may sell, and pin one from the shelf", () => {
  assert.equal(roomPlans.filter((room) => room.state === "live").length, 1);
  for (const room of roomPlans) {
    assert.ok(keys(creators).has(room.creator));
    assert.ok(room.shelf.includes(room.pinned));
    assert.equal(new Set(room.shelf).size, room.shelf.length);
    for (const key of room.shelf) assert.ok(byKey.get(key)?.commissionBp, `${room.key}: ${key} has no open plan`);
  }
});

test("phones and addresses have the shape of real ones", () => {
  const phones = [...creators, ...shops.map((shop) => shop.merchant), ...addresses].map((person) => person.phone);
  for (const phone of phones) assert.match(phone, /^1[3-9]\d{9}$/);
  assert.equal(new Set(phones).size, phones.length);
  for (const { regionCode, street } of addresses)
    assert.ok(regionPath(regionCode) !== undefined && street.length >= 5, regionCode);
});

test("each drop is cheaper than its SKU, within its stock and its longest time, and its room shows the product", () => {
  for (const drop of drops) {
    const [sku] = byKey.get(drop.product)!.skus;
    assert.ok(drop.priceFen < sku!.priceFen && drop.priceFen * 10n >= sku!.priceFen * 3n, drop.product);
    assert.ok(drop.pieces <= sku!.stock / 2, `${drop.product}: enough is left at the ordinary price`);
    assert.ok(drop.lastsMinutes <= (drop.room === null ? 7 * 24 * 60 : 20), drop.product);
    const room = roomPlans.find(({ key }) => key === drop.room);
    assert.ok(drop.room === null || room?.shelf.includes(drop.product), drop.product);
  }
});
