import { readSkusForSale } from "#modules/catalog";
import { readAddressesByIds, readRealNameLevels, readSamePeople } from "#modules/identity";
import { lockStock, readOffers } from "#modules/inventory";
import { type DealForSale, lockGrantsOf, readAdmitted, readDealsForSale } from "#modules/promotions";
import { clock } from "#platform/clock";
import { type Db, together, type Tx } from "#platform/db";
import type { Vault } from "#platform/vault";
import type { Ask } from "./asks.ts";
import type { LockedFacts } from "./decide-checkouts.ts";
import { boughtKey, findBought, findBoughtInDeals, findPlaced, type Kept } from "./find-placed.ts";
import type { PriceFacts } from "./price-asks.ts";

/** What a price is made of, read without a lock: a price agreed to at this moment stands. */
export type Known = PriceFacts & { skuIds: bigint[]; people: ReadonlyMap<bigint, readonly bigint[]> };

export const noDeals: ReadonlyMap<bigint, DealForSale> = new Map();

export async function readKnown(db: Db, vault: Vault, asks: readonly Ask[]): Promise<Known> {
  const at = clock.now();
  const skuIds = [...new Set(asks.flatMap((ask) => ask.lines.map((line) => line.skuId)))];
  const addressIds = asks.map((ask) => ask.addressId);
  const [skus, addresses, deals] = await Promise.all([
    readSkusForSale(db, skuIds),
    readAddressesByIds(db, vault, addressIds),
    readDealsForSale(db, skuIds, at),
  ]);
  const known = { at, skuIds, skus, addresses, deals, grants: new Map(), levels: new Map(), people: new Map() };
  if (deals.size === 0) return known;
  const buyerIds = asks.map((ask) => ask.buyerId);
  const [levels, people] = await Promise.all([readRealNameLevels(db, buyerIds), readSamePeople(db, buyerIds)]);
  return { ...known, levels, people };
}

/** Who left the choice of coupons to us, or chose some. */
export const wishesCoupons = ({ couponGrantIds }: Ask): boolean => couponGrantIds?.length !== 0;

type Locked = { placed: Map<string, Kept>; facts: LockedFacts };

/**
 * Takes the locks of a batch and reads what only they make certain, in one flight: the first statement locks the
 * stock, so that all behind it is true until the transaction ends.
 */
export async function lockFacts(tx: Tx, asks: readonly Ask[], known: Known): Promise<Locked> {
  const { at, skus, skuIds, people } = known;
  const buyerIds = asks.map((ask) => ask.buyerId);
  const limited = skuIds.filter((skuId) => skus.get(skuId)?.perBuyerLimit != null);
  const wishing = [...new Set(asks.filter(wishesCoupons).map((ask) => ask.buyerId))];
  const shopIds = [...new Set([...skus.values()].map((sku) => sku.shopId))];
  const waitIds = asks.flatMap((ask) => ask.lines.flatMap(({ waitId }) => waitId ?? []));
  const dealIds = [...known.deals.keys()];
  const accounts = [...people.values()].flat();
  const hasLine = [...known.deals.values()].some(({ admission }) => admission === "line");
  const visits = asks.flatMap(({ buyerId: personId, lines }) =>
    lines.flatMap(({ dealId }) => (dealId === undefined ? [] : [{ dealId, personId }])),
  );
  const [stock, placed, bought, grants, dealsNow, boughtInDeals, admitted, offers] = await together(
    lockStock(tx, skuIds),
    findPlaced(tx, asks),
    findBought(tx, buyerIds, limited),
    wishing.length > 0 ? lockGrantsOf(tx, wishing, shopIds, at) : Promise.resolve(new Map()),
    dealIds.length > 0 ? readDealsForSale(tx, skuIds, at) : Promise.resolve(noDeals),
    findBoughtInDeals(tx, accounts, dealIds),
    hasLine ? readAdmitted(tx, visits) : Promise.resolve([]),
    readOffers(tx, waitIds),
  );
  // A deal that began since is for the next batch: nobody has counted yet what each person has of it.
  const deals = new Map([...dealsNow].filter(([id]) => known.deals.has(id)));
  const passes = new Set(admitted.map(({ dealId, personId }) => boughtKey(personId, dealId)));
  return { placed, facts: { at, skus, stock, bought, grants, deals, people, boughtInDeals, admitted: passes, offers } };
}

const termsOf = ({ startsAt, endsAt, ...terms }: DealForSale): unknown[] => [
  ...Object.values(terms),
  +startsAt,
  +endsAt,
];

/** Whether the deals that a price was made of still stand as they were. */
export function sameDeals(a: ReadonlyMap<bigint, DealForSale>, b: ReadonlyMap<bigint, DealForSale>): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([id, deal]) => {
    const other = b.get(id);
    return other !== undefined && String(termsOf(deal)) === String(termsOf(other));
  });
}
