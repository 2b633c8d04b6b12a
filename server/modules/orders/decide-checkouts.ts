import type { SkuForSale } from "#modules/catalog";
import { type Offer, type Place, placeFor, type Stock } from "#modules/inventory";
import type { DealForSale, HeldGrant } from "#modules/promotions";
import type { Outcome } from "#platform/refusal";
import { type Ask, requestOf } from "./asks.ts";
import { type No, no } from "./choose-price.ts";
import { boughtKey } from "./find-placed.ts";
import { limitFault, shortFault } from "./line-faults.ts";
import type { Draft, LineDraft } from "./price-asks.ts";

/** What the batch knows under its locks. Whatever is taken is counted down here for those behind. */
export type LockedFacts = {
  at: Date;
  skus: ReadonlyMap<bigint, SkuForSale>;
  stock: Stock;
  /** Pieces in orders that stand, by `boughtKey` of buyer and SKU. */
  bought: Map<string, number>;
  deals: ReadonlyMap<bigint, DealForSale>;
  /** All accounts of each buyer of a deal. */
  people: ReadonlyMap<bigint, readonly bigint[]>;
  /** Pieces in orders of a deal that stand, by `boughtKey` of account and deal. */
  boughtInDeals: Map<string, number>;
  /** Who was let in and has not used it, by `boughtKey` of person and deal. */
  admitted: Set<string>;
  /** Pieces kept for who waited, by the place on the waitlist. */
  offers: Map<bigint, Offer>;
  /** Coupons at hand, by buyer. */
  grants: Map<bigint, HeldGrant[]>;
};

/** A checkout that was decided: each line with the place of its pieces. */
export type Decided = { draft: Draft; places: ReadonlyMap<bigint, bigint> };

/**
 * Who gets what, in the order of arrival. A checkout is placed with all its lines or not at all, and what it takes is
 * gone for those behind it. A deal that nobody named, and that this buyer cannot have any more, is no reason to sell
 * nothing: the ask is priced without it. Pure but for counting down the facts.
 */
export function decideCheckouts(
  asks: readonly Ask[],
  facts: LockedFacts,
  draftOf: (ask: Ask, withDeals: boolean) => Outcome<Draft>,
): Map<string, Outcome<Decided>> {
  const decide = (ask: Ask, withDeals: boolean): Outcome<Decided> => {
    const priced = draftOf(ask, withDeals);
    if ("refused" in priced) {
      const isGone = withDeals && priced.refused === "promotions.price_changed" && unnamedDealsAreGone(ask, facts);
      return isGone ? decide(ask, false) : priced;
    }
    const decided = decideOne(priced.ok, facts);
    return "refused" in decided && withDeals && hasUnnamedDeal(priced.ok) ? decide(ask, false) : decided;
  };
  return new Map(asks.map((ask) => [requestOf(ask), decide(ask, true)]));
}

const hasUnnamedDeal = ({ ask, lines }: Draft): boolean =>
  lines.some((line) => line.dealId !== null && unnamed(ask).some(({ skuId }) => skuId === line.skuId));

const unnamed = ({ lines }: Ask): Ask["lines"] => lines.filter(({ dealId }) => dealId === undefined);

/** The deals that made a price lower than agreed have nothing left for this buyer: the list price is the price. */
function unnamedDealsAreGone(ask: Ask, { deals, stock, ...facts }: LockedFacts): boolean {
  const found = unnamed(ask).flatMap(({ skuId, quantity }) =>
    [...deals.values()].filter((deal) => deal.skuId === skuId).map((deal) => ({ deal, quantity })),
  );
  return (
    found.length > 0 &&
    found.every(({ deal: { id, skuId, perBuyer }, quantity }) => {
      const place = placeFor(stock.get(skuId) ?? [], quantity, { dealId: id, roomId: null });
      const bought = boughtOf({ ...facts, deals, stock }, ask.buyerId, id);
      return (place?.left ?? 0) < quantity || bought + quantity > perBuyer;
    })
  );
}

