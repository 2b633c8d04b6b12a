import type { FastifyInstance } from "fastify";
import { hearSandbox, openCashier, readPayment } from "#contract/api/payments";
import { clock } from "#platform/clock";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { hearNotice } from "./hear-notice.ts";
import { readIntent } from "./intents.ts";
import { lookAtPayment } from "./look-at-payments.ts";
import { openAtProvider, openedOf } from "./open-at-provider.ts";

export function routes(app: FastifyInstance, house: House): void {
  serve(app, house, openCashier, async ({ input: { checkoutId }, caller }) => ({
    ...(await openAtProvider(house, {
      purpose: "checkout",
      subjectId: checkoutId,
      payerId: caller.personId,
      returnUrl: `${house.config.publicUrl}/pay/${checkoutId}`,
      description: `集市订单 ${checkoutId}`,
    })),
    serverTime: clock.now(),
  }));

  serve(app, house, readPayment, async ({ input: { checkoutId, look }, caller }) => {
    const read = async () => {
      const intent = await readIntent(house.db, "checkout", checkoutId);
      if (!intent || intent.payerId !== caller.personId) throw new Refusal("payments.not_found");
      return intent;
    };
    const intent = await read();
    if (look) await lookAtPayment(house, intent.id);
    return { ...openedOf(look ? await read() : intent), serverTime: clock.now() };
  });

  serveOpen(app, house, hearSandbox, async ({ raw, request }) => {
    await hearNotice(house, raw, request.headers);
    return { ok: true as const };
  });
}
