import { sql } from "kysely";
import type { Db } from "#platform/db";
import type { Vault } from "#platform/vault";
import { aProduct, aShop, type ShopFixture } from "../../fixtures/goods.ts";
import { aSignedInBuyer } from "../../fixtures/signed-in-buyer.ts";
import type { Goods } from "../compare.ts";

export type Person = { id: string; token: string; addressId: string };
/** One SKU that everybody wants, one that each may have two of, and some that nobody fights for. */
export type Market = { shop: ShopFixture; hot: Goods; limited: Goods; calm: Goods[]; goods: Goods[]; people: Person[] };

const LIMIT = 2;
const CALM = 6;

async function aBuyer(db: Db, vault: Vault): Promise<Person> {
  const { personId, token, addressId } = await aSignedInBuyer(db, vault);
  return { id: String(personId), token, addressId: String(addressId) };
}

/** Opens a shop without a single piece: whatever is sold was first delivered, and stands in the journal. */
export async function openMarket(db: Db, vault: Vault, people: number): Promise<Market> {
  const shop = await aShop(db);
  const put = async (prices: bigint[], perBuyerLimit: number | null): Promise<Goods[]> => {
    const { skuIds } = await aProduct(db, shop.shopId, { prices, pieces: 0, perBuyerLimit });
    return skuIds.map((skuId, n) => ({ skuId: String(skuId), priceFen: Number(prices[n]), limit: perBuyerLimit }));
  };
  const [hot] = await put([9_900n], null);
  const [limited] = await put([500n], LIMIT);
  const calm = await put(
    Array.from({ length: CALM }, (_, n) => BigInt(1_000 + 10 * n)),
    null,
  );
  const buyers: Person[] = [];
  for (let n = 0; n < people; n += 16)
    buyers.push(...(await Promise.all(Array.from({ length: Math.min(16, people - n) }, () => aBuyer(db, vault)))));
  await sql`analyze`.execute(db);
  return { shop, hot: hot!, limited: limited!, calm, goods: [hot!, limited!, ...calm], people: buyers };
}
