import { before } from "#contract/states/machine";
import { intentMachine, type IntentState } from "#contract/states/payment";
import { clock } from "#platform/clock";
import { batcher } from "#platform/batcher";
import { type Db, statement, transact } from "#platform/db";
import type { House } from "#platform/parts";
import { type Outcome, Refusal, unwrap } from "#platform/refusal";
import { FIRST_LOOK_MS } from "./cadence.ts";
import { notifyUrlOf, provider } from "./gateway.ts";
import { type Intent, keepPages, lockIntentsBySubject, type Purpose } from "./intents.ts";
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
  `update payments.intents set state = 'submitted', look_at = $2 where id = any($1::bigint[]) and state = any($3::text[])`,
);

export const openedOf = ({ id, state, fen, payUrl, expiresAt }: Intent): OpenedIntent => ({
  intentId: id,
  state,
  fen,
  payUrl: state === "submitted" ? payUrl : null,
  payBy: expiresAt,
});

type No = Extract<Outcome<never>, { refused: string }>;

/** A payment that can no longer be paid says why. */
function endedFault({ state, expiresAt }: Intent): No | undefined {
  if (state === "captured") return { refused: "payments.already_paid", details: {} };
  if (state === "closing" || state === "closed") return { refused: "payments.expired", details: {} };
  if (state !== "created" && state !== "submitted") return { refused: "payments.wrong_state", details: { state } };
  return expiresAt <= clock.now() ? { refused: "payments.expired", details: {} } : undefined;
}

const subjectKey = ({ purpose, subjectId }: Pick<Opening, "purpose" | "subjectId">): string =>
  `${purpose}:${subjectId}`;

/** The first phase, for all who come at the same moment: their numbers are written down as submitted. */
function submitAll(db: Db, openings: readonly Opening[]): Promise<Outcome<Intent>[]> {
  return transact(db, async (tx) => {
    const found = new Map((await lockIntentsBySubject(tx, openings)).map((intent) => [subjectKey(intent), intent]));
    const outcomes = openings.map((opening): Outcome<Intent> => {
      const intent = found.get(subjectKey(opening));
      if (intent?.payerId !== opening.payerId) return { refused: "payments.not_found", details: {} };
      return endedFault(intent) ?? { ok: intent };
    });
    const ids = outcomes.flatMap((outcome) => ("ok" in outcome ? [outcome.ok.id] : []));
    const lookAt = new Date(clock.now().getTime() + FIRST_LOOK_MS);
    if (ids.length > 0) await submit(tx, [...new Set(ids)], lookAt, before(intentMachine, "submitted"));
    return outcomes;
  });
}

type Page = { id: bigint; payUrl: string | null };
type Till = { submit: (opening: Opening) => Promise<Outcome<Intent>>; keep: (page: Page) => Promise<Intent> };
const tills = new WeakMap<House, Till>();

function tillOf(house: House): Till {
  const known = tills.get(house);
  if (known) return known;
  const till: Till = {
    submit: batcher((openings: Opening[]) => submitAll(house.hot, openings)),
    keep: batcher(async (pages: Page[]) => {
      const kept = new Map((await keepPages(house.hot, pages)).map((intent) => [intent.id, intent]));
      return pages.map(({ id }) => kept.get(id)!);
    }),
  };
  tills.set(house, till);
  return till;
}

/**
 * Opens a payment at the provider, once, or gives the page that is open already. Three phases: its number is written
 * down as submitted, the provider is asked with no transaction open, the page is kept. Refuses `payments.not_found`,
 * `expired`, `already_paid`, `wrong_state`, and `provider_unavailable {retryAfterSeconds}` when nobody knows.
 */
export async function openAtProvider(house: House, opening: Opening): Promise<OpenedIntent> {
  const intent = unwrap(await tillOf(house).submit(opening));
  if (intent.payUrl !== null) return openedOf({ ...intent, state: "submitted" });
  const payUrl = await askOnce(house, intent, opening);
  const now = await tillOf(house).keep({ id: intent.id, payUrl });
  const fault = endedFault(now);
  if (fault) throw new Refusal(fault.refused, fault.details);
  return openedOf(now);
}

const underWay = new WeakMap<House, Map<bigint, Promise<string | null>>>();

/** Two taps in one process share one question; two processes ask with the same number and get the same page. */
function askOnce(house: House, intent: Intent, opening: Opening): Promise<string | null> {
  const asking = underWay.get(house) ?? new Map<bigint, Promise<string | null>>();
  underWay.set(house, asking);
  const mine =
    asking.get(intent.id) ?? askProvider(house, intent, opening).finally(() => void asking.delete(intent.id));
  asking.set(intent.id, mine);
  return mine;
}

/** The page where it is paid; none when it turns out to be paid already. */
async function askProvider(house: House, intent: Intent, opening: Opening): Promise<string | null> {
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
  if (answer.sure === "yes") return answer.value.payUrl;
  // ORDER_PAID is news: the look brings it home, and the caller is then told that it is paid.
  if (answer.sure === "no" && answer.code === "ORDER_PAID") {
    await lookAtPayment(house, intent.id);
    return null;
  }
  const known = answer.sure === "no" ? { code: answer.code } : { why: answer.why };
  house.log.warn({ outTradeNo: intent.outTradeNo, ...known }, "the provider did not open a payment");
  throw new Refusal("payments.provider_unavailable", { retryAfterSeconds: 3 });
}
