import { leftInSlices } from "#modules/inventory";
import { type Db, statement } from "#platform/db";

/** How a running deal stands this second. */
export type Pulse = { dealId: bigint; roomId: bigint | null; productId: bigint; left: number; waiting: number };

const running = statement<Omit<Pulse, "left">>(
  "promotions.running_deals",
  `select d.id as "dealId", d.room_id as "roomId", d.product_id as "productId",
     (select count(*)::int from promotions.entries e where e.deal_id = d.id and e.state = 'waiting') as waiting
   from promotions.deals d
   where d.state in ('scheduled', 'running') and d.starts_at <= $3 and d.ends_at > $3
     and (d.room_id is null and d.product_id = any($1::bigint[]) or d.room_id = any($2::bigint[]) and d.state = 'running')
   order by d.id`,
);

/** The pulse of what runs now: of these products everywhere, and in these rooms. */
export async function readDealPulses(
  db: Db,
  { productIds, roomIds }: { productIds: readonly bigint[]; roomIds: readonly bigint[] },
  at: Date,
): Promise<Pulse[]> {
  const deals = await running(db, [...productIds], [...roomIds], at);
  if (deals.length === 0) return [];
  const left = await leftInSlices(
    db,
    deals.map(({ dealId }) => dealId),
  );
  return deals.map((deal) => ({ ...deal, left: left.get(deal.dealId) ?? 0 }));
}
