import { readProductShops } from "#modules/catalog";
import { readShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { changePlan, type PlanVersion, runsAt } from "./plan-versions.ts";

// The table's own bound: above it nobody would call it a commission.
const COMMISSION_BP_MAX = 5_000;

const turn = statement(
  "alliance.plan_turn",
  `select pg_advisory_xact_lock(hashtextextended('alliance.plan:' || $1::bigint, 0))`,
);
const versionsOf = statement<PlanVersion>(
  "alliance.plan_versions",
  `select id, product_id as "productId", shop_id as "shopId", commission_bp as "commissionBp", version,
     starts_at as "startsAt", ends_at as "endsAt"
   from alliance.plans where product_id = $1 and shop_id = $2 order by version`,
);
const end = statement("alliance.end_version", `update alliance.plans set ends_at = $2 where id = $1`);
const insert = statement(
  "alliance.insert_plan",
  `insert into alliance.plans (id, product_id, shop_id, kind, commission_bp, version, starts_at, created_by, created_at)
   values ($1, $2, $3, 'open', $4, $5, $6, $7, $8)`,
);

export type PlanWish = { shopId: bigint; productId: bigint; commissionBp: number; by: bigint };

/**
 * Opens a product to every creator at a share of the goods' price. Each change is a new version: more binds at once,
 * less after 24 hours. Refuses `alliance.above_split_cap {maxBp}` when share and fee exceed the shop's cap.
 */
export async function setPlan(db: Db | Tx, { shopId, productId, commissionBp, by }: PlanWish): Promise<PlanVersion> {
  return transact(db, async (tx) => {
    await requireOwn(tx, shopId, productId);
    const shop = (await readShopFacts(tx, [shopId])).get(shopId)!;
    const maxBp = Math.max(0, Math.min(COMMISSION_BP_MAX, shop.splitCapBp - shop.feeBp));
    if (commissionBp > maxBp) throw new Refusal("alliance.above_split_cap", { maxBp });
    return (await change(tx, shopId, productId, commissionBp, by))!;
  });
}

/** Closes a product's plan, after the 24 hours that any lowering takes. Refuses `alliance.not_found` without one. */
export async function endPlan(db: Db | Tx, { shopId, productId, by }: Omit<PlanWish, "commissionBp">): Promise<void> {
  await transact(db, async (tx) => {
    await turn(tx, productId);
    const at = clock.now();
    const versions = await versionsOf(tx, productId, shopId);
    if (!versions.some((version) => runsAt(version, at) || version.startsAt > at))
      throw new Refusal("alliance.not_found");
    await change(tx, shopId, productId, undefined, by);
  });
}

async function requireOwn(tx: Tx, shopId: bigint, productId: bigint): Promise<void> {
  if ((await readProductShops(tx, [productId])).get(productId) !== shopId) throw new Refusal("catalog.not_found");
}

async function change(
  tx: Tx,
  shopId: bigint,
  productId: bigint,
  commissionBp: number | undefined,
  by: bigint,
): Promise<PlanVersion | undefined> {
  await turn(tx, productId);
  const at = clock.now();
  const versions = await versionsOf(tx, productId, shopId);
  const { ends, added } = changePlan(versions, commissionBp, at);
  for (const [id, endsAt] of ends) await end(tx, id, endsAt);
  const version = (versions.at(-1)?.version ?? 0) + 1;
  if (added) await insert(tx, newId(), productId, shopId, added.commissionBp, version, added.startsAt, by, at);
  await emit(tx, "alliance.plan_changed", [{ productId, shopId, commissionBp: commissionBp ?? null }]);
  const now = await versionsOf(tx, productId, shopId);
  return added ? now.at(-1) : now.find((each) => runsAt(each, at));
}
