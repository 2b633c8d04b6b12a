import { z } from "zod";
import { dealFigures } from "../deal-shapes.ts";
import { id, time } from "../kinds.ts";
import { nowhere, room } from "../live-shapes.ts";
import { route } from "../route.ts";
import { slice } from "./inventory-slices.ts";
import { dealPlan, planRefusals } from "./promotions-deals.ts";

const one = { ...room, dealId: id };
const figures = z.object({ items: z.array(dealFigures), serverTime: time });

/** The drops of this room, running and planned first, with their live counters. Host and moderators. */
export const listRoomDeals = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/deals",
  access: { by: "person" },
  summary: { zh: "本场秒杀", en: "The room's drops" },
  in: z.object(room),
  out: figures,
  refusals: nowhere,
});
/** Plans a drop for this room. The planner must be allowed to plan deals of the product's shop. */
export const planRoomDeal = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/deals",
  access: { by: "person" },
  summary: { zh: "设秒杀", en: "Plan a drop for the room" },
  in: z.object({ ...dealPlan, roomId: id }),
  out: dealFigures,
  refusals: [...nowhere, ...planRefusals, "live.not_on_shelf", "live.wrong_state", "shops.not_found"],
});
/** 立即开始: starts a planned drop now; it lasts as long as was planned. */
export const startRoomDeal = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/deals/{dealId}/start",
  access: { by: "person" },
  summary: { zh: "立即开抢", en: "Start a drop now" },
  in: z.object(one),
  out: dealFigures,
  refusals: [
    ...nowhere,
    "live.not_live",
    "promotions.deal_not_found",
    "promotions.deal_wrong_state",
    "promotions.deal_overlaps",
  ],
});
/** 开价: tells everybody the price that was hidden. */
export const revealRoomDeal = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/deals/{dealId}/reveal",
  access: { by: "person" },
  summary: { zh: "开价", en: "Reveal a drop's price" },
  in: z.object(one),
  out: dealFigures,
  refusals: [...nowhere, "promotions.deal_not_found", "promotions.deal_wrong_state"],
});
export const stopRoomDeal = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/deals/{dealId}/stop",
  access: { by: "person" },
  summary: { zh: "结束秒杀", en: "Stop a drop" },
  in: z.object(one),
  out: dealFigures,
  refusals: [...nowhere, "promotions.deal_not_found", "promotions.deal_wrong_state"],
});
/** 直播间专享库存: sets pieces aside that only this room's viewers can buy, at the ordinary price, until it ends. */
export const openRoomSlice = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/slices",
  access: { by: "person" },
  summary: { zh: "设专享库存", en: "Set stock aside for the room" },
  in: z.object({ ...room, skuId: id, pieces: z.int().min(1).max(1_000_000) }),
  out: slice,
  refusals: [
    ...nowhere,
    "live.not_on_shelf",
    "live.wrong_state",
    "inventory.out_of_stock",
    "inventory.slice_exists",
    "catalog.not_sellable",
    "shops.not_found",
  ],
});
export const listRoomSlices = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/slices",
  access: { by: "person" },
  summary: { zh: "本场专享库存", en: "Stock set aside for the room" },
  in: z.object(room),
  out: z.object({ items: z.array(slice) }),
  refusals: nowhere,
});
