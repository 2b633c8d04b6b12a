import type { RefusalCode } from "#contract/refusals";

/** What a refusal tells the client: only values that are safe to show. */
export type Details = Record<string, string | number | boolean | null | readonly unknown[]>;

/** A business "no": expected, safe to show, and carrying what the client needs to go on. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Details;
  constructor(code: RefusalCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** What a batch answers for each of its inputs. */
export type Outcome<T> = { ok: T } | { refused: RefusalCode; details: Details };

/** Turns a batch's answer for one caller back into a value or a refusal. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if ("ok" in outcome) return outcome.ok;
  // A batch's no comes from data, not from a place in the code: a stack would tell nobody anything, and costs 5 µs.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const refusal = new Refusal(outcome.refused, outcome.details);
  Error.stackTraceLimit = stackTraceLimit;
  throw refusal;
}
