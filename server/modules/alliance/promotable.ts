import { readProductShops } from "#modules/catalog";
import { allows } from "#modules/identity";
import { clock } from "#platform/clock";
import type { Db, Tx } from "#platform/db";
import { runningPlans } from "./plans.ts";

export type Promotable = { planId: bigint | null; commissionBp: number | null; isOwn: boolean };

/** Which of these shops are the person's own to run. */
export async function ownShops(db: Db | Tx, personId: bigint, shopIds: readonly bigint[]): Promise<Set<bigint>> {
  const own = new Set<bigint>();
  for (const shopId of new Set(shopIds)) if (await allows(db, personId, "shop.manage", shopId)) own.add(shopId);
  return own;
}

/**
 * What a creator may promote, and on what terms: products of an own shop, without a commission, and products with a
 * running open plan. Others are left out.
 */
export async function promotableBy(
  db: Db | Tx,
  creatorId: bigint,
  productIds: readonly bigint[],
): Promise<Map<bigint, Promotable>> {
  const shops = await readProductShops(db, productIds);
  const own = await ownShops(db, creatorId, [...shops.values()]);
  const plans = await runningPlans(db, [...shops.keys()], clock.now());
  const found = new Map<bigint, Promotable>();
  for (const [productId, shopId] of shops) {
    const plan = plans.get(productId);
    if (own.has(shopId)) found.set(productId, { planId: null, commissionBp: null, isOwn: true });
    else if (plan) found.set(productId, { planId: plan.id, commissionBp: plan.commissionBp, isOwn: false });
  }
  return found;
}
