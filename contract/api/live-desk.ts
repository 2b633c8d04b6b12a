import { z } from "zod";
import { id, ok, time } from "../kinds.ts";
import { deskOut, nowhere, pin, room, roomFigures, shelfItem } from "../live-shapes.ts";
import { route } from "../route.ts";

export const readDesk = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/desk",
  access: { by: "person" },
  summary: { zh: "直播中控台", en: "The control desk" },
  in: z.object(room),
  out: deskOut,
  refusals: nowhere,
});

/** A fresh stream key; the one before it stops working and its publisher is cut within two seconds. Shown once. */
export const makeStreamKey = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/stream-key",
  access: { by: "person" },
  summary: { zh: "生成推流密钥", en: "Make a stream key" },
  idempotency: "none",
  in: z.object(room),
  out: z.object({ rtmpUrl: z.string(), key: z.string(), expiresAt: time }),
  refusals: [...nowhere, "live.wrong_state"],
});

export const revokeStreamKey = route({
  method: "DELETE",
  path: "/api/live/rooms/{roomId}/stream-key",
  access: { by: "person" },
  summary: { zh: "作废推流密钥", en: "Revoke the stream key" },
  in: z.object(room),
  out: ok,
  refusals: nowhere,
});

/** Writes the shelf's order. `version` is the room's version that the desk saw: two desks cannot overwrite each other. */
export const orderShelf = route({
  method: "PUT",
  path: "/api/live/rooms/{roomId}/shelf",
  access: { by: "person" },
  summary: { zh: "购物袋排序", en: "Order the shelf" },
  in: z.object({ ...room, version: z.int(), productIds: z.array(id).max(200) }),
  out: z.object({ shelf: z.array(shelfItem), version: z.int() }),
  refusals: [...nowhere, "live.stale", "live.not_on_shelf"],
});

export const addToShelf = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/shelf-items",
  access: { by: "person" },
  summary: { zh: "上架到购物袋", en: "Put a product on the shelf" },
  in: z.object({ ...room, productId: id }),
  out: z.object({ shelf: z.array(shelfItem), version: z.int() }),
  refusals: [...nowhere, "live.not_promotable", "live.shelf_full", "live.wrong_state"],
});

export const removeFromShelf = route({
  method: "DELETE",
  path: "/api/live/rooms/{roomId}/shelf-items/{productId}",
  access: { by: "person" },
  summary: { zh: "从购物袋移除", en: "Take a product off the shelf" },
  in: z.object({ ...room, productId: id }),
  out: z.object({ shelf: z.array(shelfItem), version: z.int() }),
  refusals: [...nowhere, "live.not_on_shelf"],
});

/** 讲解: one open pin per room; a new one closes the old. */
export const pinProduct = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/pins",
  access: { by: "person" },
  summary: { zh: "讲解商品", en: "Pin a product" },
  in: z.object({ ...room, productId: id }),
  out: pin,
  refusals: [...nowhere, "live.not_live", "live.not_on_shelf", "live.sold_out"],
});

export const unpinProduct = route({
  method: "DELETE",
  path: "/api/live/rooms/{roomId}/pins/current",
  access: { by: "person" },
  summary: { zh: "取消讲解", en: "Unpin" },
  in: z.object(room),
  out: ok,
  refusals: nowhere,
});

/** The figures so far, or the summary once the room has ended. Definitions: docs/metrics.md. */
export const readFigures = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/figures",
  access: { by: "person" },
  summary: { zh: "直播数据", en: "A room's figures" },
  in: z.object(room),
  out: roomFigures,
  refusals: nowhere,
});

export const listPublishLog = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/publish-log",
  access: { by: "person" },
  summary: { zh: "推流记录", en: "Who pushed, and who was refused" },
  in: z.object(room),
  out: z.object({
    items: z.array(z.object({ id, outcome: z.string(), why: z.string(), remote: z.string(), at: time })),
  }),
  refusals: nowhere,
});
