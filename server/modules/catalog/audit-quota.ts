import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";

const HOUR_MS = 3_600_000;

// One line per shop: two submissions at once are counted one after the other.
const hold = statement(
  "catalog.hold_quota",
  `select pg_advisory_xact_lock(hashtextextended('catalog.audit_quota:' || $1::text, 0))`,
);
const used = statement<{ hour: bigint; day: bigint; firstOfHour: Date | null; firstOfDay: Date | null }>(
  "catalog.used_quota",
  `select count(*) filter (where l.happened_at > $2) as hour, count(*) as day,
     min(l.happened_at) filter (where l.happened_at > $2) as "firstOfHour", min(l.happened_at) as "firstOfDay"
   from catalog.audit_log l join catalog.products p on p.id = l.product_id
   where p.shop_id = $1 and l.decision = 'submitted' and l.happened_at > $3`,
);

/** Audits a shop may ask for, by its level: L0 and L1 200 an hour and 1,000 a day, L2 twice, L3 five times that. */
export function quotaOf(level: number): { hour: number; day: number } {
  const times = level >= 3 ? 5 : level === 2 ? 2 : 1;
  return { hour: 200 * times, day: 1000 * times };
}

/** Refuses `catalog.audit_quota_used {resetsAt}` when the hour's or the day's audits are used up. */
export async function takeQuota(tx: Tx, shopId: bigint, level: number): Promise<void> {
  await hold(tx, shopId);
  const now = clock.now().getTime();
  const [count] = await used(tx, shopId, new Date(now - HOUR_MS), new Date(now - 24 * HOUR_MS));
  const quota = quotaOf(level);
  const { hour, day, firstOfHour, firstOfDay } = count!;
  const resetsAt = (first: Date | null, lengthMs: number): string =>
    new Date((first?.getTime() ?? now) + lengthMs).toISOString();
  if (day >= BigInt(quota.day))
    throw new Refusal("catalog.audit_quota_used", { resetsAt: resetsAt(firstOfDay, 24 * HOUR_MS) });
  if (hour >= BigInt(quota.hour))
    throw new Refusal("catalog.audit_quota_used", { resetsAt: resetsAt(firstOfHour, HOUR_MS) });
}
