import { readSkusForSale } from "#modules/catalog";
import { readAddressesByIds, readRealNameLevels, readSamePeople } from "#modules/identity";
import { availability, leftInSlices, type Offer, readOffers, type Slice, slicesOf } from "#modules/inventory";
import { readDealsForSale, readGrants } from "#modules/promotions";
import { readShopFacts, type ShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import type { Db, Tx } from "#platform/db";
import type { Vault } from "#platform/vault";
import type { Wish } from "./asks.ts";
import { findBought, findBoughtInDeals } from "./find-placed.ts";
import type { PriceFacts } from "./price-asks.ts";
import { roomNamedBy } from "./read-trail.ts";

export type Question = {
  buyerId: bigint;
  lines: Wish[];
  addressId?: bigint | undefined;
  couponGrantIds?: bigint[] | undefined;
};

export type QuoteFacts = PriceFacts & {
  /** Pieces that anybody can buy, by SKU. */
  shared: ReadonlyMap<bigint, number>;
  /** Pieces left in deals. */
  inDeals: ReadonlyMap<bigint, number>;
  /** What rooms have set aside. */
  rooms: readonly Slice[];
  offers: ReadonlyMap<bigint, Offer>;
  bought: ReadonlyMap<string, number>;
  people: ReadonlyMap<bigint, readonly bigint[]>;
  boughtInDeals: ReadonlyMap<string, number>;
  shops: ReadonlyMap<bigint, ShopFacts>;
};

/** Everything that some quotes are made of, in two looks at the database however many quotes there are. */
export async function gatherQuoteFacts(db: Db | Tx, vault: Vault, questions: readonly Question[]): Promise<QuoteFacts> {
  const at = clock.now();
  const lines = questions.flatMap((question) => question.lines);
  const skuIds = [...new Set(lines.map((line) => line.skuId))];
  const roomIds = lines.flatMap(({ trail }) => (trail === undefined ? [] : (roomNamedBy(vault, trail) ?? [])));
  const addressIds = questions.flatMap(({ addressId }) => addressId ?? []);
  const waitIds = lines.flatMap(({ waitId }) => waitId ?? []);
  const [skus, deals, shared, rooms, offers, addresses] = await Promise.all([
    readSkusForSale(db, skuIds),
    readDealsForSale(db, skuIds, at),
    availability(db, skuIds),
    slicesOf(db, "room", roomIds),
    readOffers(db, waitIds),
    readAddressesByIds(db, vault, addressIds),
  ]);
  const buyerIds = [...new Set(questions.map(({ buyerId }) => buyerId))];
  const shopIds = [...new Set([...skus.values()].map((sku) => sku.shopId))];
  const limited = [...skus.values()].filter((sku) => sku.perBuyerLimit !== null).map((sku) => sku.id);
  const dealIds = [...deals.keys()];
  const inDeals = dealIds.length > 0 ? buyerIds : [];
  const people = await readSamePeople(db, inDeals);
  const [levels, left, grants, shops, bought, boughtInDeals] = await Promise.all([
    readRealNameLevels(db, inDeals),
    leftInSlices(db, dealIds),
    readGrants(db, buyerIds, shopIds),
    readShopFacts(db, shopIds),
    findBought(db, buyerIds, limited),
    findBoughtInDeals(db, [...people.values()].flat(), dealIds),
  ]);
  const price = { at, skus, deals, levels, addresses, grants };
  return { ...price, shared, inDeals: left, rooms, offers, bought, people, boughtInDeals, shops };
}
