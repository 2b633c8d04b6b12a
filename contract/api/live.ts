import { z } from "zod";
import { id, ok, page, pageIn, text, time } from "../kinds.ts";
import { nowhere, room, roomCard, roomSnapshot } from "../live-shapes.ts";
import { route } from "../route.ts";

export const listRooms = route({
  method: "GET",
  path: "/api/live/rooms",
  access: { by: "anyone" },
  summary: { zh: "正在直播与预告", en: "Rooms live now, soon, and ended" },
  in: z.object({ ...pageIn, when: z.enum(["now", "soon", "ended"]).default("now"), creatorId: id.optional() }),
  out: page(roomCard),
  refusals: [],
});
export const listMyRooms = route({
  method: "GET",
  path: "/api/live/mine",
  access: { by: "person" },
  summary: { zh: "我的直播间", en: "Rooms I host or moderate" },
  in: z.object({ ...pageIn }),
  out: page(roomCard),
  refusals: [],
});
export const createRoom = route({
  method: "POST",
  path: "/api/live/rooms",
  access: { by: "person" },
  summary: { zh: "创建直播间", en: "Create a room" },
  in: z.object({
    title: text(40, 2),
    intro: text(200, 0).default(""),
    coverUploadId: id.optional(),
    plannedAt: time.optional(),
    productIds: z.array(id).max(200).default([]),
  }),
  out: roomCard,
  refusals: [
    "identity.not_creator",
    "identity.real_name_required",
    "safety.blocked_content",
    "live.not_promotable",
    "live.shelf_full",
    "media.not_found",
  ],
});
export const changeRoom = route({
  method: "PATCH",
  path: "/api/live/rooms/{roomId}",
  access: { by: "person" },
  summary: { zh: "修改直播间", en: "Change a room" },
  in: z.object({
    ...room,
    title: text(40, 2).optional(),
    intro: text(200, 0).optional(),
    coverUploadId: id.optional(),
    plannedAt: time.optional(),
  }),
  out: roomCard,
  refusals: [...nowhere, "live.wrong_state", "safety.blocked_content", "media.not_found"],
});
export const announceRoom = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/announcement",
  access: { by: "person" },
  summary: { zh: "发布预告", en: "Announce a room" },
  in: z.object(room),
  out: roomCard,
  refusals: [...nowhere, "live.wrong_state"],
});
export const readRoom = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}",
  access: { by: "anyone" },
  summary: { zh: "进入直播间", en: "Enter a room" },
  in: z.object(room),
  out: roomSnapshot,
  refusals: [...nowhere, "live.banned"],
});
export const endRoom = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/end",
  access: { by: "person" },
  summary: { zh: "结束直播", en: "End the room" },
  in: z.object(room),
  out: roomCard,
  refusals: [...nowhere, "live.wrong_state"],
});
/** Says that a card was seen (at least half of it for a second). */
export const noteExposures = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/exposures",
  access: { by: "anyone" },
  pace: "chat",
  idempotency: "none",
  summary: { zh: "商品曝光", en: "Products that were seen" },
  in: z.object({ ...room, productIds: z.array(id).min(1).max(50), device: z.uuid() }),
  out: ok,
  refusals: nowhere,
});
/** A click on a card: counted, and answered with the trail to buy by. */
export const clickProduct = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/clicks",
  access: { by: "anyone" },
  pace: "chat",
  idempotency: "none",
  summary: { zh: "点击商品", en: "Click a product, and get its trail" },
  in: z.object({ ...room, productId: id, device: z.uuid() }),
  out: z.object({ trail: z.string() }),
  refusals: [...nowhere, "live.not_on_shelf"],
});
export const reserveRoom = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/reservations",
  access: { by: "person" },
  summary: { zh: "预约直播", en: "Ask to be reminded" },
  in: z.object(room),
  out: roomCard,
  refusals: [...nowhere, "live.wrong_state"],
});
export const readReplay = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/replay",
  access: { by: "anyone" },
  summary: { zh: "直播回放", en: "The replay with its chapters" },
  in: z.object(room),
  out: z.object({
    url: z.string(),
    durationMs: z.int(),
    chapters: z.array(
      z.object({
        productId: id,
        titleZh: z.string(),
        titleEn: z.string(),
        pictureUrl: z.string(),
        fromMs: z.int(),
        toMs: z.int(),
      }),
    ),
  }),
  refusals: [...nowhere, "live.wrong_state"],
});
export const closeRoomByPlatform = route({
  method: "POST",
  path: "/api/live/closures",
  access: { by: "platform", may: "rooms.moderate" },
  summary: { zh: "违规断播", en: "Close a room for a violation" },
  in: z.object({ ...room, reason: text(200) }),
  out: roomCard,
  refusals: [...nowhere, "live.wrong_state"],
});
