import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { type DealFigures, readFiguresOf } from "./deal-figures.ts";
import { type Deal, type Deed, lockDealOf, lockDeals, moveDeal, noteDeed, requireFree, tellNews } from "./deal-rows.ts";

const retime = statement(
  "promotions.retime_deal",
  `update promotions.deals set starts_at = $2, ends_at = $3 where id = $1`,
);

async function begin(tx: Tx, deal: Deal): Promise<void> {
  await moveDeal(tx, deal, "running");
  await tellNews(tx, "started", deal);
}

const LATE_MS = 1_000;

/**
 * Marks a planned deal as running until the end it was planned for. One that is not waiting any more is left alone.
 * A room's that begins late, since the room was not on, begins now: its line draws lots from its true beginning.
 */
export async function beginDeal(tx: Tx, dealId: bigint): Promise<void> {
  const [deal] = await lockDeals(tx, [dealId]);
  if (deal?.state !== "scheduled") return;
  const now = clock.now();
  const isLate = deal.roomId !== null && now.getTime() - deal.startsAt.getTime() > LATE_MS && now < deal.endsAt;
  if (isLate) await retime(tx, deal.id, now, deal.endsAt);
  await begin(tx, isLate ? { ...deal, startsAt: now } : deal);
}

/**
 * Starts a planned deal now; it lasts as long as was planned. Refuses `promotions.deal_not_found`,
 * `promotions.deal_wrong_state`, `promotions.deal_overlaps`.
 */
export async function startDeal(tx: Tx, deed: Deed): Promise<DealFigures> {
  const deal = await lockDealOf(tx, deed);
  const startsAt = clock.now();
  const endsAt = new Date(startsAt.getTime() + deal.endsAt.getTime() - deal.startsAt.getTime());
  await begin(tx, deal);
  await requireFree(tx, deal.skuId, { startsAt, endsAt }, deal.id);
  await retime(tx, deal.id, startsAt, endsAt);
  await noteDeed(tx, "started", deal, deed.by, { startsAt, endsAt });
  return readFiguresOf(tx, deal.id);
}
