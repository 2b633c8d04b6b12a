import { z } from "zod";
import { id, time } from "../kinds.ts";
import { route } from "../route.ts";

/**
 * Where somebody stands in the line before a drop. `position` counts those in front, from 1; null while lots are drawn
 * (until `drawAt`). `admitted`: `token` buys until `tokenUntil`. `over`: everything is gone, or the deal has ended;
 * while orders wait to be paid a place is kept, since pieces may come back. Ask again after `againMs`.
 */
export const lineState = z.object({
  dealId: id,
  state: z.enum(["drawing", "waiting", "admitted", "used", "over"]),
  position: z.int().nullable(),
  waiting: z.int(),
  left: z.int(),
  drawAt: time,
  token: z.string().nullable(),
  tokenUntil: time.nullable(),
  againMs: z.int(),
  serverTime: time,
});
export type LineState = z.output<typeof lineState>;

/** Joins the line; asked again it answers with the same place. `proof` is the solved puzzle, where one was asked for. */
export const enterLine = route({
  method: "POST",
  path: "/api/promotions/deals/{dealId}/entries",
  access: { by: "person" },
  idempotency: "none",
  pace: "drop",
  summary: { zh: "排队抢购", en: "Join the line before a drop" },
  in: z.object({ dealId: id, proof: z.string().max(4000).optional() }),
  out: lineState,
  refusals: [
    "promotions.deal_not_found",
    "promotions.deal_not_running",
    "promotions.no_line",
    "promotions.proof_needed",
    "promotions.proof_invalid",
    "promotions.limit_per_buyer",
    "identity.real_name_required",
    "request.too_fast",
  ],
});
export const readLine = route({
  method: "GET",
  path: "/api/promotions/deals/{dealId}/entry",
  access: { by: "person" },
  pace: "drop",
  summary: { zh: "查询排队位置", en: "My place in the line" },
  in: z.object({ dealId: id }),
  out: lineState,
  refusals: ["promotions.deal_not_found", "promotions.not_in_line"],
});
/** A fresh puzzle for this person and this deal (altcha, SHA-256). */
export const readPuzzle = route({
  method: "GET",
  path: "/api/promotions/deals/{dealId}/puzzle",
  access: { by: "person" },
  pace: "drop",
  summary: { zh: "获取人机验证题", en: "A puzzle to solve" },
  in: z.object({ dealId: id }),
  out: z.object({ challenge: z.string() }),
  refusals: ["promotions.deal_not_found"],
});
