import type { z } from "zod";
import type { quote } from "#contract/api/orders";
import { readSkusForSale } from "#modules/catalog";
import { readAddress } from "#modules/identity";
import { availability } from "#modules/inventory";
import { readGrants } from "#modules/promotions";
import { readShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import type { Db, Tx } from "#platform/db";
import { Refusal, unwrap } from "#platform/refusal";
import { fileUrl } from "#platform/storage";
import type { Vault } from "#platform/vault";
import type { Wish } from "./asks.ts";
import { lineFault } from "./decide-checkouts.ts";
import { findBought } from "./find-placed.ts";
import { type PricedShop, priceShops } from "./price-shops.ts";

type Quote = z.output<typeof quote.out>;
export type Question = {
  buyerId: bigint;
  lines: Wish[];
  addressId?: bigint | undefined;
  couponGrantIds?: bigint[] | undefined;
};

/**
 * What a checkout would cost now, by the arithmetic that placing uses, and the same refusals. Nothing is held. Without
 * an address freight is left out.
 */
export async function quoteCheckout(db: Db | Tx, vault: Vault, question: Question): Promise<Quote> {
  const { buyerId, lines, addressId, couponGrantIds } = question;
  const skuIds = [...new Set(lines.map((line) => line.skuId))];
  const skus = await readSkusForSale(db, skuIds);
  const counts = await availability(db, skuIds);
  const left = new Map([...counts].map(([skuId, count]) => [skuId, { left: count }]));
  const limited = skuIds.filter((skuId) => skus.get(skuId)?.perBuyerLimit != null);
  const bought = await findBought(db, [buyerId], limited);
  const fault = lineFault({ lines, buyerId }, { skus, left, bought });
  if (fault) throw new Refusal(fault.refused, fault.details);
  const address = addressId === undefined ? undefined : await readAddress(db, vault, buyerId, addressId);
  if (addressId !== undefined && !address) throw new Refusal("identity.address_not_found");
  const shopIds = [...new Set([...skus.values()].map((sku) => sku.shopId))];
  const priced = unwrap(
    priceShops({
      lines: lines.map(({ skuId, quantity }) => ({ sku: skus.get(skuId)!, quantity })),
      regionCodes: address?.regionCodes ?? null,
      grants: await readGrants(db, buyerId, shopIds),
      chosen: couponGrantIds,
      at: clock.now(),
    }),
  );
  const shops = await readShopFacts(db, shopIds);
  return {
    shops: priced.shops.map((shop) => shopOut(shop, shops.get(shop.shopId)?.name ?? "", counts)),
    items: priced.shops.flatMap((shop) => shop.items),
    payableFen: priced.payableFen,
  };
}

const shopOut = (shop: PricedShop, shopName: string, counts: ReadonlyMap<bigint, number>): Quote["shops"][number] => ({
  shopId: shop.shopId,
  shopName,
  lines: shop.lines.map(({ sku, freight: _, ...line }) => ({
    ...line,
    skuId: sku.id,
    dealId: null,
    productId: sku.productId,
    titleZh: sku.titleZh,
    titleEn: sku.titleEn,
    options: sku.options,
    pictureUrl: sku.pictureKey === null ? "" : fileUrl(sku.pictureKey),
    available: counts.get(sku.id) ?? 0,
  })),
  goodsFen: shop.goodsFen,
  discountFen: shop.discountFen,
  freightFen: shop.freightFen,
  payableFen: shop.payableFen,
  coupon: shop.coupon,
  unusableCoupons: shop.unusableCoupons,
  promiseHours: Math.min(...shop.lines.map((line) => line.sku.promiseHours)),
});
