import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import type { Jobs } from "#platform/jobs";
import { FIRST_LOOK_MS } from "./cadence.ts";
import { closedNews, lockIntentsBySubject, type Purpose } from "./intents.ts";
import { markNeverSentClosed } from "./settle-closing.ts";

const markClosing = statement(
  "payments.mark_closing",
  `update payments.intents set state = 'closing', looks = 0, look_at = $2 where id = any($1::bigint[])`,
);

/**
 * Begins to end these payments. Each ends later with `payments.closed`, or with `payments.captured` when money was
 * faster. One that the provider never heard of is closed at once, and so is one in quarantine: it is never fulfilled.
 */
export async function closeIntents(
  tx: Tx,
  jobs: Jobs,
  subjects: readonly { purpose: Purpose; subjectId: bigint }[],
): Promise<void> {
  const intents = await lockIntentsBySubject(tx, subjects);
  const open = intents.filter(({ state }) => state === "created" || state === "submitted");
  const firstLook = new Date(clock.now().getTime() + FIRST_LOOK_MS);
  await markClosing(
    tx,
    open.map(({ id }) => id),
    firstLook,
  );
  for (const intent of open) {
    if (intent.state === "created") await markNeverSentClosed(tx, intent);
    else await jobs.send(tx, "payments.close", { intentId: String(intent.id) });
  }
  const dead = intents.filter(({ state }) => state === "quarantined" || state === "failed" || state === "closed");
  await emit(tx, "payments.closed", dead.map(closedNews));
}
