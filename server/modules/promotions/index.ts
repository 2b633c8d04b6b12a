import type { Parts } from "#platform/parts";
import { endCouponsInTime } from "./end-coupons.ts";
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
export { createCoupon } from "./issue-coupon.ts";
export { listClaimable } from "./queries.ts";
export { type HeldGrant, type PriceItem, type PricedLine, type QuoteLine, quoteShop, type ShopQuote } from "./quote.ts";

export const parts: Parts = {
  name: "promotions",
  routes,
  sweeps: () => [{ name: "promotions.end_coupons", everyMs: 5_000, run: endCouponsInTime }],
};
