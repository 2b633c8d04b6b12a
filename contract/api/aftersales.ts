import { z } from "zod";
import { fen, id, page, pageIn, text, time } from "../kinds.ts";
import { route } from "../route.ts";
import { caseStates } from "../states/case.ts";

export const caseReasons = ["NO_LONGER_WANT", "INCORRECT_SELECTION", "NO_EXPRESS_INFO", "OTHERS"] as const;
export const caseOut = z.object({
  id,
  orderId: id,
  shopId: id,
  shopName: z.string(),
  state: z.enum(caseStates),
  reason: z.enum(caseReasons),
  note: z.string(),
  fen,
  rejectReason: z.string(),
  dueAt: time.nullable(),
  nextActor: z.enum(["shop", "buyer", "platform", "nobody"]),
  openedAt: time,
  endedAt: time.nullable(),
  refund: z.object({ state: z.string(), succeededAt: time.nullable() }).nullable(),
  history: z.array(z.object({ state: z.enum(caseStates), byWhom: z.string(), note: z.string(), at: time })),
});

/** Asks for the whole order's money back before anything was shipped. Accepted at once within an hour of paying. */
export const openCase = route({
  method: "POST",
  path: "/api/aftersales/orders/{orderId}/cases",
  access: { by: "person" },
  summary: { zh: "申请退款", en: "Ask for a refund before shipping" },
  in: z.object({ orderId: id, reason: z.enum(caseReasons), note: text(200, 0).default("") }),
  out: caseOut,
  refusals: [
    "orders.not_found",
    "orders.wrong_state",
    "aftersales.open_exists",
    "aftersales.already_shipped",
    "aftersales.too_many_applications",
  ],
});
export const listMyCases = route({
  method: "GET",
  path: "/api/aftersales/cases",
  access: { by: "person" },
  summary: { zh: "我的售后", en: "My cases" },
  in: z.object({ ...pageIn, orderId: id.optional() }),
  out: page(caseOut),
  refusals: [],
});
export const readCase = route({
  method: "GET",
  path: "/api/aftersales/cases/{caseId}",
  access: { by: "person" },
  summary: { zh: "售后详情", en: "A case" },
  in: z.object({ caseId: id }),
  out: caseOut,
  refusals: ["aftersales.not_found"],
});
export const cancelCase = route({
  method: "POST",
  path: "/api/aftersales/cases/{caseId}/cancellation",
  access: { by: "person" },
  summary: { zh: "撤销申请", en: "Withdraw a case" },
  in: z.object({ caseId: id }),
  out: caseOut,
  refusals: ["aftersales.not_found", "aftersales.wrong_state"],
});
export const listShopCases = route({
  method: "GET",
  path: "/api/aftersales/shops/{shopId}/cases",
  access: { by: "shop", may: "orders.read" },
  summary: { zh: "店铺售后", en: "The shop's cases" },
  in: z.object({ shopId: id, ...pageIn, open: z.stringbool().optional() }),
  out: page(caseOut),
  refusals: [],
});
export const decideCase = route({
  method: "POST",
  path: "/api/aftersales/shops/{shopId}/cases/{caseId}/decision",
  access: { by: "shop", may: "cases.decide" },
  summary: { zh: "处理退款申请", en: "Agree to or reject a refund" },
  in: z.object({ shopId: id, caseId: id, agree: z.boolean(), reason: text(200, 0).default("") }),
  out: caseOut,
  refusals: ["aftersales.not_found", "aftersales.wrong_state", "request.invalid"],
});
