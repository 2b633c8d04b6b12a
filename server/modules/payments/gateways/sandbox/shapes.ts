import { z } from "zod";

/** What the sandbox writes, field by field. Money arrives as whole fen and leaves this file as bigint. */
export const fen = z.int().nonnegative().transform(BigInt);
const time = z.iso.datetime().transform((text) => new Date(text));
const timeOrNull = time.nullable();

export const openedShape = z.object({ out_trade_no: z.string(), pay_url: z.url() });

export const transactionShape = z.object({
  mchid: z.string(),
  appid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  trade_state: z.literal("SUCCESS"),
  success_time: time,
  amount: z.object({ total: fen, currency: z.string() }),
});
export const paymentShape = z.object({
  mchid: z.string(),
  appid: z.string(),
  out_trade_no: z.string(),
  trade_state: z.enum(["NOTPAY", "USERPAYING", "SUCCESS", "CLOSED"]),
  amount: z.object({ total: fen, currency: z.string() }),
  transactions: z.array(transactionShape),
});
export const refundShape = z.object({
  mchid: z.string(),
  appid: z.string(),
  out_refund_no: z.string(),
  refund_id: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  status: z.enum(["PROCESSING", "SUCCESS", "CLOSED", "ABNORMAL"]),
  success_time: timeOrNull,
  amount: z.object({ refund: fen, total: fen, currency: z.string() }),
});
export const splitShape = z.object({
  mchid: z.string(),
  out_order_no: z.string(),
  order_id: z.string(),
  transaction_id: z.string(),
  state: z.enum(["PROCESSING", "FINISHED"]),
  finish_time: timeOrNull,
  receivers: z.array(
    z.object({
      account: z.string(),
      amount: fen,
      result: z.enum(["PENDING", "SUCCESS", "CLOSED"]),
      fail_reason: z.string().nullable(),
    }),
  ),
});
export const returnShape = z.object({
  out_return_no: z.string(),
  return_id: z.string(),
  out_order_no: z.string(),
  account: z.string(),
  amount: fen,
  result: z.enum(["PROCESSING", "SUCCESS", "FAILED"]),
  fail_reason: z.string().nullable(),
});
export const finishShape = z.object({ out_order_no: z.string(), transaction_id: z.string() });
export const payoutShape = z.object({
  mchid: z.string(),
  appid: z.string(),
  out_payout_no: z.string(),
  payout_id: z.string(),
  account: z.string(),
  amount: fen,
  currency: z.string(),
  state: z.enum(["PROCESSING", "SUCCESS", "FAILED"]),
  fail_reason: z.string().nullable(),
  finish_time: timeOrNull,
});
export const billShape = z.object({
  day: z.string(),
  parts: z.array(
    z.object({
      hash_type: z.literal("SHA1"),
      hash_value: z.string(),
      download_url: z.string().regex(/^\/v3\/bill-files\//),
    }),
  ),
});
export const refusalShape = z.object({ code: z.string().regex(/^[A-Z_]{3,40}$/) });
export const noticeShape = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string(),
  resource: z.object({
    algorithm: z.string(),
    ciphertext: z.string(),
    associated_data: z.string(),
    nonce: z.string(),
    original_type: z.string(),
  }),
});
/** A 204 has no body; whatever a verified 2xx says here is enough. */
export const nothingShape = z.unknown();
