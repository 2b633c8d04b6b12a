import { z } from "zod";
import { dealCard, dealFigures } from "../deal-shapes.ts";
import { fen, id, page, pageIn, time } from "../kinds.ts";
import { route } from "../route.ts";
import { dealStates } from "../states/deal.ts";

/** What a planner decides. In a room it lasts 60 to 1200 seconds, elsewhere at most seven days. */
export const dealPlan = {
  skuId: id,
  roomId: id.nullable().default(null),
  priceFen: fen.refine((n) => n > 0n),
  pieces: z.int().min(1).max(1_000_000),
  perBuyer: z.int().min(1).max(999).default(1),
  verifiedOnly: z.boolean().default(false),
  takesCoupons: z.boolean().default(false),
  admission: z.enum(["open", "line"]).default("line"),
  isHidden: z.boolean().default(false),
  startsAt: time,
  endsAt: time,
};
export const planRefusals = [
  "catalog.not_sellable",
  "inventory.out_of_stock",
  "promotions.deal_overlaps",
  "promotions.deal_price_too_high",
  "promotions.wrong_room",
  "identity.step_up_required",
  "request.invalid",
] as const;
const mine = { shopId: id, dealId: id };

/** Plans a flash deal; its pieces leave the warehouse at once, so that it can never lack them. */
export const planDeal = route({
  method: "POST",
  path: "/api/promotions/shops/{shopId}/deals",
  access: { by: "shop", may: "deals.write" },
  summary: { zh: "新建限时秒杀", en: "Plan a flash deal" },
  in: z.object({ shopId: id, ...dealPlan }),
  out: dealFigures,
  refusals: planRefusals,
});
/** Before it starts everything may change; while it runs its end and more pieces. `version` is the one the editor saw. */
export const changeDeal = route({
  method: "PATCH",
  path: "/api/promotions/shops/{shopId}/deals/{dealId}",
  access: { by: "shop", may: "deals.write" },
  summary: { zh: "修改限时秒杀", en: "Change a flash deal" },
  in: z.object({
    ...mine,
    version: z.int(),
    priceFen: fen.refine((n) => n > 0n).optional(),
    pieces: z.int().min(1).max(1_000_000).optional(),
    perBuyer: z.int().min(1).max(999).optional(),
    startsAt: time.optional(),
    endsAt: time.optional(),
  }),
  out: dealFigures,
  refusals: [...planRefusals, "promotions.deal_not_found", "promotions.deal_wrong_state", "promotions.stale"],
});
/** Ends it now: nobody can take a piece any more, what is free goes home in the same moment. */
export const stopDeal = route({
  method: "POST",
  path: "/api/promotions/shops/{shopId}/deals/{dealId}/stop",
  access: { by: "shop", may: "deals.write" },
  summary: { zh: "提前结束秒杀", en: "Stop a flash deal" },
  in: z.object(mine),
  out: dealFigures,
  refusals: ["promotions.deal_not_found", "promotions.deal_wrong_state"],
});
export const listShopDeals = route({
  method: "GET",
  path: "/api/promotions/shops/{shopId}/deals",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "店铺秒杀活动", en: "The shop's flash deals" },
  in: z.object({ shopId: id, ...pageIn, state: z.enum(dealStates).optional() }),
  out: page(dealFigures),
  refusals: [],
});
/** Deals that run or begin within the next days, for a product's page or a room. */
export const listDeals = route({
  method: "GET",
  path: "/api/promotions/deals",
  access: { by: "anyone" },
  summary: { zh: "秒杀活动", en: "Flash deals of a product or a room" },
  in: z.object({ productId: id.optional(), roomId: id.optional() }),
  out: z.object({ items: z.array(dealCard), serverTime: time }),
  refusals: ["request.invalid"],
});
export const readDeal = route({
  method: "GET",
  path: "/api/promotions/deals/{dealId}",
  access: { by: "anyone" },
  summary: { zh: "秒杀详情", en: "A flash deal" },
  in: z.object({ dealId: id }),
  out: dealCard.extend({ serverTime: time }),
  refusals: ["promotions.deal_not_found"],
});