type Taking = { line: LineDraft; place: Place | undefined; kept: number };

function decideOne(draft: Draft, facts: LockedFacts): Outcome<Decided> {
  const { buyerId } = draft.ask;
  const takings: Taking[] = [];
  for (const line of draft.lines) {
    const offer = line.waitId === null ? undefined : facts.offers.get(line.waitId);
    if (line.waitId !== null && !serves(offer, line, facts.at))
      return no("inventory.offer_gone", { waitId: String(line.waitId) });
    const places = facts.stock.get(line.skuId) ?? [];
    const place = offer
      ? places.find(({ placeId }) => placeId === offer.placeId)
      : placeFor(places, line.quantity, line);
    takings.push({ line, place, kept: offer?.quantity ?? 0 });
  }
  const leftOf = ({ place, kept }: Taking): number => (place ? place.left + kept : 0);
  const short = shortFault(
    takings.map((taking) => ({ ...taking, skuId: taking.line.skuId, quantity: taking.line.quantity })),
    leftOf,
  );
  const fault =
    short ??
    limitFault(draft.lines, facts.skus, (skuId) => facts.bought.get(boughtKey(buyerId, skuId)) ?? 0) ??
    dealFault(draft, facts);
  if (fault) return fault;
  take(draft, takings, facts);
  return { ok: { draft, places: new Map(takings.map(({ line, place }) => [line.id, place!.placeId])) } };
}

/** An offer serves the one it was made to, for that SKU, for so many pieces at most, until its time. */
const serves = (offer: Offer | undefined, line: LineDraft, at: Date): offer is Offer =>
  offer?.personId === line.buyerId &&
  offer.skuId === line.skuId &&
  line.quantity <= offer.quantity &&
  offer.until > at &&
  line.dealId === offer.sliceId;

/** A pass lets in once; a deal's limit counts all accounts of one person. */
function dealFault({ ask: { buyerId }, lines }: Draft, facts: LockedFacts): No | undefined {
  for (const { dealId, quantity, waitId } of lines) {
    if (dealId === null) continue;
    const deal = facts.deals.get(dealId)!;
    if (deal.admission === "line" && waitId === null && !facts.admitted.has(boughtKey(buyerId, dealId)))
      return no("promotions.token_invalid", { dealId: String(dealId) });
    const bought = boughtOf(facts, buyerId, dealId);
    if (bought + quantity > deal.perBuyer)
      return no("promotions.limit_per_buyer", { dealId: String(dealId), limit: deal.perBuyer, bought });
  }
  return undefined;
}

const boughtOf = ({ people, boughtInDeals }: LockedFacts, buyerId: bigint, dealId: bigint): number =>
  (people.get(buyerId) ?? [buyerId]).reduce(
    (sum, account) => sum + (boughtInDeals.get(boughtKey(account, dealId)) ?? 0),
    0,
  );

const add = (counts: Map<string, number>, key: string, n: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + n);

/** What a decided checkout takes is gone for those behind it. */
function take({ ask: { buyerId }, orders }: Draft, takings: readonly Taking[], facts: LockedFacts): void {
  for (const { line, place, kept } of takings) {
    // Offered pieces are reserved already, and what is not wanted of an offer is offered on.
    if (kept === 0) place!.left -= line.quantity;
    add(facts.bought, boughtKey(buyerId, line.skuId), line.quantity);
    if (line.waitId !== null) facts.offers.delete(line.waitId);
    if (line.dealId === null) continue;
    add(facts.boughtInDeals, boughtKey(buyerId, line.dealId), line.quantity);
    if (line.waitId === null) facts.admitted.delete(boughtKey(buyerId, line.dealId));
  }
  const others = facts.grants.get(buyerId);
  if (!others) return;
  const used = new Set(orders.map((order) => order.grantId));
  facts.grants.set(
    buyerId,
    others.filter((grant) => !used.has(grant.id)),
  );
}
