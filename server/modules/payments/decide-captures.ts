import { allows } from "#contract/states/machine";
import { intentMachine, type IntentState } from "#contract/states/payment";
import type { Intent } from "./intents.ts";

/** A success that the provider told, or showed when asked. `ours`: it names our merchant and our app. */
export type Capture = {
  provider: string;
  outTradeNo: string;
  providerRef: string;
  fen: bigint;
  currency: string;
  ours: boolean;
  /** The notification that told it, once per event id. */
  told?: { eventId: string; body: string };
};
/** What a capture meant: applied to its payment, known before, second money, not what was asked for, or for no payment of ours. */
export type CaptureOutcome = "applied" | "known" | "second" | "mismatch" | "unknown_number";
export type Decided = { capture: Capture; outcome: CaptureOutcome; intent: Intent | undefined };

/**
 * Decides each capture in the order of arrival. A payment takes one capture; more money for it goes back; money that
 * differs in anything puts the payment in quarantine, and money that no payment asked for waits for a person.
 */
export function decideCaptures(
  captures: readonly Capture[],
  intents: ReadonlyMap<string, Intent>,
  knownRefs: ReadonlySet<string>,
): Decided[] {
  const states = new Map<bigint, IntentState>();
  const seen = new Set(knownRefs);
  return captures.map((capture): Decided => {
    const intent = intents.get(capture.outTradeNo);
    const state = intent && (states.get(intent.id) ?? intent.state);
    const outcome = seen.has(capture.providerRef) ? "known" : meaningOf(capture, intent, state);
    seen.add(capture.providerRef);
    if (intent && outcome === "applied") states.set(intent.id, "captured");
    if (intent && state && outcome === "mismatch" && allows(intentMachine, state, "quarantined"))
      states.set(intent.id, "quarantined");
    return { capture, outcome, intent };
  });
}

function meaningOf(
  { fen, currency, ours }: Capture,
  intent: Intent | undefined,
  state: IntentState | undefined,
): CaptureOutcome {
  if (!intent || !state) return "unknown_number";
  if (!ours || currency !== "CNY" || fen !== intent.fen) return "mismatch";
  if (state === "captured") return "second";
  return allows(intentMachine, state, "captured") ? "applied" : "mismatch";
}
