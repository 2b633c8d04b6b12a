import { clock } from "#platform/clock";
import type { Db } from "#platform/db";
import type { House } from "#platform/parts";
import type { Asked, SeenPayment } from "./gateways/port.ts";
import { askAll, claimClosedIntents, claimIntents } from "./cadence.ts";
import { captureOne } from "./capture-batch.ts";
import type { Capture } from "./decide-captures.ts";
import { PROVIDER, type Provider, provider } from "./gateway.ts";
import { type Intent, readIntentById } from "./intents.ts";
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
    for (const capture of capturesIn(answer.value, whom)) await captureOne(house, capture);
  }
  return answer;
}

/** Asks the provider where one payment stands; a closing one is also asked to end. */
export const lookAtPayment = async (house: House, intentId: bigint): Promise<void> =>
  lookAt(house, await readIntentById(house.db, intentId));

/** The same for a payment as it was read a moment ago. */
export async function lookAt(house: House, intent: Pick<Intent, "id" | "state" | "outTradeNo">): Promise<void> {
  if (intent.state === "closing") return settleClosing(house, intent.id);
  if (intent.state === "submitted" || intent.state === "closed") await lookAndRecord(house, intent.outTradeNo);
}

/** Looks at every payment whose time has come: no notification is ever needed for the truth to arrive. */
export async function lookAtDuePayments(house: House, db: Db): Promise<number> {
  const at = clock.now();
  const due = [...(await claimIntents(db, at)), ...(await claimClosedIntents(db, at))];
  return askAll(due, (id) => lookAtPayment(house, id));
}
