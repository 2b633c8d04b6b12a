import type { z } from "zod";
import type { productCard } from "#contract/api/catalog";
import type { ProductState } from "#contract/states/product";
import { availability } from "#modules/inventory";
import { readShopFacts } from "#modules/shops";
import { type Db, statement, type Tx } from "#platform/db";
import { fileUrl } from "#platform/storage";

export type Card = z.output<typeof productCard>;

const rows = statement<{
  id: bigint;
  shopId: bigint;
  status: ProductState;
  titleZh: string;
  titleEn: string;
  pictureKey: string;
  priceMinFen: bigint;
  priceMaxFen: bigint;
  marketPriceFen: bigint;
  soldCount: number;
  skuIds: bigint[];
}>(
  "catalog.card_rows",
  `select p.id, p.shop_id as "shopId", p.status, p.title_zh as "titleZh", p.title_en as "titleEn",
     p.picture_keys[1] as "pictureKey", p.price_min_fen as "priceMinFen", p.price_max_fen as "priceMaxFen",
     s.market as "marketPriceFen", p.sold_count as "soldCount", s.ids as "skuIds"
   from catalog.products p
   cross join lateral (
     select min(market_price_fen) as market, array_agg(id order by id) as ids from catalog.skus
     where product_id = p.id and is_on) s
   where p.id = any($1::bigint[]) and p.version > 0 and p.status not in ('banned', 'deleted')`,
);
const onSale = statement<{ id: bigint }>(
  "catalog.list_on_sale",
  `select id from catalog.open_listings
   where ($1::bigint is null or shop_id = $1)
     and ($2::bigint is null or category_id in (select id from catalog.categories where id = $2 or parent_id = $2))
     and ($3::bigint is null or id < $3)
   order by id desc limit $4`,
);

/** What a list shows of these products, with what is left of them now; what was never online is left out. */
export async function readCards(db: Db | Tx, productIds: readonly bigint[]): Promise<Map<bigint, Card>> {
  const found = productIds.length > 0 ? await rows(db, [...new Set(productIds)]) : [];
  const left = await availability(
    db,
    found.flatMap(({ skuIds }) => skuIds),
  );
  const shops = await readShopFacts(
    db,
    found.map(({ shopId }) => shopId),
  );
  return new Map(
    found.map(({ skuIds, status, pictureKey, ...row }) => {
      const shop = shops.get(row.shopId)!;
      const available = skuIds.reduce((sum, skuId) => sum + left.get(skuId)!, 0);
      const isSellable = status === "on" && shop.isOpen;
      return [row.id, { ...row, shopName: shop.name, pictureUrl: fileUrl(pictureKey), available, isSellable }];
    }),
  );
}

export type Wish = { ofShopId?: bigint | undefined; categoryId?: bigint | undefined };

/** Products on sale in open shops, newest first. */
export async function listOnSale(
  db: Db | Tx,
  { ofShopId, categoryId }: Wish,
  before: string | undefined,
  limit: number,
): Promise<Card[]> {
  const ids = (await onSale(db, ofShopId ?? null, categoryId ?? null, before ?? null, limit)).map(({ id }) => id);
  const cards = await readCards(db, ids);
  return ids.map((id) => cards.get(id)!);
}
