import type { z } from "zod";
import type { quote } from "#contract/api/orders";
import { readSkusForSale, type SkuForSale } from "#modules/catalog";
import { readAddress, readRealNameLevels, readSamePeople } from "#modules/identity";
import { availability, leftInSlices, readOffers, slicesOf } from "#modules/inventory";
import { readDealsForSale, readGrants } from "#modules/promotions";
import { readShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import type { Db, Tx } from "#platform/db";
import { Refusal, unwrap } from "#platform/refusal";
import { fileUrl } from "#platform/storage";
import type { Vault } from "#platform/vault";
import type { Wish } from "./asks.ts";
import type { No } from "./choose-price.ts";
import { boughtKey, findBought, findBoughtInDeals } from "./find-placed.ts";
import { limitFault, shortFault, wishFault } from "./line-faults.ts";
import { layLines, type PriceFacts } from "./price-asks.ts";
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
  const at = clock.now();
  const skuIds = [...new Set(lines.map((line) => line.skuId))];
  const skus = await readSkusForSale(db, skuIds);
  const fault = wishFault({ lines }, skus);
  if (fault) throw new Refusal(fault.refused, fault.details);
  const deals = await readDealsForSale(db, skuIds, at);
  const facts: PriceFacts = {
    ...{ at, skus, deals, addresses: new Map(), grants: new Map() },
    levels: deals.size > 0 ? await readRealNameLevels(db, [buyerId]) : new Map(),
  };
  const laid = layLines(vault, { lines, buyerId }, facts);
  if ("refused" in laid) throw new Refusal(laid.refused, laid.details);
  const counts = await countLeft(db, laid);
  await refuseUnlessHad(db, buyerId, laid, counts, skus);
  const address = addressId === undefined ? undefined : await readAddress(db, vault, buyerId, addressId);
  if (addressId !== undefined && !address) throw new Refusal("identity.address_not_found");
  const shopIds = [...new Set([...skus.values()].map((sku) => sku.shopId))];
  const priced = unwrap(
    priceShops({
      lines: laid,
      regionCodes: address?.regionCodes ?? null,
      grants: await readGrants(db, buyerId, shopIds),
      chosen: couponGrantIds,
      at,
    }),
  );
  const shops = await readShopFacts(db, shopIds);
  return {
    shops: priced.shops.map((shop) => shopOut(shop, shops.get(shop.shopId)?.name ?? "", counts)),
    items: priced.shops.flatMap((shop) => shop.items),
    payableFen: priced.payableFen,
  };
}

type Laid = Exclude<ReturnType<typeof layLines>, No>;

/** What this buyer could take of each line now: of the deal's slice, of what was offered, of the room's slice, of the rest. */
async function countLeft(db: Db | Tx, laid: Laid): Promise<Map<bigint, number>> {
  const shared = await availability(
    db,
    laid.map(({ sku }) => sku.id),
  );
  const deals = await leftInSlices(
    db,
    laid.flatMap(({ deal }) => deal?.id ?? []),
  );
  const rooms = await slicesOf(
    db,
    "room",
    laid.flatMap(({ from }) => from.roomId ?? []),
  );
  const offers = await readOffers(
    db,
    laid.flatMap(({ wish }) => wish.waitId ?? []),
  );
  return new Map(
    laid.map(({ sku, deal, from, wish }) => {
      const offered = wish.waitId === undefined ? 0 : (offers.get(wish.waitId)?.quantity ?? 0);
      const room = rooms.find((slice) => slice.isOpen && slice.skuId === sku.id && slice.ownerId === from.roomId);
      const left = deal ? (deals.get(deal.id) ?? 0) : Math.max(room?.left ?? 0, shared.get(sku.id) ?? 0);
      return [sku.id, left + offered];
    }),
  );
}

async function refuseUnlessHad(
  db: Db | Tx,
  buyerId: bigint,
  laid: Laid,
  counts: ReadonlyMap<bigint, number>,
  skus: ReadonlyMap<bigint, SkuForSale>,
): Promise<void> {
  const lines = laid.map(({ wish }) => wish);
  const limited = [...skus.values()].filter((sku) => sku.perBuyerLimit !== null).map((sku) => sku.id);
  const bought = await findBought(db, [buyerId], limited);
  const fault =
    shortFault(lines, ({ skuId }) => counts.get(skuId) ?? 0) ??
    limitFault(lines, skus, (skuId) => bought.get(boughtKey(buyerId, skuId)) ?? 0);
  if (fault) throw new Refusal(fault.refused, fault.details);
  for (const { deal, quantity } of laid) {
    if (!deal) continue;
    const accounts = (await readSamePeople(db, [buyerId])).get(buyerId) ?? [buyerId];
    const had = await findBoughtInDeals(db, accounts, [deal.id]);
    const sum = [...had.values()].reduce((total, n) => total + n, 0);
    if (sum + quantity > deal.perBuyer)
      throw new Refusal("promotions.limit_per_buyer", { dealId: String(deal.id), limit: deal.perBuyer, bought: sum });
  }
}

const shopOut = (shop: PricedShop, shopName: string, counts: ReadonlyMap<bigint, number>): Quote["shops"][number] => ({
  shopId: shop.shopId,
  shopName,
  lines: shop.lines.map(({ sku, freight: _, deal: __, listFen: ___, takesCoupons: ____, ...line }) => ({
    ...line,
    skuId: sku.id,
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
