import { z } from "zod";
import { id } from "#contract/kinds";
import { trail } from "#contract/trail";
import { type Consumer, runsOf } from "#platform/events";
import { expectCommissions, reduceCommissions, settleCommissions } from "./commissions.ts";

/** Amounts travel as digits in events, and 0 is one of them. */
const fen = z.union([z.string().regex(/^\d+$/), z.int().min(0)]).transform(BigInt);
const paid = z.object({
  orderId: id,
  buyerId: id,
  shopId: id,
  lines: z.array(z.object({ lineId: id, productId: id, goodsFen: fen, trail })),
});
const refunded = z.object({ lines: z.array(z.object({ lineId: id, goodsFen: fen })) });
const released = z.object({ orderId: id });

export const allianceConsumer: Consumer = {
  name: "alliance",
  topics: ["orders.paid", "orders.refunded", "settlement.released"],
  handle: async (tx, events) => {
    for (const run of runsOf(events)) {
      const { topic, happenedAt } = run.at(-1)!;
      const payloads = run.map((event) => event.payload);
      if (topic === "orders.paid") await expectCommissions(tx, z.array(paid).parse(payloads), happenedAt);
      else if (topic === "orders.refunded")
        for (const { lines } of z.array(refunded).parse(payloads)) await reduceCommissions(tx, lines, happenedAt);
      else
        await settleCommissions(
          tx,
          z
            .array(released)
            .parse(payloads)
            .map((each) => each.orderId),
          happenedAt,
        );
    }
  },
};
