import type { z } from "zod";
import type { SeenPayment, SeenPayout, SeenRefund, SeenReturn, SeenSplit, Taken } from "../port.ts";
import type { paymentShape, payoutShape, refundShape, returnShape, splitShape, transactionShape } from "./shapes.ts";

/** The provider's spelling turned into ours. */
type Of<S extends z.ZodType> = z.output<S>;

export const takenOf = (seen: Of<typeof transactionShape>): Taken => ({
  transactionId: seen.transaction_id,
  fen: seen.amount.total,
  currency: seen.amount.currency,
  at: seen.success_time,
});

const PAYMENT_STATES = { NOTPAY: "open", USERPAYING: "paying", SUCCESS: "paid", CLOSED: "closed" } as const;

export const paymentOf = (seen: Of<typeof paymentShape>): SeenPayment => ({
  outTradeNo: seen.out_trade_no,
  merchantId: seen.mchid,
  appId: seen.appid,
  fen: seen.amount.total,
  currency: seen.amount.currency,
  state: PAYMENT_STATES[seen.trade_state],
  taken: seen.transactions.map(takenOf),
});

export const refundOf = (seen: Of<typeof refundShape>) => ({
  outRefundNo: seen.out_refund_no,
  refundId: seen.refund_id,
  outTradeNo: seen.out_trade_no,
  transactionId: seen.transaction_id,
  fen: seen.amount.refund,
  totalFen: seen.amount.total,
  currency: seen.amount.currency,
  at: seen.success_time,
});
export const seenRefundOf = (seen: Of<typeof refundShape>): SeenRefund => ({
  ...refundOf(seen),
  state: seen.status === "SUCCESS" ? "succeeded" : "processing",
});

const SHARE_RESULTS = { PENDING: "pending", SUCCESS: "succeeded", CLOSED: "failed" } as const;

export const splitOf = (seen: Of<typeof splitShape>): SeenSplit => ({
  outOrderNo: seen.out_order_no,
  splitId: seen.order_id,
  transactionId: seen.transaction_id,
  state: seen.state === "FINISHED" ? "finished" : "processing",
  receivers: seen.receivers.map((share) => ({
    account: share.account,
    fen: share.amount,
    result: SHARE_RESULTS[share.result],
    failReason: share.fail_reason,
  })),
  at: seen.finish_time,
});

const ENDS = { PROCESSING: "processing", SUCCESS: "succeeded", FAILED: "failed" } as const;

export const returnOf = (seen: Of<typeof returnShape>): SeenReturn => ({
  outReturnNo: seen.out_return_no,
  returnId: seen.return_id,
  outOrderNo: seen.out_order_no,
  account: seen.account,
  fen: seen.amount,
  state: ENDS[seen.result],
  failReason: seen.fail_reason,
});

export const payoutOf = (seen: Of<typeof payoutShape>): SeenPayout => ({
  outPayoutNo: seen.out_payout_no,
  payoutId: seen.payout_id,
  account: seen.account,
  fen: seen.amount,
  state: ENDS[seen.state],
  failReason: seen.fail_reason,
  at: seen.finish_time,
});
