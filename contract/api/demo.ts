import { z } from "zod";
import { time } from "../kinds.ts";
import { route } from "../route.ts";

/** Only in the demo world: where its outside services show themselves. */
export const readDemo = route({
  method: "GET",
  path: "/api/demo",
  access: { by: "anyone" },
  summary: { zh: "演示环境", en: "The demo world" },
  in: z.object({}),
  out: z.object({
    demo: z.boolean(),
    smsUrl: z.string().nullable(),
    carrierUrl: z.string().nullable(),
    serverTime: time,
  }),
  refusals: [],
});
/** Only in the demo world: lets the house's clock run ahead, so that deadlines of days can be seen in a minute. */
export const moveClock = route({
  method: "POST",
  path: "/api/demo/clock",
  access: { by: "platform", may: "clock.move" },
  idempotency: "own",
  summary: { zh: "快进时钟", en: "Move the demo's clock forward" },
  in: z.object({
    seconds: z
      .int()
      .min(1)
      .max(40 * 86_400),
  }),
  out: z.object({ serverTime: time }),
  refusals: ["request.not_found"],
});
