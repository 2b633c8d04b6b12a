import { z } from "zod";
import { fen, fenSum, id, page, pageIn, time } from "../kinds.ts";
import { route } from "../route.ts";

/** One line of a statement: the sum and the rule that made it, with all that is needed to compute it again. */
const flow = z.object({
  id,
  orderId: id.nullable(),
  fen: fenSum,
  kind: z.enum(["income", "fee", "commission", "refund", "reserve", "reserve_back", "deposit"]),
  reason: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  at: time,
});
/** `dueFen` may be withdrawn, `reserveFen` is kept for 30 days, `heldFen` lies in escrow for orders not yet released. */
const balances = z.object({ dueFen: fen, reserveFen: fen, heldFen: fen, depositFen: fen });
const bill = z.object({
  orderId: id,
  state: z.enum(["waiting", "due", "held", "releasing", "released", "cancelled"]),
  tier: z.string(),
  days: z.int(),
  paidFen: fen,
  completedAt: time.nullable(),
  dueAt: time.nullable(),
  releasedAt: time.nullable(),
});

export const readShopStatement = route({
  method: "GET",
  path: "/api/settlement/shops/{shopId}/statement",
  access: { by: "shop", may: "shop.money" },
  summary: { zh: "店铺对账单", en: "The shop's statement" },
  in: z.object({ shopId: id, ...pageIn }),
  out: page(flow).extend({ balances }),
  refusals: [],
});
export const listShopBills = route({
  method: "GET",
  path: "/api/settlement/shops/{shopId}/bills",
  access: { by: "shop", may: "shop.money" },
  summary: { zh: "待结算", en: "Bills waiting for release" },
  in: z.object({ shopId: id, ...pageIn }),
  out: page(bill),
  refusals: [],
});
export const readMyStatement = route({
  method: "GET",
  path: "/api/settlement/statement",
  access: { by: "person" },
  summary: { zh: "我的收益", en: "My earnings" },
  in: z.object({ ...pageIn }),
  out: page(flow).extend({ balances }),
  refusals: [],
});
export const readPlatformStatement = route({
  method: "GET",
  path: "/api/settlement/platform",
  access: { by: "platform", may: "money.read" },
  summary: { zh: "平台收入", en: "The platform's statement" },
  in: z.object({ ...pageIn }),
  out: page(flow).extend({ feeFen: fenSum, heldFen: fen, clearingFen: fenSum, suspenseFen: fenSum }),
  refusals: [],
});
