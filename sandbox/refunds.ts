import { providerNo } from "./crypt.ts";
import type { Effect } from "./effects.ts";
import { accountOf, type Does, type House, iso, isoOrNull, MERCHANT, noticeOf, ok, ownAddress } from "./house.ts";
import { paymentNo } from "./payments.ts";
import { fenOf, fieldsOf, numberOf, Refused, textOf } from "./refused.ts";
import type { Account, Payment, Refund, Transaction } from "./rows.ts";

const SETTLES_MS = 300;

/** Accepts a refund once per number; the money moves a moment later and a notification tells of it. */
export const askRefund: Does = (house, { body }, effects) => {
  const id = numberOf(body, "out_refund_no");
  const amount = fieldsOf(body["amount"]);
  const [fen, totalFen] = [fenOf(amount, "refund"), fenOf(amount, "total")];
  const payment = paymentNo(house, numberOf(body, "out_trade_no"));
  const transaction = payment.transactions.find((each) => each.transactionId === body["transaction_id"]);
  const known = house.store.refunds.get(id);
  if (known) {
    if (known.fen !== fen || known.outTradeNo !== payment.id)
      throw new Refused(400, "INVALID_REQUEST", "the number was used for another refund");
    return ok(refundContent(house, known));
  }
  if (!transaction) throw new Refused(404, "RESOURCE_NOT_EXISTS", "no such transaction");
  if (totalFen !== transaction.fen) throw new Refused(400, "INVALID_REQUEST", "total differs from the payment");
  if (transaction.refundedFen + fen > transaction.fen) throw new Refused(400, "INVALID_REQUEST", "more than was paid");
  if (effects.includes("refund-not-enough")) throw new Refused(403, "NOT_ENOUGH", "the account holds too little");
  const refund = newRefund(house, id, payment, transaction, body, fen, effects);
  const funds = fundsTaken(house, transaction, fen);
  house.store.save({ refunds: [refund], payments: [payment], accounts: funds });
  if (effects.includes("refund-429-accepted")) throw new Refused(429, "FREQUENCY_LIMITED", "too often");
  return ok(refundContent(house, refund));
};

function newRefund(
  house: House,
  id: string,
  payment: Payment,
  transaction: Transaction,
  body: Record<string, unknown>,
  fen: number,
  effects: readonly Effect[],
): Refund {
  const now = Date.now();
  const endsAs = effects.includes("refund-closed")
    ? "CLOSED"
    : effects.includes("refund-abnormal")
      ? "ABNORMAL"
      : effects.includes("refund-processing")
        ? "PROCESSING"
        : "SUCCESS";
  return {
    id,
    refundId: providerNo("50"),
    outTradeNo: payment.id,
    transactionId: transaction.transactionId,
    fen,
    totalFen: transaction.fen,
    reason: textOf(body, "reason", 80),
    notifyUrl: ownAddress(house, textOf(body, "notify_url", 2000)),
    state: "PROCESSING",
    endsAs,
    askedAt: now,
    doneAt: null,
    dueAt: endsAs === "PROCESSING" ? null : now + SETTLES_MS,
  };
}

/** The held money first; what was split away must have come back before, else the merchant's own account pays. */
function fundsTaken(house: House, transaction: Transaction, fen: number): Account[] {
  const fromHeld = Math.min(fen, transaction.heldFen);
  const merchant = accountOf(house, MERCHANT);
  if (merchant.fen < fen - fromHeld) throw new Refused(403, "NOT_ENOUGH", "the account holds too little");
  transaction.heldFen -= fromHeld;
  transaction.refundedFen += fen;
  return fromHeld === fen ? [] : [{ ...merchant, fen: merchant.fen - (fen - fromHeld) }];
}

/** Ends a refund that is due; a closed one gives the money back to where it was held. */
export function settleRefund(house: House, refund: Refund): void {
  const payment = paymentNo(house, refund.outTradeNo);
  const transaction = payment.transactions.find((each) => each.transactionId === refund.transactionId);
  if (refund.endsAs === "CLOSED" && transaction) {
    transaction.heldFen += refund.fen;
    transaction.refundedFen -= refund.fen;
  }
  Object.assign(refund, { state: refund.endsAs, dueAt: null, doneAt: Date.now() });
  const told = {
    url: refund.notifyUrl,
    eventType: `REFUND.${refund.state}`,
    originalType: "refund",
    content: refundContent(house, refund),
  };
  const notice = noticeOf(house, told, { outTradeNo: payment.id, outRefundNo: refund.id });
  house.store.save({ refunds: [refund], payments: [payment], notices: [notice] });
}

export const lookAtRefund: Does = (house, { params }) => {
  const refund = house.store.refunds.get(params["no"] ?? "");
  if (!refund) throw new Refused(404, "RESOURCE_NOT_EXISTS", "no such refund");
  return ok(refundContent(house, refund));
};

const refundContent = (house: House, refund: Refund) => ({
  mchid: house.keys.merchantId,
  appid: house.keys.appId,
  out_refund_no: refund.id,
  refund_id: refund.refundId,
  out_trade_no: refund.outTradeNo,
  transaction_id: refund.transactionId,
  status: refund.state,
  success_time: isoOrNull(refund.doneAt),
  amount: { refund: refund.fen, total: refund.totalFen, currency: "CNY" },
});

export const refundDeed = ({ dueAt: _, id, ...refund }: Refund) => ({
  outRefundNo: id,
  ...refund,
  askedAt: iso(refund.askedAt),
  doneAt: isoOrNull(refund.doneAt),
});
