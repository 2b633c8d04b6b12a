import { z } from "zod";
import { fenSum } from "../kinds.ts";
import { route } from "../route.ts";

const figures = z.object({
  gmvGrossFen: fenSum,
  gmvNetFen: fenSum,
  refundedFen: fenSum,
  paidOrders: z.int(),
  buyers: z.int(),
  newBuyers: z.int(),
  returningBuyers: z.int(),
  views: z.int(),
  viewers: z.int(),
  gpmFen: fenSum,
  averageOrderFen: fenSum,
});
const share = z.object({ name: z.string(), gmvFen: fenSum, orders: z.int() });

/**
 * The operator's overview of the last days (a day follows Asia/Shanghai, today included) beside the period before it.
 * Population: paid orders by `paid_at`. Net is gross less what was refunded up to now. GPM is gross per thousand views.
 */
export const readOverview = route({
  method: "GET",
  path: "/api/growth/overview",
  access: { by: "platform", may: "figures.read" },
  summary: { zh: "经营概览", en: "The overview" },
  in: z.object({ days: z.coerce.number().int().min(1).max(90).default(7) }),
  out: z.object({
    from: z.string(),
    to: z.string(),
    now: figures,
    before: figures,
    roomsLive: z.int(),
    byDay: z.array(
      z.object({ day: z.string(), gmvGrossFen: fenSum, gmvNetFen: fenSum, paidOrders: z.int(), newBuyers: z.int() }),
    ),
    byChannel: z.array(share),
    byScene: z.array(share),
    topShops: z.array(share),
    topCreators: z.array(share),
    topRooms: z.array(share),
  }),
  refusals: ["growth.range_too_long"],
});
