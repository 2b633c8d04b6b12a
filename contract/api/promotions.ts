import { z } from "zod";
import { fen, id, page, pageIn, text, time } from "../kinds.ts";
import { route } from "../route.ts";

const couponState = z.enum(["editing", "valid", "expired", "void", "deleted"]);
export const coupon = z.object({
  id,
  shopId: id,
  nameZh: z.string(),
  nameEn: z.string(),
  offFen: fen,
  fromFen: fen,
  total: z.int(),
  claimed: z.int(),
  perPerson: z.int(),
  state: couponState,
  startsAt: time,
  endsAt: time,
});
/** What a buyer holds. `why` says in a word why it does not serve the goods asked about, null when it does. */
export const grant = z.object({ id, coupon, state: z.enum(["unused", "locked", "used", "expired"]), claimedAt: time });

export const createCoupon = route({
  method: "POST",
  path: "/api/promotions/shops/{shopId}/coupons",
  access: { by: "shop", may: "coupons.write" },
  summary: { zh: "新建优惠券", en: "Issue a coupon" },
  in: z.object({
    shopId: id,
    nameZh: text(20),
    nameEn: text(40, 0).default(""),
    offFen: fen.refine((n) => n > 0n),
    fromFen: fen,
    total: z.int().min(1).max(1_000_000),
    perPerson: z.int().min(1).max(100).default(1),
    startsAt: time,
    endsAt: time,
  }),
  out: coupon,
  refusals: ["request.invalid", "safety.blocked_content"],
});
export const listShopCoupons = route({
  method: "GET",
  path: "/api/promotions/shops/{shopId}/coupons",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "店铺优惠券", en: "The shop's coupons" },
  in: z.object({ shopId: id, ...pageIn }),
  out: page(coupon.extend({ used: z.int() })),
  refusals: [],
});
export const voidCoupon = route({
  method: "DELETE",
  path: "/api/promotions/shops/{shopId}/coupons/{couponId}",
  access: { by: "shop", may: "coupons.write" },
  summary: { zh: "作废优惠券", en: "Void a coupon" },
  in: z.object({ shopId: id, couponId: id }),
  out: coupon,
  refusals: ["promotions.not_found", "promotions.wrong_state"],
});
/** Coupons that may be claimed now; signed in, each says how many more this person may have. */
export const listClaimable = route({
  method: "GET",
  path: "/api/promotions/coupons",
  access: { by: "anyone" },
  summary: { zh: "可领取的优惠券", en: "Coupons to claim" },
  in: z.object({ ofShopId: id }),
  out: z.object({ items: z.array(coupon.extend({ claimableByMe: z.int() })) }),
  refusals: [],
});
export const claimCoupon = route({
  method: "POST",
  path: "/api/promotions/coupons/{couponId}/claims",
  access: { by: "person" },
  summary: { zh: "领取优惠券", en: "Claim a coupon" },
  in: z.object({ couponId: id }),
  out: grant,
  refusals: ["promotions.not_found", "promotions.coupon_gone", "promotions.coupon_limit"],
});
export const listMyCoupons = route({
  method: "GET",
  path: "/api/promotions/grants",
  access: { by: "person" },
  summary: { zh: "我的优惠券", en: "My coupons" },
  in: z.object({ ...pageIn, state: z.enum(["unused", "used", "expired"]).optional() }),
  out: page(grant),
  refusals: [],
});
