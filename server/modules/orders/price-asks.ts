import { hash } from "node:crypto";
import { z } from "zod";
import { type Trail, trail } from "#contract/trail";
import type { SkuForSale } from "#modules/catalog";
import type { HeldGrant } from "#modules/promotions";
import { newId } from "#platform/ids";
import type { Outcome } from "#platform/refusal";
import type { Vault } from "#platform/vault";
import type { Ask, Wish } from "./asks.ts";
import { type Chosen, choosePrice, type DealFacts, type No, no } from "./choose-price.ts";
import { wishFault } from "./line-faults.ts";
import { type PricedShop, priceShops } from "./price-shops.ts";
import { plainTrail, readTrail } from "./read-trail.ts";
import { sealReceiver } from "./receiver.ts";

export type AddressFacts = {
  personId: bigint;
  name: string;
  phone: string;
  street: string;
  regionCodes: string[];
  regionNames: string[];
};
export type LineDraft = {
  id: bigint;
  orderId: bigint;
  buyerId: bigint;
  skuId: bigint;
  productId: bigint;
  productVersion: number;
  quantity: number;
  unitFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  paidFen: bigint;
  dealId: bigint | null;
  waitId: bigint | null;
  roomId: bigint | null;
  snapshotText: string;
  trailText: string;
};
export type OrderDraft = {
  id: bigint;
  checkoutId: bigint;
  buyerId: bigint;
  shopId: bigint;
  goodsFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  grantId: bigint | null;
  receiverSealed: Buffer;
  regionNames: string;
  note: string;
  scene: Trail["scene"];
  channel: Trail["channel"];
  roomId: bigint | null;
  pinId: bigint | null;
  creatorId: bigint | null;
  promiseHours: number;
  confirmDays: number;
  lines: LineDraft[];
};
/** A checkout as it would be written: only its pieces and limits are still to be decided. */
export type Draft = {
  ask: Ask;
  checkoutId: bigint;
  fingerprint: Buffer;
  payableFen: bigint;
  orders: OrderDraft[];
  lines: LineDraft[];
};

export type PriceFacts = DealFacts & {
  skus: ReadonlyMap<bigint, SkuForSale>;
  addresses: ReadonlyMap<bigint, AddressFacts>;
  /** Coupons at hand, by buyer. */
  grants: ReadonlyMap<bigint, HeldGrant[]>;
};

const wishText = ({ skuId, quantity, trail: token, dealId, pass, waitId }: Wish): string =>
  `${skuId}*${quantity}@${token ?? ""}#${dealId ?? ""}!${pass ?? ""}~${waitId ?? ""}`;

/** What was asked under a request id: the same wish has the same fingerprint. */
export function fingerprintOf({ lines, addressId, expectedFen, couponGrantIds, note }: Ask): Buffer {
  const coupons = couponGrantIds?.join(",") ?? "best";
  const text = `orders.checkouts|${lines.map(wishText).join("|")}|${addressId}|${expectedFen}|${coupons}|${note}`;
  return hash("sha256", text, "buffer");
}

type PricedLine = Chosen & { wish: Wish; from: Trail; sku: SkuForSale; quantity: number };

/** Each line with its price layer and where it came from, or why one of them cannot be had. */
export function layLines(
  vault: Vault,
  { lines, buyerId }: Pick<Ask, "lines" | "buyerId">,
  facts: PriceFacts,
): PricedLine[] | No {
  const laid: PricedLine[] = [];
  for (const wish of lines) {
    const sku = facts.skus.get(wish.skuId)!;
    const from =
      wish.trail === undefined
        ? plainTrail(sku.productId, facts.at)
        : readTrail(vault, wish.trail, sku.productId, facts.at);
    if (!from) return no("orders.trail_invalid", { skuId: String(wish.skuId) });
    const chosen = choosePrice({ wish, sku, buyerId, roomId: from.roomId }, facts, vault);
    if ("refused" in chosen) return chosen;
    laid.push({ ...chosen, wish, from, sku, quantity: wish.quantity });
  }
  return laid;
}

/**
 * What one ask would become, written out to the last row but for the place of its pieces. Prices come from ids alone;
 * another sum than the buyer agreed to is refused with the new one. Needs no lock.
 */
export function priceAsk(vault: Vault, ask: Ask, facts: PriceFacts): Outcome<Draft> {
  const fault = wishFault(ask, facts.skus);
  if (fault) return fault;
  const address = facts.addresses.get(ask.addressId);
  if (address?.personId !== ask.buyerId) return no("identity.address_not_found");
  const laid = layLines(vault, ask, facts);
  if ("refused" in laid) return laid;
  const priced = priceShops({
    lines: laid,
    regionCodes: address.regionCodes,
    grants: facts.grants.get(ask.buyerId) ?? [],
    chosen: ask.couponGrantIds,
    at: facts.at,
  });
  if ("refused" in priced) return priced;
  const { payableFen, shops } = priced.ok;
  if (payableFen !== ask.expectedFen)
    return no("promotions.price_changed", { oldFen: Number(ask.expectedFen), newFen: Number(payableFen) });
  const bySku = new Map(laid.map((line) => [line.sku.id, line]));
  const checkoutId = newId();
  const orders = shops.map((shop) => orderOf(vault, { ask, checkoutId, address, bySku }, shop));
  const lines = orders.length === 1 ? orders[0]!.lines : orders.flatMap((order) => order.lines);
  return { ok: { ask, checkoutId, fingerprint: fingerprintOf(ask), payableFen, orders, lines } };
}

type Frame = { ask: Ask; checkoutId: bigint; address: AddressFacts; bySku: ReadonlyMap<bigint, PricedLine> };

function orderOf(vault: Vault, { ask, checkoutId, address, bySku }: Frame, shop: PricedShop): OrderDraft {
  const id = newId();
  const lines = shop.lines.map((line) => lineOf(line, bySku.get(line.skuId)!, id, ask.buyerId));
  const { scene, channel, roomId, pinId, creatorId } = bySku.get(shop.lines[0]!.skuId)!.from;
  return {
    id,
    checkoutId,
    buyerId: ask.buyerId,
    shopId: shop.shopId,
    goodsFen: shop.goodsFen,
    discountFen: shop.discountFen,
    freightFen: shop.freightFen,
    payableFen: shop.payableFen,
    grantId: shop.coupon?.grantId ?? null,
    receiverSealed: sealReceiver(vault, id, address),
    regionNames: JSON.stringify(address.regionNames),
    note: ask.note,
    ...{ scene, channel, roomId, pinId, creatorId },
    promiseHours: Math.min(...shop.lines.map((line) => line.sku.promiseHours)),
    confirmDays: Math.max(...shop.lines.map((line) => line.sku.confirmDays)),
    lines,
  };
}

function lineOf(
  { sku, quantity, unitFen, discountFen, freightFen, paidFen }: PricedShop["lines"][number],
  { deal, wish, from }: PricedLine,
  orderId: bigint,
  buyerId: bigint,
): LineDraft {
  const snapshot = { titleZh: sku.titleZh, titleEn: sku.titleEn, options: sku.options, pictureKey: sku.pictureKey };
  return {
    id: newId(),
    orderId,
    buyerId,
    skuId: sku.id,
    productId: sku.productId,
    productVersion: sku.productVersion,
    ...{ quantity, unitFen, discountFen, freightFen, paidFen },
    dealId: deal?.id ?? null,
    waitId: wish.waitId ?? null,
    roomId: from.roomId,
    snapshotText: JSON.stringify(snapshot),
    trailText: JSON.stringify(z.encode(trail, from)),
  };
}
