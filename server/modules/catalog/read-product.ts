import type { z } from "zod";
import type { productPage } from "#contract/api/catalog";
import { freightRules } from "#contract/freight";
import { availability } from "#modules/inventory";
import { readShopCards } from "#modules/shops";
import { type Db, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { fileUrl } from "#platform/storage";
import { readCards } from "./read-cards.ts";
import type { Options } from "./read-skus-for-sale.ts";

type Page = z.output<typeof productPage>;
type Tongues = { zh: string; en: string };

const detailOf = statement<{
  pictureKeys: string[];
  detail: { description: Tongues; attributes: { name: string; value: string }[] };
  promiseHours: number;
  kind: string;
  rules: unknown;
  version: number;
}>(
  "catalog.page_detail",
  `select p.picture_keys as "pictureKeys", p.detail, p.promise_hours as "promiseHours", t.kind, t.rules, p.version
   from catalog.products p join catalog.freight_templates t on t.id = p.template_id where p.id = $1`,
);
const skusOf = statement<{
  id: bigint;
  options: Options;
  priceFen: bigint;
  marketPriceFen: bigint;
  perBuyerLimit: number | null;
  pictureKey: string | null;
}>(
  "catalog.page_skus",
  `select id, options, price_fen as "priceFen", market_price_fen as "marketPriceFen",
     per_buyer_limit as "perBuyerLimit", picture_key as "pictureKey"
   from catalog.skus where product_id = $1 and is_on order by id`,
);

/** A product's page: the online copy alone, also when it is off sale. Refuses `catalog.not_found`. */
export async function readProduct(db: Db | Tx, productId: bigint): Promise<Page> {
  const card = (await readCards(db, [productId])).get(productId);
  if (!card) throw new Refusal("catalog.not_found");
  const [detail] = await detailOf(db, productId);
  const rows = await skusOf(db, productId);
  const left = await availability(
    db,
    rows.map(({ id }) => id),
  );
  const { description, attributes } = detail!.detail;
  return {
    ...card,
    pictureUrls: detail!.pictureKeys.map(fileUrl),
    descriptionZh: description.zh,
    descriptionEn: description.en,
    attributes,
    promiseHours: detail!.promiseHours,
    freight: freightRules.parse(detail!.rules),
    freeFreight: detail!.kind === "free",
    skus: rows.map(({ pictureKey, ...sku }) => ({
      ...sku,
      available: left.get(sku.id)!,
      pictureUrl: pictureKey === null ? null : fileUrl(pictureKey),
    })),
    shop: (await readShopCards(db, [card.shopId])).get(card.shopId)!,
    version: detail!.version,
  };
}
