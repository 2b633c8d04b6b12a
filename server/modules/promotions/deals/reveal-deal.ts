import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { type DealFigures, readFiguresOf } from "./deal-figures.ts";
import { type Deed, lockDealOf, noteDeed, tellNews, wrongState } from "./deal-rows.ts";

const reveal = statement(
  "promotions.reveal_deal",
  `update promotions.deals set revealed_at = $2, version = version + 1 where id = $1`,
);

/** Tells everybody a price that was hidden. Refuses `promotions.deal_not_found`, `promotions.deal_wrong_state`. */
export async function revealDeal(tx: Tx, deed: Deed): Promise<DealFigures> {
  const deal = await lockDealOf(tx, deed);
  const isOpen = deal.state === "scheduled" || deal.state === "running";
  if (!isOpen || !deal.isHidden || deal.revealedAt !== null) throw wrongState(deal);
  await reveal(tx, deal.id, clock.now());
  await noteDeed(tx, "revealed", deal, deed.by, { priceFen: deal.priceFen });
  await tellNews(tx, "revealed", deal);
  return readFiguresOf(tx, deal.id);
}
