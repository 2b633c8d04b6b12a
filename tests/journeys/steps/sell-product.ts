import assert from "node:assert/strict";
import sharp from "sharp";
import { picture } from "../browser.ts";
import type { Person } from "../persons.ts";
import { coloured } from "../pictures.ts";
import { type Story, until } from "../story.ts";
import { approveProduct, rejectProduct } from "./staff-deeds.ts";

const both = (zh: string, en: string) => ({ zh, en });
const taste = both("口味", "Taste");
const size = both("规格", "Size");
const tastes = [both("茉莉", "Jasmine"), both("龙井", "Longjing")];
const sizes = [both("50 克", "50 g"), both("200 克", "200 g")];
export const PRICES = [2_999, 8_801, 3_599, 9_907];
export const STOCK = 5;
export const TITLES = ["山前春茶 头采", "山前红茶小罐"] as const;

/** Sends a picture as the pages do, and looks at what the house made of it. */
export async function upload({ context }: Person, url: string, name: string): Promise<string> {
  const reply = await context.request.post(`${url}/api/media/uploads`, {
    headers: { origin: url },
    multipart: { file: await coloured(name) },
  });
  assert.equal(reply.status(), 200, await reply.text());
  const { id, url: where } = (await reply.json()) as { id: string; url: string };
  const kept = await context.request.get(new URL(where, url).href);
  const { format, exif } = await sharp(await kept.body()).metadata();
  assert.deepEqual([format, exif], ["webp", undefined], "re-encoded, and where it was taken is forgotten");
  return id;
}

type Draft = { productId: string; draftVersion: number };

async function leafCategory({ merchant }: Story): Promise<string> {
  const { items } = await merchant.ask("listCategories", {});
  return (items.find(({ parentId, nameZh }) => parentId !== null && /茶/.test(nameZh)) ?? items.at(-1))!.id;
}

async function draft(story: Story): Promise<Draft> {
  const { merchant, shopId, stage } = story;
  const rules = { firstPieces: 1, firstFen: 800, furtherPieces: 1, furtherFen: 200, freeFromFen: 9_900, noShip: [] };
  const template = await merchant.ask("createTemplate", { shopId, name: "满 99 包邮", kind: "conditional", rules });
  const pictures = [await upload(merchant, stage.url, "jasmine"), await upload(merchant, stage.url, "longjing")];
  const skus = tastes.flatMap((flavour, t) =>
    sizes.map((weight, s) => ({
      options: [
        { name: taste, value: flavour },
        { name: size, value: weight },
      ],
      priceFen: PRICES[t * 2 + s]!,
      marketPriceFen: PRICES[t * 2 + s]! + 1_000,
    })),
  );
  const { id: productId, draftVersion } = await merchant.ask("createProduct", {
    shopId,
    draft: {
      title: both("山前春茶 <b>头采</b>", "First-picked spring tea"),
      categoryId: await leafCategory(story),
      pictureUploadIds: pictures,
      description: both("清明前采摘", "Picked before Qingming"),
      templateId: template.id,
      promiseHours: 48,
      skus,
    },
  });
  return { productId, draftVersion };
}

/** Something second for the shelf, without options: approved at the first look. */
async function sellAnother(story: Story): Promise<void> {
  const { merchant, operator, shopId, stage } = story;
  const [template] = (await merchant.ask("listTemplates", { shopId })).items;
  const { id: productId, draftVersion } = await merchant.ask("createProduct", {
    shopId,
    draft: {
      title: both(TITLES[1], "A small tin of black tea"),
      categoryId: await leafCategory(story),
      pictureUploadIds: [await upload(merchant, stage.url, "longjing")],
      description: both("一罐 80 克", "A tin of 80 g"),
      templateId: template!.id,
      skus: [{ options: [], priceFen: 4_500, marketPriceFen: 5_000 }],
    },
  });
  await merchant.ask("submitProduct", { shopId, productId, draftVersion });
  await operator.ask("decideAudit", { productId, draftVersion, decision: "approve" });
  const { skus } = await merchant.ask("readShopProduct", { shopId, productId });
  await merchant.ask("moveStock", { shopId, skuId: skus[0]!.id, kind: "receive", quantity: 50 });
  await merchant.ask("setPlan", { shopId, productId, commissionBp: 1_000 });
}

/** 2 · A product with two option groups and four SKUs: rejected with a reason, mended, approved; stock by a movement. */
export async function sellProduct(story: Story): Promise<void> {
  const { merchant, operator, shopId, buyer } = story;
  const { productId, draftVersion } = await draft(story);
  story.productId = productId;
  await merchant.ask("submitProduct", { shopId, productId, draftVersion });
  const reason = "标题里有不该有的符号";
  await rejectProduct(operator, "山前春茶 <b>头采</b>", reason);
  const rejected = await merchant.ask("readShopProduct", { shopId, productId });
  assert.equal(rejected.rejectReason, reason);
  assert.equal(await buyer.refusal("readProduct", { productId }), "catalog.not_found");

  const mended = await merchant.ask("editProduct", {
    shopId,
    productId,
    draftVersion: rejected.draftVersion,
    draft: { ...rejected.draft!, title: both(TITLES[0], "First-picked spring tea") },
  });
  await merchant.ask("submitProduct", { shopId, productId, draftVersion: mended.draftVersion });
  await approveProduct(operator, TITLES[0]);
  const online = await merchant.ask("readShopProduct", { shopId, productId });
  assert.equal(online.status, "on");
  assert.equal(online.skus.length, 4);
  story.skuIds = online.skus.map(({ id }) => id);

  for (const skuId of story.skuIds)
    await merchant.ask("moveStock", { shopId, skuId, kind: "receive", quantity: STOCK, note: "首批入库" });
  const movements = await merchant.ask("listMovements", { shopId, skuId: story.skuIds[0]! });
  assert.deepEqual(
    movements.items.map(({ kind, quantity }) => [kind, quantity]),
    [["receive", STOCK]],
  );
  await merchant.ask("setPlan", { shopId, productId, commissionBp: 1_000 });
  await issueCoupon(story);
  await sellAnother(story);
  await seenByBuyers(story);
}

async function issueCoupon({ merchant, shopId }: Story): Promise<void> {
  const now = Date.now();
  await merchant.ask("createCoupon", {
    ...{ shopId, nameZh: "开业立减", nameEn: "Opening", offFen: 333, fromFen: 2_000, total: 10, perPerson: 1 },
    startsAt: new Date(now - 60_000).toISOString(),
    endsAt: new Date(now + 30 * 86_400_000).toISOString(),
  });
}

async function seenByBuyers({ buyer, productId }: Story): Promise<void> {
  const { page } = buyer;
  await until(
    async () => (await buyer.ask("readProduct", { productId })).available,
    (available) => available === 4 * STOCK,
    { what: "the stock" },
  );
  await page.goto(`/products/${productId}`);
  await page.getByText(TITLES[0]).first().waitFor();
  await page.getByText("48").first().waitFor();
  await picture(page, "product");
  await page.goto("/");
  await page.getByText(TITLES[0]).first().waitFor();
  await picture(page, "home-without-rooms");
}
