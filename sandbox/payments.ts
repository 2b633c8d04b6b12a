import { randomBytes } from "node:crypto";
import { providerNo } from "./crypt.ts";
import { type Answer, type Does, type House, iso, isoOrNull, noticeOf, ok, ownAddress } from "./house.ts";
import { fenOf, fieldsOf, listOf, numberOf, optionalText, Refused, textOf, timeOf } from "./refused.ts";
import type { Notice, Payment, Transaction } from "./rows.ts";

/** Opens a payment once per number: the same question again gets the same page, another one is refused. */
export const openPayment: Does = (house, { body }) => {
  const wanted = wantedOf(house, body);
  const known = house.store.payments.get(wanted.id);
  if (known) return opened(house, sameAs(known, wanted));
  const now = Date.now();
  const payment: Payment = {
    ...wanted,
    token: randomBytes(24).toString("base64url"),
    state: "open",
    openedAt: now,
    changedAt: now,
    closedAt: null,
    dueAt: null,
    transactions: [],
  };
  house.store.save({ payments: [payment] });
  return opened(house, payment);
};

type Wanted = Pick<
  Payment,
  "id" | "fen" | "currency" | "description" | "payee" | "notifyUrl" | "returnUrl" | "expiresAt" | "parts"
>;

function wantedOf(house: House, body: Record<string, unknown>): Wanted {
  if (body["mchid"] !== house.keys.merchantId || body["appid"] !== house.keys.appId)
    throw new Refused(403, "NO_AUTH", "mchid or appid is not yours");
  const amount = fieldsOf(body["amount"]);
  const parts = listOf(body, "parts").map((part) => ({
    partNo: numberOf(part, "part_no"),
    account: textOf(part, "account", 64),
    fen: fenOf(part, "fen"),
  }));
  const fen = fenOf(amount, "total");
  if (parts.length > 0 && parts.reduce((sum, part) => sum + part.fen, 0) !== fen)
    throw new Refused(400, "PARAM_ERROR", "the parts do not add up to the total");
  if (amount["currency"] !== "CNY") throw new Refused(400, "PARAM_ERROR", "only CNY");
  const returnUrl = textOf(body, "return_url", 2000);
  if (!/^https?:\/\//.test(returnUrl)) throw new Refused(400, "PARAM_ERROR", "return_url wants http or https");
  return {
    id: numberOf(body, "out_trade_no"),
    fen,
    currency: "CNY",
    description: textOf(body, "description", 127),
    payee: optionalText(body, "payee", 60) ?? "集市 Jishi",
    notifyUrl: ownAddress(house, textOf(body, "notify_url", 2000)),
    returnUrl,
    expiresAt: timeOf(body, "time_expire"),
    parts,
  };
}

function sameAs(known: Payment, wanted: Wanted): Payment {
  if (known.fen !== wanted.fen || known.notifyUrl !== wanted.notifyUrl)
    throw new Refused(400, "OUT_TRADE_NO_USED", "the number was used for another payment");
  if (known.state === "paid") throw new Refused(400, "ORDER_PAID", "already paid");
  if (known.state === "closed") throw new Refused(400, "ORDER_CLOSED", "already closed");
  return known;
}

const opened = (house: House, payment: Payment): Answer =>
  ok({ out_trade_no: payment.id, pay_url: `${house.publicUrl}/pay/${payment.token}` });

export function paymentNo(house: House, outTradeNo: string | undefined): Payment {
  const payment = house.store.payments.get(outTradeNo ?? "");
  if (!payment) throw new Refused(404, "ORDER_NOT_EXIST", "no such payment");
  return payment;
}

const STALE_MS = 30_000;

export const lookAtPayment: Does = (house, { params }, effects) => {
  const payment = paymentNo(house, params["no"]);
  const stale = effects.includes("look-stale") && Date.now() - payment.changedAt < STALE_MS;
  const at = (transaction: Transaction) => paidContent(house, payment, transaction, effects);
  const state = stale ? "open" : payment.state;
  return ok({
    mchid: effects.includes("wrong-merchant") ? "1900000000" : house.keys.merchantId,
    appid: effects.includes("wrong-app") ? "sandboxother" : house.keys.appId,
    out_trade_no: effects.includes("wrong-number") ? `${payment.id}X` : payment.id,
    trade_state: { open: payment.dueAt === null ? "NOTPAY" : "USERPAYING", paid: "SUCCESS", closed: "CLOSED" }[state],
    amount: amountOf(payment.fen, effects),
    transactions: stale ? [] : payment.transactions.map(at),
  });
};

function amountOf(fen: number, effects: readonly string[]): { total: number; currency: string } {
  return {
    total: effects.includes("wrong-amount") ? fen - 1 : fen,
    currency: effects.includes("wrong-currency") ? "USD" : "CNY",
  };
}

function paidContent(house: House, payment: Payment, transaction: Transaction, effects: readonly string[]) {
  return {
    mchid: effects.includes("wrong-merchant") ? "1900000000" : house.keys.merchantId,
    appid: effects.includes("wrong-app") ? "sandboxother" : house.keys.appId,
    out_trade_no: effects.includes("wrong-number") ? `${payment.id}X` : payment.id,
    transaction_id: transaction.transactionId,
    trade_state: "SUCCESS",
    success_time: iso(transaction.at),
    amount: amountOf(transaction.fen, effects),
  };
}

export const closePayment: Does = (house, { params }, effects) => {
  const payment = paymentNo(house, params["no"]);
  if (effects.includes("close-says-paid") && payment.state === "open") pay(house, payment);
  if (payment.state === "paid") throw new Refused(400, "ORDER_PAID", "already paid");
  if (payment.state === "open") {
    const now = Date.now();
    const late = effects.includes("pays-after-close");
    Object.assign(payment, { state: "closed", closedAt: now, changedAt: now, dueAt: late ? now + 300 : null });
    house.store.save({ payments: [payment] });
  }
  return { status: 204, content: undefined };
};

/** Money arrives: one transaction, the payment's new state and the notification are kept together. */
export function pay(house: House, payment: Payment): Transaction {
  const now = Date.now();
  const transaction: Transaction = {
    transactionId: providerNo("42"),
    fen: payment.fen,
    at: now,
    heldFen: payment.fen,
    refundedFen: 0,
    finished: false,
  };
  payment.transactions.push(transaction);
  Object.assign(payment, { state: "paid", changedAt: now, dueAt: null });
  house.store.save({ payments: [payment], notices: [paidNotice(house, payment, transaction)] });
  return transaction;
}

function paidNotice(house: House, payment: Payment, transaction: Transaction): Notice {
  const told = { url: payment.notifyUrl, eventType: "TRANSACTION.SUCCESS", originalType: "transaction", content: {} };
  const notice = noticeOf(house, told, { outTradeNo: payment.id });
  return { ...notice, content: paidContent(house, payment, transaction, notice.effects) };
}

export const paymentDeed = (house: House, payment: Payment) => ({
  outTradeNo: payment.id,
  state: payment.state,
  fen: payment.fen,
  currency: payment.currency,
  expiresAt: iso(payment.expiresAt),
  closedAt: isoOrNull(payment.closedAt),
  payUrl: `${house.publicUrl}/pay/${payment.token}`,
  transactions: payment.transactions.map((transaction) => ({ ...transaction, at: iso(transaction.at) })),
});
