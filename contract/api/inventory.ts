import { z } from "zod";
import { id, page, pageIn, text, time } from "../kinds.ts";
import { route } from "../route.ts";

const position = z.object({
  skuId: id,
  placeId: id,
  placeName: z.string(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
});
const movement = z.object({
  id,
  skuId: id,
  kind: z.enum(["receive", "adjust", "move", "ship", "return_in", "scrap"]),
  quantity: z.int(),
  ref: z.string(),
  actor: z.string(),
  at: time,
});

export const listPositions = route({
  method: "GET",
  path: "/api/inventory/shops/{shopId}/positions",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "库存", en: "Stock on hand" },
  in: z.object({
    shopId: id,
    skuIds: z
      .string()
      .regex(/^\d+(,\d+){0,99}$/)
      .optional(),
    ...pageIn,
  }),
  out: page(position),
  refusals: [],
});
/** Nobody writes a quantity: `receive` and `scrap` add and take, `set` becomes an adjustment under the row's lock. */
export const moveStock = route({
  method: "POST",
  path: "/api/inventory/shops/{shopId}/movements",
  access: { by: "shop", may: "stock.write" },
  summary: { zh: "登记库存流水", en: "Record a stock movement" },
  in: z.object({
    shopId: id,
    skuId: id,
    kind: z.enum(["receive", "scrap", "set"]),
    quantity: z.int().min(0).max(10_000_000),
    note: text(100, 0).default(""),
  }),
  out: position,
  refusals: ["inventory.not_found", "inventory.below_reserved"],
});
export const listMovements = route({
  method: "GET",
  path: "/api/inventory/shops/{shopId}/movements",
  access: { by: "shop", may: "products.read" },
  summary: { zh: "库存流水", en: "Movements of a SKU" },
  in: z.object({ shopId: id, skuId: id, ...pageIn }),
  out: page(movement),
  refusals: ["inventory.not_found"],
});
