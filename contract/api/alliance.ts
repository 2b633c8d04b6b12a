import { z } from "zod";
import { basisPoints, fen, id, ok, page, pageIn, time } from "../kinds.ts";
import { route } from "../route.ts";
import { productCard } from "./catalog.ts";

const plan = z.object({
  id,
  productId: id,
  shopId: id,
  commissionBp: z.int(),
  version: z.int(),
  startsAt: time,
  endsAt: time.nullable(),
  titleZh: z.string(),
  titleEn: z.string(),
  pictureUrl: z.string(),
  priceMinFen: fen,
});
const offer = productCard.extend({
  planId: id.nullable(),
  commissionBp: z.int(),
  commissionFen: fen,
  inShowcase: z.boolean(),
});
const commission = z.object({
  id,
  orderId: id,
  productTitleZh: z.string(),
  productTitleEn: z.string(),
  goodsFen: fen,
  bp: z.int(),
  fen,
  state: z.enum(["unsettled", "settled", "cancelled"]),
  createdAt: time,
  endedAt: time.nullable(),
});

/** Opens a product to every creator at this share of the goods' price. Raising binds at once, lowering after 24 hours. */
export const setPlan = route({
  method: "PUT",
  path: "/api/alliance/shops/{shopId}/plans/{productId}",
  access: { by: "shop", may: "plans.write" },
  summary: { zh: "设置推广计划", en: "Set a product's open plan" },
  in: z.object({ shopId: id, productId: id, commissionBp: basisPoints }),
  out: plan,
  refusals: ["catalog.not_found", "alliance.above_split_cap", "alliance.room_protected"],
});
export const endPlan = route({
  method: "DELETE",
  path: "/api/alliance/shops/{shopId}/plans/{productId}",
  access: { by: "shop", may: "plans.write" },
  summary: { zh: "结束推广计划", en: "End a product's plan" },
  in: z.object({ shopId: id, productId: id }),
  out: ok,
  refusals: ["alliance.not_found"],
});
export const listPlans = route({
  method: "GET",
  path: "/api/alliance/shops/{shopId}/plans",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "推广计划", en: "The shop's plans" },
  in: z.object({ shopId: id, ...pageIn }),
  out: page(plan),
  refusals: [],
});
/** Products with a running open plan, for creators to choose from. */
export const listOffers = route({
  method: "GET",
  path: "/api/alliance/offers",
  access: { by: "person" },
  summary: { zh: "选品广场", en: "Products open to creators" },
  in: z.object({ ...pageIn }),
  out: page(offer),
  refusals: [],
});
export const addToShowcase = route({
  method: "POST",
  path: "/api/alliance/showcase",
  access: { by: "person" },
  summary: { zh: "加入橱窗", en: "Take a product into the showcase" },
  in: z.object({ productId: id }),
  out: ok,
  refusals: ["identity.not_creator", "catalog.not_found", "live.not_promotable", "alliance.showcase_full"],
});
export const removeFromShowcase = route({
  method: "DELETE",
  path: "/api/alliance/showcase/{productId}",
  access: { by: "person" },
  summary: { zh: "移出橱窗", en: "Take a product out of the showcase" },
  in: z.object({ productId: id }),
  out: ok,
  refusals: ["alliance.not_found"],
});
/** A creator's showcase as buyers see it; each product comes with the trail of this entry. */
export const readShowcase = route({
  method: "GET",
  path: "/api/alliance/showcases/{creatorId}",
  access: { by: "anyone" },
  summary: { zh: "达人橱窗", en: "A creator's showcase" },
  in: z.object({ creatorId: id, ...pageIn }),
  out: page(offer.extend({ trail: z.string() })),
  refusals: ["identity.person_not_found"],
});
export const listMyCommissions = route({
  method: "GET",
  path: "/api/alliance/commissions",
  access: { by: "person" },
  summary: { zh: "我的佣金", en: "My commissions" },
  in: z.object({ ...pageIn }),
  out: page(commission).extend({ unsettledFen: fen, settledFen: fen }),
  refusals: [],
});
