import type { AnswerOf } from "../../../kit/api.ts";

export type Case = AnswerOf<"readCase">;

const ended = new Set<Case["state"]>([
  "MERCHANT_REFUND_SUCCESS",
  "MERCHANT_RETURN_SUCCESS",
  "USER_CANCELD",
  "MERCHANT_FAIL",
]);
const withdrawable = new Set<Case["state"]>([
  "MERCHANT_PROCESSING",
  "USER_WAIT_CONFIRM_UPDATE",
  "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE",
  "MERCHANT_REJECT_REFUND",
  "MERCHANT_REJECT_RETURN",
  "MERCHANT_REJECT_RESHIP",
  "USER_WAIT_RETURN",
  "RETURN_CLOSED",
]);

export const isOpenCase = ({ state }: Pick<Case, "state">): boolean => !ended.has(state);
/** Holds its order: a refused one does not, so that its goods are sent and its buyer may ask again. */
export const holdsOrder = (one: Pick<Case, "state">): boolean => isOpenCase(one) && !one.state.includes("REJECT");
export const canWithdraw = ({ state }: Pick<Case, "state">): boolean => withdrawable.has(state);

export type CaseTone = "calm" | "good" | "bad";
export function toneOf({ state }: Pick<Case, "state">): CaseTone {
  if (state === "MERCHANT_REFUND_SUCCESS" || state === "MERCHANT_RETURN_SUCCESS") return "good";
  return state.includes("REJECT") || state.includes("FAIL") ? "bad" : "calm";
}
