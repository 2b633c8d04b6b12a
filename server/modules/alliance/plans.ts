import { type Db, statement, type Tx } from "#platform/db";
import type { PlanVersion } from "./plan-versions.ts";

const COLUMNS = `id, product_id as "productId", shop_id as "shopId", commission_bp as "commissionBp", version,
  starts_at as "startsAt", ends_at as "endsAt"`;
const running = statement<PlanVersion>(
  "alliance.running_plans",
  `select ${COLUMNS} from alliance.plans
   where product_id = any($1::bigint[]) and starts_at <= $2 and (ends_at is null or ends_at > $2)`,
);
const byIds = statement<PlanVersion>(
  "alliance.plans_by_id",
  `select ${COLUMNS} from alliance.plans where id = any($1::bigint[])`,
);
// What never ran (an end at its start) is history, not a plan.
const ofShop = statement<PlanVersion>(
  "alliance.plans_of_shop",
  `select ${COLUMNS} from alliance.plans
   where shop_id = $1 and (ends_at is null or (ends_at > $2 and ends_at > starts_at)) and ($3::bigint is null or id < $3)
   order by id desc limit $4`,
);
const open = statement<PlanVersion>(
  "alliance.open_plans",
  `select ${COLUMNS} from alliance.plans
   where starts_at <= $1 and (ends_at is null or ends_at > $1) and ($2::bigint is null or id < $2)
   order by id desc limit $3`,
);

/** The version of each product's open plan that runs at a moment; products without one are left out. */
export async function runningPlans(
  db: Db | Tx,
  productIds: readonly bigint[],
  at: Date,
): Promise<Map<bigint, PlanVersion>> {
  const rows = productIds.length > 0 ? await running(db, [...new Set(productIds)], at) : [];
  return new Map(rows.map((row) => [row.productId, row]));
}

export async function readPlans(db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, PlanVersion>> {
  const rows = ids.length > 0 ? await byIds(db, [...new Set(ids)]) : [];
  return new Map(rows.map((row) => [row.id, row]));
}

type Page = { limit: number; before: string | undefined };

/** The shop's plans that run or will run, newest first, one more than a page. */
export const listShopPlans = (db: Db | Tx, shopId: bigint, at: Date, { limit, before }: Page): Promise<PlanVersion[]> =>
  ofShop(db, shopId, at, before ?? null, limit + 1);

/** Every running plan, newest first, one more than a page. */
export const listOpenPlans = (db: Db | Tx, at: Date, { limit, before }: Page): Promise<PlanVersion[]> =>
  open(db, at, before ?? null, limit + 1);
