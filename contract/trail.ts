import { z } from "zod";
import { id, time } from "./kinds.ts";

/**
 * Where a buyer came from, written down and signed by the house where they entered, at most seven days old when it is
 * used. The first line's trail names the order's source; alliance decides who earns from it.
 */
export const trail = z.object({
  scene: z.enum(["other", "live", "video", "share", "showcase", "article"]),
  channel: z.enum(["own", "ads", "linked", "public"]),
  productId: id,
  roomId: id.nullable(),
  pinId: id.nullable(),
  creatorId: id.nullable(),
  planId: id.nullable(),
  clickedAt: time,
});
export type Trail = z.output<typeof trail>;

export const TRAIL_PURPOSE = "trail";
export const TRAIL_DAYS_MAX = 7;
