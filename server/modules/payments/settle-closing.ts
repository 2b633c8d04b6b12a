import { clock } from "#platform/clock";
import { statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import type { House } from "#platform/parts";
import { LATE_WATCH_MS } from "./cadence.ts";
import { provider } from "./gateway.ts";
import { closedNews, type Intent, lockIntent, readIntentById } from "./intents.ts";
import { lookAndRecord } from "./look-at-payments.ts";

const markClosed = statement<{ id: bigint }>(
  "payments.mark_closed",
  `update payments.intents set state = 'closed', looks = $3, look_at = $2 where id = $1 and state = 'closing' returning id`,
);

const WATCHED = 0;
const NEVER_SENT = 3;

/** Ends a closing payment for good and says so: its orders may let go of their stock. */
export async function markIntentClosed(tx: Tx, intent: Intent, looks = WATCHED): Promise<void> {
  const [closed] = await markClosed(tx, intent.id, new Date(clock.now().getTime() + LATE_WATCH_MS), looks);
  if (closed) await emit(tx, "payments.closed", [closedNews(intent)]);
}

/** Ends a payment that the provider never heard of: nothing can come for it, and nobody watches. */
export const markNeverSentClosed = (tx: Tx, intent: Intent): Promise<void> => markIntentClosed(tx, intent, NEVER_SENT);

/** The provider's definite words for: nothing can be paid under this number any more. */
const ENDED = new Set(["ORDER_CLOSED", "ORDER_NOT_EXIST"]);

/**
 * Asks the provider to close a payment. Yes ends it; "already paid" is looked at and captured; unknown leaves it closing,
 * with its stock, and the sweep asks again.
 */
export async function settleClosing(house: House, intentId: bigint): Promise<void> {
  const intent = await readIntentById(house.db, intentId);
  if (intent.state !== "closing") return;
  const { gateway } = await provider.of(house.config)();
  const answer = await gateway.close(intent.outTradeNo);
  if (answer.sure === "yes" || (answer.sure === "no" && ENDED.has(answer.code))) {
    await transact(house.db, async (tx) => markIntentClosed(tx, await lockIntent(tx, intentId)));
  } else if (answer.sure === "no") {
    await lookAndRecord(house, intent.outTradeNo);
  }
}
