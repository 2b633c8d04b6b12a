import { z } from "zod";
import { fen, id, ok, page, pageIn, text, time } from "../kinds.ts";
import { route } from "../route.ts";
import { shopStates } from "../states/shop.ts";

const kind = z.enum(["enterprise", "household", "individual"]);
export const shopCard = z.object({
  id,
  name: z.string(),
  intro: z.string(),
  logoUrl: z.string().nullable(),
  kind,
  isOpen: z.boolean(),
  score: z.int().nullable(),
  level: z.int(),
});
const shopFull = z.object({
  id,
  name: z.string(),
  intro: z.string(),
  kind,
  state: z.enum(shopStates),
  logoUrl: z.string().nullable(),
  licenceNumber: z.string().nullable(),
  licenceUrl: z.string().nullable(),
  /** Sent back unchanged when the application is mended and the picture stays. */
  licenceUploadId: id.nullable(),
  reviewReasons: z.array(z.object({ field: z.string(), reason: z.string() })),
  depositNeedFen: fen,
  depositFen: fen,
  feeBp: z.int(),
  tier: z.string(),
  level: z.int(),
  ownerId: id,
  createdAt: time,
  openedAt: time.nullable(),
  version: z.int(),
});
const application = {
  name: text(30, 2),
  intro: text(200, 0).default(""),
  kind,
  licenceNumber: z
    .string()
    .regex(/^[0-9A-Z]{15,18}$/)
    .optional(),
  licenceUploadId: id.optional(),
  logoUploadId: id.optional(),
};
const mine = { shopId: id };

export const createShop = route({
  method: "POST",
  path: "/api/shops/shops",
  access: { by: "person" },
  summary: { zh: "申请开店", en: "Draft a shop" },
  in: z.object(application),
  out: shopFull,
  refusals: ["identity.real_name_required", "safety.blocked_content", "media.not_found", "shops.licence_quota"],
});
export const changeShop = route({
  method: "PUT",
  path: "/api/shops/shops/{shopId}",
  access: { by: "shop", may: "shop.manage" },
  summary: { zh: "修改开店资料", en: "Change the application" },
  in: z.object({ ...mine, ...application }),
  out: shopFull,
  refusals: ["shops.wrong_state", "safety.blocked_content", "media.not_found", "shops.licence_quota"],
});
/** Hands the application in. Enterprise and household shops need a licence number and its picture. */
export const submitShop = route({
  method: "POST",
  path: "/api/shops/shops/{shopId}/submission",
  access: { by: "shop", may: "shop.manage" },
  summary: { zh: "提交开店审核", en: "Submit the shop for review" },
  in: z.object(mine),
  out: shopFull,
  refusals: ["shops.wrong_state", "request.invalid"],
});
export const listMyShops = route({
  method: "GET",
  path: "/api/shops/mine",
  access: { by: "person" },
  summary: { zh: "我的店铺", en: "My shops" },
  in: z.object({}),
  out: z.object({ items: z.array(shopFull) }),
  refusals: [],
});
export const readMyShop = route({
  method: "GET",
  path: "/api/shops/shops/{shopId}/desk",
  access: { by: "shop", may: "orders.read" },
  summary: { zh: "店铺详情(商家)", en: "The shop as its staff sees it" },
  in: z.object(mine),
  out: shopFull,
  refusals: [],
});
/** Opens a payment for what the deposit still lacks; go to `payUrl`. */
export const payDeposit = route({
  method: "POST",
  path: "/api/shops/shops/{shopId}/deposits",
  access: { by: "shop", may: "shop.money" },
  idempotency: "own",
  summary: { zh: "缴纳保证金", en: "Pay the deposit" },
  in: z.object({ ...mine }),
  out: z.object({ intentId: id, fen, payUrl: z.string() }),
  refusals: ["shops.wrong_state", "payments.provider_unavailable", "payments.already_paid", "payments.expired"],
});
export const readShop = route({
  method: "GET",
  path: "/api/shops/shops/{shopId}",
  access: { by: "anyone" },
  summary: { zh: "店铺主页", en: "A shop's card" },
  in: z.object(mine),
  out: shopCard.extend({ operator: z.object({ name: z.string(), licenceNumber: z.string().nullable() }) }),
  refusals: ["shops.not_found"],
});
export const listShopReviews = route({
  method: "GET",
  path: "/api/shops/reviews",
  access: { by: "platform", may: "shops.review" },
  summary: { zh: "待审店铺", en: "Shops in review" },
  in: z.object({ ...pageIn, state: z.enum(shopStates).optional() }),
  out: page(shopFull),
  refusals: [],
});
/** `reasons` name the fields that must be mended. An approved shop opens once its deposit is in. */
export const reviewShop = route({
  method: "POST",
  path: "/api/shops/reviews/{reviewShopId}",
  access: { by: "platform", may: "shops.review" },
  summary: { zh: "审核店铺", en: "Decide on a shop" },
  in: z.object({
    reviewShopId: id,
    decision: z.enum(["approve", "reject"]),
    reasons: z
      .array(z.object({ field: text(40), reason: text(200) }))
      .max(10)
      .default([]),
  }),
  out: shopFull,
  refusals: ["shops.not_found", "shops.wrong_state", "shops.deposit_short"],
});
export const pauseShop = route({
  method: "POST",
  path: "/api/shops/shops/{shopId}/pauses",
  access: { by: "shop", may: "shop.manage" },
  summary: { zh: "暂停或恢复营业", en: "Pause or resume the shop" },
  in: z.object({ ...mine, paused: z.boolean() }),
  out: ok,
  refusals: ["shops.wrong_state"],
});
