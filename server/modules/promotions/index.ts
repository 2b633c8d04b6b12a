import type { Parts } from "#platform/parts";
import { dealSalesConsumer } from "./deals/follow-orders.ts";
import { endDealsOffSale, keepDealTimes } from "./deals/keep-deals.ts";
import { dealRoutes } from "./deals/routes-deals.ts";
import { endCouponsInTime } from "./end-coupons.ts";
import { moveLines } from "./line/admit-next.ts";
import { lineRoutes } from "./line/routes-line.ts";
import { forgetProofs } from "./line/spend-proofs.ts";
import { routes } from "./routes.ts";

export { claimCoupon } from "./claim-coupon.ts";
export type { UnusableCoupon } from "./choose-coupon.ts";
export {
  holdGrants,
  lockGrants,
  lockGrantsOf,
  readGrants,
  retakeGrants,
  returnGrants,
  spendGrants,
} from "./grants.ts";
export { readDealCards } from "./deals/deal-cards.ts";
export { type DealForSale, readDealsForSale, runsAt } from "./deals/deals-for-sale.ts";
export { readDealFigures, readRoomDealFigures } from "./deals/deal-figures.ts";
export { type Pulse, readDealPulses } from "./deals/deal-pulse.ts";
export { readOpenRoomDeals, stopDeal, stopRoomDeals } from "./deals/end-deals.ts";
export { readRoomDealsToBegin } from "./deals/keep-deals.ts";
export { type Plan, planDeal } from "./deals/plan-deal.ts";
export { revealDeal } from "./deals/reveal-deal.ts";
export { beginDeal, startDeal } from "./deals/start-deal.ts";
export { readPass, signPass } from "./line/pass.ts";
export { readAdmitted } from "./line/admitted.ts";
export { usePasses } from "./line/use-passes.ts";
export { createCoupon } from "./issue-coupon.ts";
export { listClaimable } from "./queries.ts";
export { type HeldGrant, type PriceItem, type PricedLine, type QuoteLine, quoteShop, type ShopQuote } from "./quote.ts";

export const parts: Parts = {
  name: "promotions",
  routes: (app, house) => {
    routes(app, house);
    dealRoutes(app, house);
    lineRoutes(app, house);
  },
  consumers: () => [dealSalesConsumer],
  sweeps: ({ hot }) => [
    { name: "promotions.lines", everyMs: 200, run: () => moveLines(hot) },
    { name: "promotions.proofs", everyMs: 60_000, run: forgetProofs },
    { name: "promotions.end_coupons", everyMs: 5_000, run: endCouponsInTime },
    { name: "promotions.deal_times", everyMs: 200, run: keepDealTimes },
    { name: "promotions.deals_off_sale", everyMs: 1_000, run: endDealsOffSale },
  ],
};
