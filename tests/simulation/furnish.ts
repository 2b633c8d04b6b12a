import { sql } from "kysely";
import { addToShowcase, setPlan } from "#modules/alliance";
import { createCoupon } from "#modules/promotions";
import { clock } from "#platform/clock";
import type { House } from "#platform/parts";
import { openVault } from "#platform/vault";
import { aPerson, aProduct, aShop } from "../fixtures/goods.ts";
import { aBuyer, type Buyer } from "../fixtures/trade.ts";
import type { Db } from "#platform/db";

export type Sku = {
  name: string;
  skuId: bigint;
  productId: bigint;
  shopId: bigint;
  priceFen: bigint;
  pieces: number;
  limit: number | null;
};
export type Shop = { name: string; shopId: bigint; ownerId: bigint };
export type Coupon = { name: string; couponId: bigint; shopId: bigint; offFen: bigint; fromFen: bigint; total: number };
/** Who and what there is when a story begins: the same in every seed. */
export type Furniture = {
  shops: Shop[];
  skus: Sku[];
  buyers: (Buyer & { name: string })[];
  hosts: { name: string; personId: bigint }[];
  coupons: Coupon[];
};

const BUYERS = 24;
const DAY_MS = 86_400_000;

type Plan = { shop: number; prices: bigint[]; pieces: number; limit: number | null; commissionBp: number | null };
const PLANS: readonly Plan[] = [
  { shop: 0, prices: [9_900n, 19_900n], pieces: 400, limit: null, commissionBp: 1_500 },
  { shop: 0, prices: [1_999n], pieces: 6, limit: null, commissionBp: null },
  { shop: 0, prices: [4_999n], pieces: 60, limit: 2, commissionBp: 800 },
  { shop: 1, prices: [52_000n, 333n], pieces: 300, limit: null, commissionBp: 2_000 },
  { shop: 1, prices: [8_800n], pieces: 12, limit: null, commissionBp: null },
  { shop: 2, prices: [701n, 12_345n], pieces: 250, limit: null, commissionBp: null },
];
const TIERS = ["s", "b", "new"] as const;

async function openShops(db: Db): Promise<Shop[]> {
  const shops: Shop[] = [];
  for (const [n, tier] of TIERS.entries()) {
    const name = `店铺${n + 1}`;
    const shop = await aShop(db, name);
    await sql`update shops.shops set tier = ${tier} where id = ${shop.shopId}`.execute(db);
    shops.push({ name, ...shop });
  }
  return shops;
}

async function listGoods(db: Db, shops: readonly Shop[]): Promise<Sku[]> {
  const skus: Sku[] = [];
  for (const [n, plan] of PLANS.entries()) {
    const { shopId, ownerId } = shops[plan.shop]!;
    const { prices, pieces, limit } = plan;
    const made = await aProduct(db, shopId, { prices, pieces, title: `货${n + 1}`, perBuyerLimit: limit });
    const { productId } = made;
    if (plan.commissionBp !== null)
      await setPlan(db, { shopId, productId, commissionBp: plan.commissionBp, by: ownerId });
    for (const [m, skuId] of made.skuIds.entries())
      skus.push({ name: `sku ${n + 1}.${m + 1}`, skuId, productId, shopId, priceFen: prices[m]!, pieces, limit });
  }
  return skus;
}

async function findHosts(db: Db, skus: readonly Sku[]): Promise<Furniture["hosts"]> {
  const hosts: Furniture["hosts"] = [];
  for (const n of [1, 2]) {
    const personId = await aPerson(db, `主播${n}`);
    const at = clock.now();
    await sql`insert into identity.creators (person_id, name, created_at) values (${personId}, ${`主播${n}`}, ${at})`.execute(
      db,
    );
    const open = PLANS.flatMap((plan, p) => (plan.commissionBp === null ? [] : [p + 1]));
    const shown = new Set(
      skus.filter(({ name }) => open.some((p) => name.startsWith(`sku ${p}.`))).map((sku) => sku.productId),
    );
    for (const productId of shown) await addToShowcase(db, { creatorId: personId, productId });
    hosts.push({ name: `host ${n}`, personId });
  }
  return hosts;
}

async function issueCoupons(db: Db, shops: readonly Shop[]): Promise<Coupon[]> {
  const coupons: Coupon[] = [];
  const [startsAt, endsAt] = [clock.now(), new Date(clock.now().getTime() + 90 * DAY_MS)];
  for (const [n, { shopId }] of shops.entries())
    for (const [offFen, fromFen, total, perPerson] of [
      [500n, 5_000n, 9, 1],
      [1_234n, 0n, 30, 2],
    ] as const) {
      const name = `满减${n}${total}`;
      const wish = { shopId, nameZh: name, nameEn: "Off", offFen, fromFen, total, perPerson, startsAt, endsAt };
      const made = await createCoupon(db, wish);
      coupons.push({ name: `coupon ${coupons.length + 1}`, couponId: made.id, shopId, offFen, fromFen, total });
    }
  return coupons;
}

/** Three shops with three terms of payment, goods plentiful and scarce, buyers, hosts and coupons. */
export async function furnish(db: Db): Promise<Furniture> {
  const house = { db, vault: openVault(Buffer.alloc(32, 7)) } as House;
  const shops = await openShops(db);
  const skus = await listGoods(db, shops);
  const hosts = await findHosts(db, skus);
  const coupons = await issueCoupons(db, shops);
  const buyers: Furniture["buyers"] = [];
  for (let n = 1; n <= BUYERS; n++) buyers.push({ name: `buyer ${n}`, ...(await aBuyer(house, `买家${n}`)) });
  return { shops, skus, buyers, hosts, coupons };
}
