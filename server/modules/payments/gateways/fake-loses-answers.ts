import { type Asked, no, unknown, yes } from "#platform/asked";
import type { GatewayLimits, PaymentGateway, SeenPayment, SeenRefund, SeenSplit, Taken } from "./port.ts";

type Payment = { fen: bigint; state: SeenPayment["state"]; taken: Taken[]; opens: number };

const openRecords = () => ({
  payments: new Map<string, Payment>(),
  refunds: new Map<string, SeenRefund & { closed?: boolean; abnormal?: boolean }>(),
  splits: new Map<string, SeenSplit>(),
  refs: 0,
});
type Records = ReturnType<typeof openRecords>;

const openLine = () => ({
  /** So many of the next answers are lost, after the deed. */
  loses: 0,
  /** Calls that are refused, with what. */
  refuses: new Map<string, string>(),
  /** Receivers of splits who cannot be paid. */
  failing: new Set<string>(),
  asked: [] as string[],
  /** Runs before and after each deed: where a test lets others go first. */
  pause: async (_spot: string): Promise<void> => undefined,
});
type Line = ReturnType<typeof openLine>;

/** Does the deed, and says so only when the line lets the answer through. */
async function answer<T>(line: Line, call: string, deed: () => Asked<T>): Promise<Asked<T>> {
  line.asked.push(call);
  await line.pause(`before ${call}`);
  const code = line.refuses.get(call);
  const answered = code === undefined ? deed() : no(code);
  await line.pause(`after ${call}`);
  if (line.loses === 0) return answered;
  line.loses -= 1;
  return unknown("silence");
}

type Whose = { merchantId: string; appId: string };

const paymentCalls = (
  line: Line,
  { payments }: Records,
  whose: Whose,
): Pick<PaymentGateway, "open" | "look" | "close"> => ({
  open: ({ outTradeNo, fen }) =>
    answer(line, "open", () => {
      const known = payments.get(outTradeNo);
      if (known?.state === "paid") return no("ORDER_PAID");
      if (known?.state === "closed") return no("ORDER_CLOSED");
      payments.set(outTradeNo, { fen, state: "open", taken: [], opens: (known?.opens ?? 0) + 1 });
      return yes({ outTradeNo, payUrl: `http://pay.test/${outTradeNo}` });
    }),
  look: (outTradeNo) =>
    answer(line, "look", () => {
      const payment = payments.get(outTradeNo);
      if (!payment) return no("ORDER_NOT_EXIST");
      const { fen, state, taken } = payment;
      return yes({ outTradeNo, ...whose, fen, currency: "CNY", state, taken: [...taken] });
    }),
  close: (outTradeNo) =>
    answer(line, "close", () => {
      const payment = payments.get(outTradeNo);
      if (!payment) return no("ORDER_NOT_EXIST");
      if (payment.state === "paid") return no("ORDER_PAID");
      payment.state = "closed";
      return yes({ outTradeNo });
    }),
});

function refundCalls(line: Line, records: Records): Pick<PaymentGateway, "refund" | "lookRefund"> {
  const { refunds } = records;
  const seen = (outRefundNo: string): Asked<SeenRefund> => {
    const refund = refunds.get(outRefundNo);
    if (!refund) return no("RESOURCE_NOT_EXISTS");
    if (refund.closed) return no("CLOSED");
    return refund.abnormal ? unknown("abnormal") : yes(refund);
  };
  return {
    refund: ({ outRefundNo, outTradeNo, transactionId, fen, totalFen }) =>
      answer(line, "refund", () => {
        if (refunds.has(outRefundNo)) return seen(outRefundNo);
        const earlier = [...refunds.values()].filter((each) => each.transactionId === transactionId && !each.closed);
        if (earlier.reduce((sum, each) => sum + each.fen, fen) > totalFen) return no("INVALID_REQUEST");
        const about = { outRefundNo, outTradeNo, transactionId, fen, totalFen, currency: "CNY", at: null };
        refunds.set(outRefundNo, { ...about, refundId: `F${++records.refs}`, state: "processing" });
        return seen(outRefundNo);
      }),
    lookRefund: (outRefundNo) => answer(line, "lookRefund", () => seen(outRefundNo)),
  };
}

const splitCalls = (line: Line, records: Records): Pick<PaymentGateway, "split" | "lookSplit"> => ({
  split: ({ outOrderNo, transactionId, receivers }) =>
    answer(line, "split", () => {
      const known = records.splits.get(outOrderNo);
      if (known) return yes(known);
      const about = { outOrderNo, transactionId, splitId: `D${++records.refs}`, at: new Date(0) };
      const shares = receivers.map(({ account, fen }) =>
        line.failing.has(account)
          ? { account, fen, failReason: "ACCOUNT_ABNORMAL", result: "failed" as const }
          : { account, fen, failReason: null, result: "succeeded" as const },
      );
      records.splits.set(outOrderNo, { ...about, state: "finished", receivers: shares });
      return yes({ ...about, state: "processing", receivers: [] });
    }),
  lookSplit: (outOrderNo) =>
    answer(line, "lookSplit", () => {
      const split = records.splits.get(outOrderNo);
      return split ? yes(split) : no("RESOURCE_NOT_EXISTS");
    }),
});

const limits: GatewayLimits = {
  splitCapBp: 3000,
  splitReceiversMax: 50,
  splitRequestsMax: 50,
  splitAfterSeconds: 0,
  frozenDaysMax: 180,
  refundDaysMax: 365,
  refundPartsMax: 50,
  partsMax: 10,
  takesBackFromPersons: false,
};
const nobody = (): Promise<never> => Promise.reject(new Error("not asked for in these tests"));

/**
 * A provider in memory that keeps its word but not its line: it does what it is asked, and its answers may be lost on the
 * way, held up, or refused. Its records are the ground truth of a test.
 */
export function openForgetfulLine(whose: Whose) {
  const records = openRecords();
  const line = openLine();
  const gateway: PaymentGateway = {
    provider: "sandbox",
    limits,
    ...paymentCalls(line, records, whose),
    ...refundCalls(line, records),
    ...splitCalls(line, records),
    hear: () => ({ refused: "signature_differs" }),
    stop: () => undefined,
    returnSplit: nobody,
    lookReturn: nobody,
    finishSplit: nobody,
    payOut: nobody,
    lookPayOut: nobody,
    statement: nobody,
  };
  /** Somebody pays. Gives what a notification would tell. */
  const pay = (outTradeNo: string, fen = records.payments.get(outTradeNo)?.fen ?? 0n): Taken | undefined => {
    const payment = records.payments.get(outTradeNo);
    if (!payment || payment.state === "closed") return undefined;
    const taken = { transactionId: `T${++records.refs}`, fen, currency: "CNY", at: new Date(0) };
    payment.taken.push(taken);
    payment.state = "paid";
    return taken;
  };
  return { gateway, line, pay, payments: records.payments, refunds: records.refunds, splits: records.splits };
}
export type ForgetfulLine = ReturnType<typeof openForgetfulLine>;
