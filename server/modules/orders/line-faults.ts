import type { SkuForSale } from "#modules/catalog";
import type { Ask, Wish } from "./asks.ts";
import { type No, no } from "./choose-price.ts";

const SHOPS_MAX = 10;
type Skus = ReadonlyMap<bigint, SkuForSale>;

/** Why these lines cannot be had at all, whoever asks the price; each failing line is named. */
export function wishFault({ lines }: Pick<Ask, "lines">, skus: Skus): No | undefined {
  if (lines.length === 1 && skus.get(lines[0]!.skuId)?.sellable) return undefined;
  const ids = lines.map((line) => line.skuId);
  const repeated = ids.filter((skuId, n) => ids.indexOf(skuId) !== n);
  if (repeated.length > 0) return no("orders.repeated_sku", { skuIds: repeated.map(String) });
  const off = ids.filter((skuId) => !skus.get(skuId)?.sellable);
  if (off.length > 0)
    return no("catalog.not_sellable", {
      lines: off.map((skuId) => ({ skuId: String(skuId), why: skus.get(skuId)?.why ?? "unknown" })),
    });
  const shops = new Set(ids.map((skuId) => skus.get(skuId)!.shopId)).size;
  return shops > SHOPS_MAX ? no("request.invalid", { errors: [{ pointer: "/lines", max: SHOPS_MAX }] }) : undefined;
}

type Line = Pick<Wish, "skuId" | "quantity">;

/** Each line of which less is left than is wanted. */
export function shortFault<L extends Line>(lines: readonly L[], leftOf: (line: L) => number): No | undefined {
  const short = lines.filter((line) => leftOf(line) < line.quantity);
  if (short.length === 0) return undefined;
  return no("inventory.out_of_stock", {
    lines: short.map((line) => ({ skuId: String(line.skuId), left: leftOf(line) })),
  });
}

/** Each line that is more than one buyer may have of its SKU. */
export function limitFault(lines: readonly Line[], skus: Skus, hadOf: (skuId: bigint) => number): No | undefined {
  const over = lines.filter(({ skuId, quantity }) => {
    const limit = skus.get(skuId)!.perBuyerLimit;
    return limit !== null && hadOf(skuId) + quantity > limit;
  });
  if (over.length === 0) return undefined;
  return no("orders.over_limit", {
    lines: over.map(({ skuId }) => ({
      skuId: String(skuId),
      limit: skus.get(skuId)!.perBuyerLimit,
      bought: hadOf(skuId),
    })),
  });
}
