import { setPlan } from "#contract/api/alliance";
import {
  createProduct,
  createTemplate,
  decideAudit,
  listCategories,
  readShopProduct,
  submitProduct,
} from "#contract/api/catalog";
import { changeMe } from "#contract/api/identity";
import { moveStock } from "#contract/api/inventory";
import { createCoupon } from "#contract/api/promotions";
import { createShop, payDeposit, reviewShop, submitShop } from "#contract/api/shops";
import { allDrawings, drawOne, type Drawing } from "../art/draw.ts";
import { coupons, freightTemplates } from "../catalogue/offers.ts";
import { categories } from "../catalogue/categories.ts";
import { shops } from "../catalogue/shops.ts";
import type { DemoProduct, DemoShop } from "../catalogue/types.ts";
import { payAt } from "./pay.ts";
import { type Cast, prove } from "./people.ts";
import type { Person, Teller } from "./teller.ts";

export type ListedSku = { id: string; priceFen: number; stock: number };
export type Listed = { key: string; productId: string; shopId: string; commissionBp: number | null; skus: ListedSku[] };
export type Market = {
  merchants: Map<string, Person & { shopId: string }>;
  products: Listed[];
  couponIds: Map<string, string[]>;
};

/** Draws pictures and hands them in, each once. */
function gallery(teller: Teller, drawings: readonly Drawing[]) {
  const byFile = new Map(drawings.map((drawing) => [drawing.file, drawing]));
  return async (who: Person, file: string): Promise<string> =>
    (await teller.upload(who, await drawOne(byFile.get(file)!))).id;
}
type Gallery = ReturnType<typeof gallery>;

async function openShop(
  teller: Teller,
  cast: Cast,
  hang: Gallery,
  shop: DemoShop,
  n: number,
): Promise<Person & { shopId: string }> {
  const owner = await teller.signIn(shop.merchant.phone);
  await teller.call(changeMe, { nickname: shop.merchant.nickname }, owner);
  await prove(teller, owner, "演示店主", 200 + n);
  const logoUploadId = await hang(owner, `logo-${shop.key}.webp`);
  const licenceNumber = `91330100MA2DEMO${n}0X`.slice(0, 18);
  const application = {
    name: shop.name.zh,
    intro: shop.intro.zh,
    kind: "enterprise" as const,
    licenceNumber,
    licenceUploadId: logoUploadId,
    logoUploadId,
  };
  const { id: shopId } = await teller.call(createShop, application, owner);
  await teller.call(submitShop, { shopId }, owner);
  await teller.call(reviewShop, { reviewShopId: shopId, decision: "approve" }, cast.operator);
  const { payUrl } = await teller.call(payDeposit, { shopId }, owner);
  await payAt(teller, payUrl);
  await teller.settle();
  return { ...owner, shopId };
}

async function makeTemplates(
  teller: Teller,
  owner: Person & { shopId: string },
  shop: DemoShop,
): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const template of freightTemplates.filter((each) => each.shop === shop.key)) {
    const kind = template.firstFen === 0n ? "free" : template.freeFromFen === null ? "charged" : "conditional";
    const rules = {
      firstPieces: 1,
      firstFen: Number(template.firstFen),
      furtherPieces: 1,
      furtherFen: Number(template.nextFen),
      freeFromFen: kind === "conditional" ? Number(template.freeFromFen) : null,
      noShip: template.notServed.map((province) => `${province}0000`),
    };
    const { id } = await teller.call(
      createTemplate,
      { shopId: owner.shopId, name: template.name.zh, kind, rules },
      owner,
    );
    made.set(template.key, id);
  }
  return made;
}

type Shelf = {
  owner: Person & { shopId: string };
  hang: Gallery;
  templates: Map<string, string>;
  categoryIds: Map<string, string>;
};

