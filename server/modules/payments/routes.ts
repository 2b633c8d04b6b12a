import type { FastifyInstance } from "fastify";
import { hearSandbox, openCashier, readPayment } from "#contract/api/payments";
import { batcher } from "#platform/batcher";
import { clock } from "#platform/clock";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { hearNotice } from "./hear-notice.ts";
import { type Intent, readIntents } from "./intents.ts";
import { lookAt } from "./look-at-payments.ts";
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

  const readOne = batcher(async (checkoutIds: bigint[]) => {
    const found = await readIntents(house.db, "checkout", checkoutIds);
    return checkoutIds.map((checkoutId) => found.get(checkoutId));
  });
  serve(app, house, readPayment, async ({ input: { checkoutId, look }, caller }) => {
    const read = async (): Promise<Intent> => {
      const intent = await readOne(checkoutId);
      if (intent?.payerId !== caller.personId) throw new Refusal("payments.not_found");
      return intent;
    };
    const intent = await read();
    if (look) await lookAt(house, intent);
    return { ...openedOf(look ? await read() : intent), serverTime: clock.now() };
  });

  serveOpen(app, house, hearSandbox, async ({ raw, request }) => {
    await hearNotice(house, raw, request.headers);
    return { ok: true as const };
  });
}
