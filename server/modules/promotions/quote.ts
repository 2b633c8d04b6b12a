import { shareOut } from "#contract/money";
import type { Freight } from "#modules/catalog";
import type { Outcome } from "#platform/refusal";
import { chooseCoupon, type Coupon, type UnusableCoupon } from "./choose-coupon.ts";
import { freightOf, notServed } from "./freight.ts";

/** A coupon in a buyer's hand. */
export type HeldGrant = Coupon & { personId: bigint; couponId: bigint; shopId: bigint };

/** `unitFen`: the price layer that applies; `listFen`: the list price it may be below, by the deal named. */
export type QuoteLine = {
  skuId: bigint;
  unitFen: bigint;
  listFen: bigint;
  dealId: bigint | null;
  takesCoupons: boolean;
  quantity: number;
  freight: Freight;
};
export type PricedLine = { goodsFen: bigint; discountFen: bigint; freightFen: bigint; paidFen: bigint };
/** One step of the price. Discounts are below zero, so that all items of a quote add up to what is paid. */
export type PriceItem = {
  lineSkuId: bigint;
  step: "list" | "flash" | "shop_coupon" | "freight";
  source: string;
  fundedBy: "shop" | "buyer";
  fen: bigint;
};
export type ShopQuote<L> = {
  lines: (L & PricedLine)[];
  goodsFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  coupon: { grantId: bigint; nameZh: string; nameEn: string; offFen: bigint } | null;
  unusableCoupons: UnusableCoupon[];
  items: PriceItem[];
};
export type QuoteAsk<L> = {
  shopId: bigint;
  lines: readonly L[];
  /** Province, city, district; null while no address is chosen: freight is then 0. */
  regionCodes: readonly string[] | null;
  /** The buyer's coupons; those of other shops are passed over. */
  grants: readonly HeldGrant[];
  /** Grants to use; left out, the best is chosen; without one of this shop, none is used. */
  chosen?: readonly bigint[] | undefined;
  at: Date;
};

const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

/** The goods' part of each line, after a discount spread over them in whole fen. */
type Priced = { goods: bigint[]; discounts: bigint[]; freights: bigint[]; payableFen: bigint };

function price(lines: readonly QuoteLine[], offFen: bigint, regionCodes: readonly string[] | null): Priced {
  const goods = lines.map(({ unitFen, quantity }) => unitFen * BigInt(quantity));
  // A deal that takes no coupons has no part in one.
  const couponable = goods.map((fen, n) => (lines[n]!.takesCoupons ? fen : 0n));
  // What is bought costs at least one fen, whatever the coupon says.
  const base = sum(couponable);
  const most = base === sum(goods) ? base - 1n : base;
  const off = offFen < most ? offFen : most;
  const discounts = off > 0n ? shareOut(couponable, off) : goods.map(() => 0n);
  const net = goods.map((fen, n) => fen - discounts[n]!);
  const freights = regionCodes === null ? lines.map(() => 0n) : freightOf(lines, net);
  return { goods, discounts, freights, payableFen: sum(net) + sum(freights) };
}

/**
 * The price of one shop's lines: list price, then its best (or the chosen) coupon, then freight on what is left.
 * Pure. Refuses `orders.address_not_covered` and, for a chosen coupon that does not serve, `promotions.not_applicable`.
 */
export function quoteShop<L extends QuoteLine>(ask: QuoteAsk<L>): Outcome<ShopQuote<L>> {
  const { shopId, lines, regionCodes, grants, chosen, at } = ask;
  const away = regionCodes === null ? [] : notServed(lines, regionCodes);
  if (away.length > 0)
    return { refused: "orders.address_not_covered", details: { skuIds: away.map(({ skuId }) => String(skuId)) } };
  const choice = chooseCoupon({
    grants: grants.filter((grant) => grant.shopId === shopId),
    goodsFen: sum(lines.map((line) => (line.takesCoupons ? line.unitFen * BigInt(line.quantity) : 0n))),
    chosen,
    at,
    payableWith: (offFen) => price(lines, offFen, regionCodes).payableFen,
  });
  if ("refused" in choice) return choice;
  const { coupon, unusableCoupons } = choice.ok;
  return { ok: shown(lines, price(lines, coupon?.offFen ?? 0n, regionCodes), coupon, unusableCoupons) };
}

function shown<L extends QuoteLine>(
  lines: readonly L[],
  { goods, discounts, freights, payableFen }: Priced,
  coupon: Coupon | null,
  unusableCoupons: UnusableCoupon[],
): ShopQuote<L> {
  const priced = lines.map((line, n) => ({
    ...line,
    goodsFen: goods[n]!,
    discountFen: discounts[n]!,
    freightFen: freights[n]!,
    paidFen: goods[n]! - discounts[n]! + freights[n]!,
  }));
  const discountFen = sum(discounts);
  const { id, nameZh, nameEn } = coupon ?? {};
  return {
    lines: priced,
    goodsFen: sum(goods),
    discountFen,
    freightFen: sum(freights),
    payableFen,
    coupon: id === undefined ? null : { grantId: id, nameZh: nameZh!, nameEn: nameEn!, offFen: discountFen },
    unusableCoupons,
    items: itemsOf(priced, id),
  };
}

function itemsOf(lines: readonly (QuoteLine & PricedLine)[], grantId: bigint | undefined): PriceItem[] {
  const items = lines.flatMap(({ skuId: lineSkuId, ...line }): PriceItem[] => {
    const { goodsFen, discountFen, freightFen, dealId } = line;
    const listFen = line.listFen * BigInt(line.quantity);
    return [
      { lineSkuId, step: "list", source: "list", fundedBy: "buyer", fen: listFen },
      { lineSkuId, step: "flash", source: `deal:${dealId}`, fundedBy: "shop", fen: goodsFen - listFen },
      { lineSkuId, step: "shop_coupon", source: `grant:${grantId}`, fundedBy: "shop", fen: -discountFen },
      { lineSkuId, step: "freight", source: "freight", fundedBy: "buyer", fen: freightFen },
    ];
  });
  return items.filter(({ step, fen }) => step === "list" || fen !== 0n);
}