function draftOf(product: DemoProduct, { templates, categoryIds }: Shelf, pictureUploadIds: string[]) {
  return {
    title: product.title,
    categoryId: categoryIds.get(product.category)!,
    pictureUploadIds,
    description: {
      zh: `${product.subtitle.zh}\n${product.description.zh}`,
      en: `${product.subtitle.en}\n${product.description.en}`,
    },
    attributes: product.facts.map(({ name, value }) => ({ name: name.zh, value: value.zh })),
    templateId: templates.get(product.freight)!,
    promiseHours: product.promiseHours,
    skus: product.skus.map((sku) => ({
      options: sku.choice.map((at, group) => ({
        name: product.options[group]!.name,
        value: product.options[group]!.values[at]!,
      })),
      priceFen: Number(sku.priceFen),
      marketPriceFen: Number(sku.marketFen),
      weightGrams: sku.weightGrams,
    })),
  };
}

async function listProduct(teller: Teller, cast: Cast, shelf: Shelf, product: DemoProduct): Promise<Listed> {
  const { owner, hang } = shelf;
  const { shopId } = owner;
  const files = allDrawings()
    .filter(({ file }) => new RegExp(`^${product.key}-\\d\\.webp$`).test(file))
    .map(({ file }) => file);
  const pictures = await Promise.all(files.map((file) => hang(owner, file)));
  const { id: productId, draftVersion } = await teller.call(
    createProduct,
    { shopId, draft: draftOf(product, shelf, pictures) },
    owner,
  );
  await teller.call(submitProduct, { shopId, productId, draftVersion }, owner);
  await teller.call(decideAudit, { productId, draftVersion, decision: "approve" }, cast.operator);
  const { skus } = await teller.call(readShopProduct, { shopId, productId }, owner);
  for (const [n, sku] of skus.entries())
    if (product.skus[n]!.stock > 0)
      await teller.call(
        moveStock,
        { shopId, skuId: sku.id, kind: "receive", quantity: product.skus[n]!.stock, note: "首批入库" },
        owner,
      );
  if (product.commissionBp !== null)
    await teller.call(setPlan, { shopId, productId, commissionBp: product.commissionBp }, owner);
  return {
    key: product.key,
    productId,
    shopId,
    commissionBp: product.commissionBp,
    skus: skus.map(({ id, priceFen }, n) => ({ id, priceFen, stock: product.skus[n]!.stock })),
  };
}

async function issueCoupons(teller: Teller, owner: Person & { shopId: string }, shop: DemoShop): Promise<string[]> {
  const ids: string[] = [];
  const startsAt = teller.time.now();
  for (const { title, rule, total, perPerson } of coupons.filter((each) => each.shop === shop.key)) {
    const endsAt = new Date(startsAt.getTime() + 120 * 86_400_000);
    const fromFen = rule.type === "direct" ? 0 : Number(rule.thresholdFen);
    const wish = { nameZh: title.zh, nameEn: title.en, offFen: Number(rule.offFen), fromFen, total, perPerson };
    const made = await teller.call(
      createCoupon,
      { shopId: owner.shopId, ...wish, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      owner,
    );
    ids.push(made.id);
  }
  return ids;
}

/** Three shops from application to open doors: deposits paid, goods audited, stock booked in, plans and coupons out. */
export async function openMarket(teller: Teller, cast: Cast, drawings: readonly Drawing[]): Promise<Market> {
  const hang = gallery(teller, drawings);
  const { items } = await teller.call(listCategories, {});
  const idByName = new Map(items.map((item) => [item.nameZh, item.id]));
  const categoryIds = new Map(categories.map((category) => [category.key, idByName.get(category.name.zh)!]));
  const market: Market = { merchants: new Map(), products: [], couponIds: new Map() };
  for (const [n, shop] of shops.entries()) {
    const owner = await openShop(teller, cast, hang, shop, n);
    market.merchants.set(shop.key, owner);
    const templates = await makeTemplates(teller, owner, shop);
    for (const product of shop.products)
      market.products.push(await listProduct(teller, cast, { owner, hang, templates, categoryIds }, product));
    market.couponIds.set(owner.shopId, await issueCoupons(teller, owner, shop));
  }
  await teller.settle();
  return market;
}
