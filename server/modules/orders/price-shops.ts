import type { SkuForSale } from "#modules/catalog";
import { type HeldGrant, type QuoteLine, quoteShop, type ShopQuote } from "#modules/promotions";
import type { Outcome } from "#platform/refusal";
import type { Chosen } from "./choose-price.ts";

type Line = QuoteLine & { sku: SkuForSale; deal: Chosen["deal"] };
export type PricedShop = ShopQuote<Line> & { shopId: bigint };
export type Pricing = {
  lines: readonly (Chosen & { sku: SkuForSale; quantity: number })[];
  regionCodes: readonly string[] | null;
  /** The buyer's coupons. */
  grants: readonly HeldGrant[];
  /** Left out: the best of each shop. Empty: none. */
  chosen?: readonly bigint[] | undefined;
  at: Date;
};

/**
 * What a checkout costs, shop by shop in the order of its lines. The one arithmetic of the quote and of placing. Pure.
 * Refuses what `quoteShop` refuses, and a chosen coupon that the buyer does not hold for any of these shops.
 */
export function priceShops(pricing: Pricing): Outcome<{ shops: PricedShop[]; payableFen: bigint }> {
  const { lines, regionCodes, grants, chosen, at } = pricing;
  const byShop = Map.groupBy(lines, ({ sku }) => sku.shopId);
  const stray = chosen?.find((id) => !grants.some((grant) => grant.id === id && byShop.has(grant.shopId)));
  if (stray !== undefined)
    return { refused: "promotions.not_applicable", details: { grantId: String(stray), why: "not_held" } };
  const shops: PricedShop[] = [];
  for (const [shopId, own] of byShop) {
    const asked = own.map(
      ({ sku, quantity, unitFen, deal }): Line => ({
        sku,
        deal,
        skuId: sku.id,
        unitFen,
        listFen: sku.priceFen,
        dealId: deal?.id ?? null,
        takesCoupons: deal?.takesCoupons ?? true,
        quantity,
        freight: sku.freight,
      }),
    );
    const quoted = quoteShop({ shopId, lines: asked, regionCodes, grants, chosen, at });
    if ("refused" in quoted) return quoted;
    shops.push({ shopId, ...quoted.ok });
  }
  return { ok: { shops, payableFen: shops.reduce((sum, shop) => sum + shop.payableFen, 0n) } };
}
