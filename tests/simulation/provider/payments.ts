import { type Asked, no, yes } from "#platform/asked";
import { clock } from "#platform/clock";
import type { SeenPayment, Taken } from "../../../server/modules/payments/gateways/port.ts";
import type { Faults } from "../faults.ts";
import { type Books, MERCHANT, type Payment } from "./books.ts";
import type { Notices } from "./notices.ts";

type Parts = { books: Books; faults: Faults; notices: Notices; nowMs: () => number };

const STALE_MS = 30_000;

/** Payments as the provider keeps them: opened once per number, paid by a buyer at its page, closed on our word. */
export function openPayments({ books, faults, notices, nowMs }: Parts) {
  const change = (payment: Payment, to: Partial<Payment>): void => {
    payment.before = { state: payment.state, taken: payment.taken };
    payment.changedMs = nowMs();
    Object.assign(payment, to);
  };

  const open = (outTradeNo: string, fen: bigint): Asked<{ outTradeNo: string; payUrl: string }> => {
    const known = books.payments.get(outTradeNo);
    if (known?.state === "paid") return no("ORDER_PAID");
    if (known?.state === "closed") return no("ORDER_CLOSED");
    if (known && known.fen !== fen) books.wrongs.push(`${outTradeNo} was opened with two sums`);
    const before = { state: "open" as const, taken: [] };
    if (!known) books.payments.set(outTradeNo, { ...before, outTradeNo, fen, before, changedMs: nowMs() });
    return yes({ outTradeNo, payUrl: `http://pay.test/${outTradeNo}` });
  };

  const look = (outTradeNo: string): Asked<SeenPayment> => {
    const payment = books.payments.get(outTradeNo);
    if (!payment) return no("ORDER_NOT_EXIST");
    const isStale = nowMs() - payment.changedMs < STALE_MS && faults.hits("lookStale");
    const { state, taken } = isStale ? payment.before : payment;
    return yes({ outTradeNo, ...MERCHANT, fen: payment.fen, currency: "CNY", state, taken: [...taken] });
  };

  const close = (outTradeNo: string): Asked<{ outTradeNo: string }> => {
    const payment = books.payments.get(outTradeNo);
    if (!payment) return no("ORDER_NOT_EXIST");
    if (payment.state === "paid") return no("ORDER_PAID");
    if (payment.state === "open") change(payment, { state: "closed" });
    return yes({ outTradeNo });
  };

  const take = (payment: Payment, fen: bigint): void => {
    const money = { transactionId: books.serial("t"), fen, currency: "CNY", at: clock.now() };
    change(payment, { state: "paid", taken: [...payment.taken, money] });
    const tell = (each: Taken, surely: boolean): void =>
      notices.tell({ kind: "paid", ...MERCHANT, outTradeNo: payment.outTradeNo, ...each }, surely);
    // A captured payment is not looked at again: of two, one is known by its notice alone. So both do arrive.
    if (payment.taken.length === 1) tell(money, false);
    else for (const each of payment.taken) tell(each, true);
  };

  /** A buyer pays at the page. Says what came of it. */
  const pay = (outTradeNo: string): string => {
    const payment = books.payments.get(outTradeNo);
    if (!payment) return "no such payment";
    if (payment.state === "closed" && !faults.hits("payAfterClose")) return "closed";
    if (payment.state === "paid" && !faults.hits("payTwice")) return "paid already";
    const said = payment.state === "open" ? "paid" : `paid though ${payment.state}`;
    take(payment, faults.hits("payOtherSum") ? payment.fen + 1n : payment.fen);
    if (faults.hits("payTwice")) take(payment, payment.fen);
    if (faults.hits("payUnknownNumber"))
      take({ ...payment, outTradeNo: books.serial("X"), state: "open", taken: [] }, 100n);
    return said;
  };
  return { open, look, close, pay };
}
