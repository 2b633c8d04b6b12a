import { type Asked, no, unknown, yes } from "#platform/asked";
import type { PaymentGateway, SeenPayment, SeenRefund, SeenSplit, Taken } from "./port.ts";

type Payment = { fen: bigint; state: SeenPayment["state"]; taken: Taken[]; opens: number };
type Split = SeenSplit;

/**
 * A provider in memory that keeps its word but not its line: it does what it is asked, and its next answers may be lost
 * on the way (`loses`), come late (`hold`), or refuse (`refuses`). Its records are the ground truth of a test.
 */
export function openForgetfulLine({ merchantId, appId }: { merchantId: string; appId: string }) {
  const payments = new Map<string, Payment>();
  const refunds = new Map<string, SeenRefund & { closed?: boolean; abnormal?: boolean }>();
  const splits = new Map<string, Split>();
  const line = {
    loses: 0,
    refuses: new Map<string, string>(),
    failing: new Set<string>(),
    asked: [] as string[],
    /** Runs before and after each deed: where a test lets others go first. */
    pause: async (_spot: string): Promise<void> => undefined,
  };
  let ref = 0;

  async function answer<T>(call: string, deed: () => Asked<T>): Promise<Asked<T>> {
    line.asked.push(call);
    await line.pause(`before ${call}`);
    const code = line.refuses.get(call);
    const answered = code === undefined ? deed() : no(code);
    await line.pause(`after ${call}`);
    if (line.loses === 0) return answered;
    line.loses -= 1;
    return unknown("silence");
  }
  const seen = (outTradeNo: string): Asked<SeenPayment> => {
    const payment = payments.get(outTradeNo);
    if (!payment) return no("ORDER_NOT_EXIST");
    const { fen, state, taken } = payment;
    return yes({ outTradeNo, merchantId, appId, fen, currency: "CNY", state, taken: [...taken] });
  };
  const refundSeen = (no_: string): Asked<SeenRefund> => {
    const refund = refunds.get(no_);
    if (!refund) return no("RESOURCE_NOT_EXISTS");
    if (refund.closed) return no("CLOSED");
    return refund.abnormal ? unknown("abnormal") : yes(refund);
  };
  const nobody = (): Promise<never> => Promise.reject(new Error("not asked for in these tests"));

  const gateway: PaymentGateway = {
    provider: "sandbox",
    limits: {
      ...{ splitCapBp: 3000, splitReceiversMax: 50, splitRequestsMax: 50, splitAfterSeconds: 0, frozenDaysMax: 180 },
      ...{ refundDaysMax: 365, refundPartsMax: 50, partsMax: 10, takesBackFromPersons: false },
    },
    open: ({ outTradeNo, fen }) =>
      answer("open", () => {
        const known = payments.get(outTradeNo);
        if (known?.state === "paid") return no("ORDER_PAID");
        if (known?.state === "closed") return no("ORDER_CLOSED");
        payments.set(outTradeNo, { fen, state: "open", taken: [], opens: (known?.opens ?? 0) + 1 });
        return yes({ outTradeNo, payUrl: `http://pay.test/${outTradeNo}` });
      }),
    look: (outTradeNo) => answer("look", () => seen(outTradeNo)),
    close: (outTradeNo) =>
      answer("close", () => {
        const payment = payments.get(outTradeNo);
        if (!payment) return no("ORDER_NOT_EXIST");
        if (payment.state === "paid") return no("ORDER_PAID");
        payment.state = "closed";
        return yes({ outTradeNo });
      }),
    refund: (ask) =>
      answer("refund", () => {
        const known = refunds.get(ask.outRefundNo);
        const { notifyUrl: _n, reason: _r, ...about } = ask;
        if (!known) {
          const given = [...refunds.values()].filter(
            (each) => each.transactionId === ask.transactionId && !each.closed,
          );
          if (given.reduce((sum, each) => sum + each.fen, 0n) + ask.fen > ask.totalFen) return no("INVALID_REQUEST");
          refunds.set(ask.outRefundNo, {
            ...about,
            refundId: `F${++ref}`,
            currency: "CNY",
            state: "processing",
            at: null,
          });
        }
        return refundSeen(ask.outRefundNo);
      }),
    lookRefund: (outRefundNo) => answer("lookRefund", () => refundSeen(outRefundNo)),
    split: ({ outOrderNo, transactionId, receivers }) =>
      answer("split", () => {
        const known = splits.get(outOrderNo);
        if (known) return yes(known);
        const shares = receivers.map(({ account, fen }) => ({
          ...{ account, fen, failReason: line.failing.has(account) ? "ACCOUNT_ABNORMAL" : null },
          result: line.failing.has(account) ? ("failed" as const) : ("succeeded" as const),
        }));
        const about = { outOrderNo, transactionId, splitId: `D${++ref}`, at: new Date(0) };
        splits.set(outOrderNo, { ...about, state: "finished", receivers: shares });
        return yes({ ...about, state: "processing", receivers: [] });
      }),
    lookSplit: (outOrderNo) =>
      answer("lookSplit", () => {
        const split = splits.get(outOrderNo);
        return split ? yes(split) : no("RESOURCE_NOT_EXISTS");
      }),
    hear: () => ({ refused: "signature_differs" }),
    stop: () => undefined,
    ...{ returnSplit: nobody, lookReturn: nobody, finishSplit: nobody, payOut: nobody, lookPayOut: nobody },
    statement: nobody,
  };
  /** Somebody pays. Gives what a notification would tell. */
  const pay = (outTradeNo: string, fen = payments.get(outTradeNo)?.fen ?? 0n): Taken | undefined => {
    const payment = payments.get(outTradeNo);
    if (!payment || payment.state === "closed") return undefined;
    const taken = { transactionId: `T${++ref}`, fen, currency: "CNY", at: new Date(0) };
    payment.taken.push(taken);
    payment.state = "paid";
    return taken;
  };
  return { gateway, line, payments, refunds, splits, pay, merchantId, appId };
}
export type ForgetfulLine = ReturnType<typeof openForgetfulLine>;
