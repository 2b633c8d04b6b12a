import { before } from "#contract/states/machine";
import { intentMachine, type IntentState } from "#contract/states/payment";
import { clock } from "#platform/clock";
import { statement, transact } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { FIRST_LOOK_MS } from "./cadence.ts";
import { notifyUrlOf, provider } from "./gateway.ts";
import { type Intent, lockIntent, type Purpose, readIntent } from "./intents.ts";
import { lookAtPayment } from "./look-at-payments.ts";

export type Opening = {
  purpose: Purpose;
  subjectId: bigint;
  payerId: bigint;
  returnUrl: string;
  description: string;
};
export type OpenedIntent = {
  intentId: bigint;
  state: IntentState;
  fen: bigint;
  payUrl: string | null;
  payBy: Date;
};

const submit = statement(
  "payments.submit",
  `update payments.intents set state = 'submitted', look_at = $2 where id = $1 and state = any($3::text[])`,
);
const keepPage = statement(
  "payments.keep_page",
  `update payments.intents set pay_url = $2 where id = $1 and pay_url is null`,
);

export const openedOf = ({ id, state, fen, payUrl, expiresAt }: Intent): OpenedIntent => ({
  intentId: id,
  state,
  fen,
  payUrl: state === "submitted" ? payUrl : null,
  payBy: expiresAt,
});

/** A payment that can no longer be paid says why. */
function refuseEnded({ state, expiresAt }: Intent): void {
  if (state === "captured") throw new Refusal("payments.already_paid");
  if (state === "closing" || state === "closed") throw new Refusal("payments.expired");
  if (state !== "created" && state !== "submitted") throw new Refusal("payments.wrong_state", { state });
  if (expiresAt <= clock.now()) throw new Refusal("payments.expired");
}

/**
 * Opens a payment at the provider, once, or gives the page that is open already. Three phases: its number is written
 * down as submitted, the provider is asked with no transaction open, the page is kept. Refuses `payments.not_found`,
 * `expired`, `already_paid`, `wrong_state`, and `provider_unavailable {retryAfterSeconds}` when nobody knows.
 */
export async function openAtProvider(house: House, opening: Opening): Promise<OpenedIntent> {
  const found = await readIntent(house.db, opening.purpose, opening.subjectId);
  if (!found || found.payerId !== opening.payerId) throw new Refusal("payments.not_found");
  const intent = await transact(house.db, async (tx) => {
    const locked = await lockIntent(tx, found.id);
    refuseEnded(locked);
    const lookAt = new Date(clock.now().getTime() + FIRST_LOOK_MS);
    await submit(tx, locked.id, lookAt, before(intentMachine, "submitted"));
    return locked;
  });
  if (intent.payUrl !== null) return openedOf({ ...intent, state: "submitted" });
  await askOnce(house, intent, opening);
  const now = await transact(house.db, (tx) => lockIntent(tx, intent.id));
  refuseEnded(now);
  return openedOf(now);
}

const underWay = new WeakMap<House, Map<bigint, Promise<void>>>();

/** Two taps in one process share one question; two processes ask with the same number and get the same page. */
function askOnce(house: House, intent: Intent, opening: Opening): Promise<void> {
  const asking = underWay.get(house) ?? new Map<bigint, Promise<void>>();
  underWay.set(house, asking);
  const mine =
    asking.get(intent.id) ?? askProvider(house, intent, opening).finally(() => void asking.delete(intent.id));
  asking.set(intent.id, mine);
  return mine;
}

async function askProvider(house: House, intent: Intent, opening: Opening): Promise<void> {
  const { gateway } = await provider.of(house.config)();
  const leftMs = intent.expiresAt.getTime() - clock.now().getTime();
  const answer = await gateway.open({
    outTradeNo: intent.outTradeNo,
    fen: intent.fen,
    description: opening.description,
    notifyUrl: notifyUrlOf(house.config),
    returnUrl: opening.returnUrl,
    // The provider lives by the wall's clock: it gets the time that is left, not our hour.
    expiresAt: new Date(clock.wall().getTime() + leftMs),
    parts: intent.parts.map(({ shopId, fen }, n) => ({
      partNo: `${intent.outTradeNo}-${n + 1}`,
      account: `shop:${shopId}`,
      fen,
    })),
  });
  if (answer.sure === "yes") {
    await transact(house.db, (tx) => keepPage(tx, intent.id, answer.value.payUrl));
    return;
  }
  // ORDER_PAID is news: the look brings it home, and the caller is then told that it is paid.
  if (answer.sure === "no" && answer.code === "ORDER_PAID") return lookAtPayment(house, intent.id);
  const known = answer.sure === "no" ? { code: answer.code } : { why: answer.why };
  house.log.warn({ outTradeNo: intent.outTradeNo, ...known }, "the provider did not open a payment");
  throw new Refusal("payments.provider_unavailable", { retryAfterSeconds: 3 });
}
