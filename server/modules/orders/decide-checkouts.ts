import type { Trail } from "#contract/trail";
import type { Details, Outcome } from "#platform/refusal";
import type { RefusalCode } from "#contract/refusals";
import type { SkuForSale } from "#modules/catalog";
import type { HeldGrant } from "#modules/promotions";
import { type Ask, requestOf } from "./asks.ts";
import { boughtKey } from "./find-placed.ts";
import type { Snapshot } from "./order-facts.ts";
import { type PricedShop, priceShops } from "./price-shops.ts";

const SHOPS_MAX = 10;

export type AddressFacts = {
  personId: bigint;
  name: string;
  phone: string;
  street: string;
  regionCodes: string[];
  regionNames: string[];
};
export type LineDraft = {
  skuId: bigint;
  productId: bigint;
  productVersion: number;
  placeId: bigint;
  quantity: number;
  unitFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  paidFen: bigint;
  snapshot: Snapshot;
  trail: Trail;
};
export type OrderDraft = {
  shopId: bigint;
  goodsFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  grantId: bigint | null;
  promiseHours: number;
  confirmDays: number;
  lines: LineDraft[];
};
export type Draft = {
  ask: Ask;
  fingerprint: Buffer;
  address: AddressFacts;
  orders: OrderDraft[];
  payableFen: bigint;
};

/** What the batch knows. `left`, `bought` and `grants` are counted down as the asks are decided. */
export type Facts = {
  at: Date;
  skus: ReadonlyMap<bigint, SkuForSale>;
  left: Map<bigint, { placeId: bigint; left: number }>;
  /** Pieces in orders that stand, by `boughtKey`. */
  bought: Map<string, number>;
  addresses: ReadonlyMap<bigint, AddressFacts>;
  /** Coupons at hand, by buyer. */
  grants: Map<bigint, HeldGrant[]>;
  fingerprintOf: (ask: Ask) => Buffer;
  trailOf: (token: string, productId: bigint) => Trail | undefined;
  plainTrail: (productId: bigint) => Trail;
};

type No = { refused: RefusalCode; details: Details };
const no = (refused: RefusalCode, details: Details = {}): No => ({ refused, details });

/**
 * Who gets what, in the order of arrival. A checkout is placed with all its lines or not at all, and what it takes is
 * gone for those behind it. Pure: it only counts down the facts it was given.
 */
export function decideCheckouts(asks: readonly Ask[], facts: Facts): Map<string, Outcome<Draft>> {
  return new Map(
    asks.map((ask) => {
      const decided = decideOne(ask, facts);
      if ("ok" in decided) take(decided.ok, facts);
      return [requestOf(ask), decided];
    }),
  );
}

/** Why these lines cannot be had at all, whoever asks the price; each failing line is named. */
export function lineFault(
  { lines, buyerId }: Pick<Ask, "lines" | "buyerId">,
  { skus, left, bought }: Pick<Facts, "skus" | "bought"> & { left: ReadonlyMap<bigint, { left: number }> },
): No | undefined {
  const ids = lines.map((line) => line.skuId);
  const repeated = ids.filter((skuId, n) => ids.indexOf(skuId) !== n);
  if (repeated.length > 0) return no("orders.repeated_sku", { skuIds: repeated.map(String) });
  const off = ids.filter((skuId) => !skus.get(skuId)?.sellable);
  if (off.length > 0)
    return no("catalog.not_sellable", {
      lines: off.map((skuId) => ({ skuId: String(skuId), why: skus.get(skuId)?.why ?? "unknown" })),
    });
  const shops = new Set(ids.map((skuId) => skus.get(skuId)!.shopId)).size;
  if (shops > SHOPS_MAX) return no("request.invalid", { errors: [{ pointer: "/lines", max: SHOPS_MAX }] });
  const leftOf = (skuId: bigint): number => left.get(skuId)?.left ?? 0;
  const short = lines.filter((line) => line.quantity > leftOf(line.skuId));
  if (short.length > 0)
    return no("inventory.out_of_stock", {
      lines: short.map(({ skuId }) => ({ skuId: String(skuId), left: leftOf(skuId) })),
    });
  const hadOf = (skuId: bigint): number => bought.get(boughtKey(buyerId, skuId)) ?? 0;
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

function decideOne(ask: Ask, facts: Facts): Outcome<Draft> {
  const fault = lineFault(ask, facts);
  if (fault) return fault;
  const address = facts.addresses.get(ask.addressId);
  if (address?.personId !== ask.buyerId) return no("identity.address_not_found");
  const trails = new Map<bigint, Trail>();
  for (const { skuId, trail: token } of ask.lines) {
    const { productId } = facts.skus.get(skuId)!;
    const from = token === undefined ? facts.plainTrail(productId) : facts.trailOf(token, productId);
    if (!from) return no("orders.trail_invalid", { skuId: String(skuId) });
    trails.set(skuId, from);
  }
  const priced = priceShops({
    lines: ask.lines.map(({ skuId, quantity }) => ({ sku: facts.skus.get(skuId)!, quantity })),
    regionCodes: address.regionCodes,
    grants: facts.grants.get(ask.buyerId) ?? [],
    chosen: ask.couponGrantIds,
    at: facts.at,
  });
  if ("refused" in priced) return priced;
  const { payableFen } = priced.ok;
  if (payableFen !== ask.expectedFen)
    return no("promotions.price_changed", { oldFen: Number(ask.expectedFen), newFen: Number(payableFen) });
  const orders = priced.ok.shops.map((shop) => draftOf(shop, facts.left, trails));
  return { ok: { ask, fingerprint: facts.fingerprintOf(ask), address, orders, payableFen } };
}

function draftOf(shop: PricedShop, left: Facts["left"], trails: ReadonlyMap<bigint, Trail>): OrderDraft {
  const lines = shop.lines.map(({ sku, quantity, unitFen, discountFen, freightFen, paidFen }) => ({
    skuId: sku.id,
    productId: sku.productId,
    productVersion: sku.productVersion,
    placeId: left.get(sku.id)!.placeId,
    quantity,
    unitFen,
    discountFen,
    freightFen,
    paidFen,
    snapshot: { titleZh: sku.titleZh, titleEn: sku.titleEn, options: sku.options, pictureKey: sku.pictureKey },
    trail: trails.get(sku.id)!,
  }));
  return {
    shopId: shop.shopId,
    goodsFen: shop.goodsFen,
    discountFen: shop.discountFen,
    freightFen: shop.freightFen,
    payableFen: shop.payableFen,
    grantId: shop.coupon?.grantId ?? null,
    promiseHours: Math.min(...shop.lines.map((line) => line.sku.promiseHours)),
    confirmDays: Math.max(...shop.lines.map((line) => line.sku.confirmDays)),
    lines,
  };
}

/** What a decided checkout takes is gone for those behind it. */
function take({ ask, orders }: Draft, { left, bought, grants }: Facts): void {
  for (const { skuId, quantity } of ask.lines) {
    const mine = boughtKey(ask.buyerId, skuId);
    left.get(skuId)!.left -= quantity;
    bought.set(mine, (bought.get(mine) ?? 0) + quantity);
  }
  const used = new Set(orders.map((order) => order.grantId));
  const others = grants.get(ask.buyerId)?.filter((grant) => !used.has(grant.id));
  if (others) grants.set(ask.buyerId, others);
}
