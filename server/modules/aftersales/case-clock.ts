import type { CaseState } from "#contract/states/case";

const HOUR_MS = 3_600_000;
/** Within an hour of paying nobody has packed anything: the wish is granted at once. */
const REGRET_MS = HOUR_MS;
const SHOP_MS = 24 * HOUR_MS;
const BUYER_MS = 7 * 24 * HOUR_MS;

/** An order may be applied for this often. */
export const APPLICATIONS_MAX = 5;

export const isGrantedAtOnce = (paidAt: Date, at: Date): boolean => at.getTime() - paidAt.getTime() < REGRET_MS;
export const shopDecidesBy = (at: Date): Date => new Date(at.getTime() + SHOP_MS);
export const buyerAnswersBy = (at: Date): Date => new Date(at.getTime() + BUYER_MS);

type Actor = "shop" | "buyer" | "platform" | "nobody";

/** Whose turn it is. */
export const nextActor: Record<CaseState, Actor> = {
  MERCHANT_PROCESSING: "shop",
  USER_WAIT_CONFIRM_UPDATE: "buyer",
  USER_WAIT_HANDLE_MERCHANT_AFTER_SALE: "buyer",
  MERCHANT_REJECT_REFUND: "buyer",
  MERCHANT_REJECT_RETURN: "buyer",
  MERCHANT_REJECT_RESHIP: "buyer",
  USER_WAIT_RETURN: "buyer",
  RETURN_CLOSED: "buyer",
  MERCHANT_WAIT_RECEIPT: "shop",
  USER_WAIT_CONFIRM: "buyer",
  PLATFORM_REFUNDING: "platform",
  PLATFORM_REFUND_FAIL: "platform",
  MERCHANT_REFUND_RETRY_FAIL: "platform",
  MERCHANT_OVERDUE_REFUND: "platform",
  MERCHANT_REFUND_SUCCESS: "nobody",
  MERCHANT_RETURN_SUCCESS: "nobody",
  USER_CANCELD: "nobody",
  MERCHANT_FAIL: "nobody",
};

/** What the buyer may know of the money, read from where the case stands. */
export const refundStates: Partial<Record<CaseState, string>> = {
  PLATFORM_REFUNDING: "processing",
  PLATFORM_REFUND_FAIL: "abnormal",
  MERCHANT_REFUND_RETRY_FAIL: "abnormal",
  MERCHANT_OVERDUE_REFUND: "abnormal",
  MERCHANT_REFUND_SUCCESS: "succeeded",
  MERCHANT_RETURN_SUCCESS: "succeeded",
};
