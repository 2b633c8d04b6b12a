import { z } from "zod";
import { id, ok, time } from "../kinds.ts";
import { route } from "../route.ts";

export const slice = z.object({
  id,
  skuId: id,
  ownerKind: z.enum(["flash", "room"]),
  ownerId: id,
  pieces: z.int(),
  left: z.int(),
  held: z.int(),
  returned: z.int(),
  openedAt: time,
  closedAt: time.nullable(),
});
export const wait = z.object({
  id,
  productId: id,
  skuId: id,
  /** The deal whose pieces are waited for; null: ordinary stock. */
  dealId: id.nullable(),
  state: z.enum(["waiting", "offered", "taken", "lapsed", "left"]),
  quantity: z.int(),
  /** How many wait in front, while waiting; counted up to 999. */
  ahead: z.int().nullable(),
  offeredUntil: time.nullable(),
});

/** Pieces set aside, open ones first. */
export const listSlices = route({
  method: "GET",
  path: "/api/inventory/shops/{shopId}/slices",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "专享库存", en: "Stock set aside" },
  in: z.object({ shopId: id, skuId: id.optional() }),
  out: z.object({ items: z.array(slice) }),
  refusals: [],
});
/** 候补: waits for a piece of something sold out. Who is first is offered it for two minutes. */
export const joinWaits = route({
  method: "POST",
  path: "/api/inventory/waits",
  access: { by: "person" },
  idempotency: "own",
  summary: { zh: "加入候补", en: "Join the waitlist" },
  in: z.object({ skuId: id, dealId: id.optional(), quantity: z.int().min(1).max(9).default(1) }),
  out: wait,
  refusals: ["inventory.not_found", "inventory.not_sold_out", "inventory.slice_closed", "inventory.has_line"],
});
export const listMyWaits = route({
  method: "GET",
  path: "/api/inventory/waits",
  access: { by: "person" },
  summary: { zh: "我的候补", en: "What I wait for" },
  in: z.object({ skuId: id.optional() }),
  out: z.object({ items: z.array(wait), serverTime: time }),
  refusals: [],
});
export const leaveWaits = route({
  method: "DELETE",
  path: "/api/inventory/waits/{waitId}",
  access: { by: "person" },
  summary: { zh: "取消候补", en: "Leave the waitlist" },
  in: z.object({ waitId: id }),
  out: ok,
  refusals: ["inventory.wait_not_found"],
});
