import type { z } from "zod";
import type { quote } from "#contract/api/orders";
import type { Db, Tx } from "#platform/db";
import type { Outcome } from "#platform/refusal";
import { fileUrl } from "#platform/storage";
import type { Vault } from "#platform/vault";
import { type No, no } from "./choose-price.ts";
import { boughtKey } from "./find-placed.ts";
import { gatherQuoteFacts, type Question, type QuoteFacts } from "./gather-quote-facts.ts";
import { limitFault, shortFault, wishFault } from "./line-faults.ts";
import { layLines } from "./price-asks.ts";
import { type PricedShop, priceShops } from "./price-shops.ts";

type Quote = z.output<typeof quote.out>;
/**
 * What checkouts would cost now, by the arithmetic that placing uses, and the same refusals. Nothing is held. Without
 * an address freight is left out.
 */
export async function quoteCheckouts(
  db: Db | Tx,
  vault: Vault,
  questions: readonly Question[],
): Promise<Outcome<Quote>[]> {
  const facts = await gatherQuoteFacts(db, vault, questions);
  return questions.map((question) => quoteOne(vault, question, facts));
}

function quoteOne(vault: Vault, question: Question, facts: QuoteFacts): Outcome<Quote> {
  const { buyerId, lines, addressId, couponGrantIds } = question;
  const fault = wishFault(question, facts.skus);
  if (fault) return fault;
  const laid = layLines(vault, question, facts);
  if ("refused" in laid) return laid;
  const counts = new Map(laid.map((line) => [line.sku.id, leftFor(line, facts)]));
  const denied =
    shortFault(lines, ({ skuId }) => counts.get(skuId) ?? 0) ??
    limitFault(lines, facts.skus, (skuId) => facts.bought.get(boughtKey(buyerId, skuId)) ?? 0) ??
    dealLimitFault(buyerId, laid, facts);
  if (denied) return denied;
  const known = addressId === undefined ? undefined : facts.addresses.get(addressId);
  if (addressId !== undefined && known?.personId !== buyerId) return no("identity.address_not_found");
  const priced = priceShops({
    lines: laid,
    regionCodes: known?.regionCodes ?? null,
    grants: facts.grants.get(buyerId) ?? [],
    chosen: couponGrantIds,
    at: facts.at,
  });
  if ("refused" in priced) return priced;
  const { shops, payableFen } = priced.ok;
  return {
    ok: {
      shops: shops.map((shop) => shopOut(shop, facts.shops.get(shop.shopId)?.name ?? "", counts)),
      items: shops.flatMap((shop) => shop.items),
      payableFen,
    },
  };
}

type Laid = Exclude<ReturnType<typeof layLines>, No>;

/** What this buyer could take of a line now: of the deal's slice, of what was offered, of the room's slice, of the rest. */
function leftFor({ sku, deal, from, wish }: Laid[number], facts: QuoteFacts): number {
  const offered = wish.waitId === undefined ? 0 : (facts.offers.get(wish.waitId)?.quantity ?? 0);
  const room = facts.rooms.find((slice) => slice.isOpen && slice.skuId === sku.id && slice.ownerId === from.roomId);
  const shared = Math.max(room?.left ?? 0, facts.shared.get(sku.id) ?? 0);
  return (deal ? (facts.inDeals.get(deal.id) ?? 0) : shared) + offered;
}

/** A deal's limit counts all accounts of one person. */
function dealLimitFault(buyerId: bigint, laid: Laid, { people, boughtInDeals }: QuoteFacts): No | undefined {
  for (const { deal, quantity } of laid) {
    if (!deal) continue;
    const accounts = people.get(buyerId) ?? [buyerId];
    const bought = accounts.reduce((sum, each) => sum + (boughtInDeals.get(boughtKey(each, deal.id)) ?? 0), 0);
    if (bought + quantity > deal.perBuyer)
      return no("promotions.limit_per_buyer", { dealId: String(deal.id), limit: deal.perBuyer, bought });
  }
  return undefined;
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
