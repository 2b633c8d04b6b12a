import { clock } from "#platform/clock";
import type { Db } from "#platform/db";
import type { House } from "#platform/parts";
import type { Asked, SeenPayment } from "./gateways/port.ts";
import { askAll, claimClosedIntents, claimIntents } from "./cadence.ts";
import { capturePayments } from "./capture-payments.ts";
import type { Capture } from "./decide-captures.ts";
import { PROVIDER, type Provider, provider } from "./gateway.ts";
import { readIntentById } from "./intents.ts";
import { settleClosing } from "./settle-closing.ts";

/** What a look shows, as captures: every success the provider knows of, more than one when somebody paid twice. */
export const capturesIn = (
  seen: SeenPayment,
  { merchantId, appId }: Pick<Provider, "merchantId" | "appId">,
): Capture[] =>
  seen.taken.map(({ transactionId, fen, currency }) => ({
    provider: PROVIDER,
    outTradeNo: seen.outTradeNo,
    providerRef: transactionId,
    fen,
    currency,
    ours: seen.merchantId === merchantId && seen.appId === appId,
  }));

/** Asks the provider and records what it shows. */
export async function lookAndRecord(house: House, outTradeNo: string): Promise<Asked<SeenPayment>> {
  const whom = await provider.of(house.config)();
  const answer = await whom.gateway.look(outTradeNo);
  if (answer.sure === "yes") {
    const captures = capturesIn(answer.value, whom);
    if (captures.length > 0) await capturePayments(house.hot, captures);
  }
  return answer;
}

/** Asks the provider where one payment stands; a closing one is also asked to end. */
export async function lookAtPayment(house: House, intentId: bigint): Promise<void> {
  const intent = await readIntentById(house.db, intentId);
  if (intent.state === "closing") return settleClosing(house, intentId);
  if (intent.state === "submitted" || intent.state === "closed") await lookAndRecord(house, intent.outTradeNo);
}

/** Looks at every payment whose time has come: no notification is ever needed for the truth to arrive. */
export async function lookAtDuePayments(house: House, db: Db): Promise<number> {
  const at = clock.now();
  const due = [...(await claimIntents(db, at)), ...(await claimClosedIntents(db, at))];
  return askAll(due, (id) => lookAtPayment(house, id));
}
