import { bookRefundDone } from "#modules/ledger";
import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { closeCase, openCases } from "./cases.ts";
import { PROVIDER } from "./gateway.ts";
import { lockRefund, type RefundRow } from "./refunds.ts";

/** What the provider says of a refund. `closed`: it will not happen under this number. */
export type RefundNews = "processing" | "succeeded" | "closed" | "abnormal";

const NUMBERS_MAX = 3;

const move = statement(
  "payments.move_refund",
  `update payments.refunds set state = $2, succeeded_at = case when $2 = 'succeeded' then $3::timestamptz end where id = $1`,
);
const renumber = statement(
  "payments.renumber_refund",
  `update payments.refunds set state = 'requested', attempts = attempts + 1, looks = 0, look_at = $2,
     out_refund_no = 'R' || id || '-' || (attempts + 1)
   where id = $1`,
);

/** Records what the provider said of a refund, by notice or by answer; the same news twice changes nothing. */
export async function recordRefund(tx: Tx, refundId: bigint, outRefundNo: string, news: RefundNews): Promise<void> {
  const refund = await lockRefund(tx, refundId);
  // Late news of an earlier number, or of one that has ended: the number that counts is another.
  if (refund.outRefundNo !== outRefundNo || refund.state === "succeeded" || refund.state === "closed") return;
  if (news === refund.state) return;
  const at = clock.now();
  if (news === "succeeded") return succeed(tx, refund, at);
  if (news === "closed")
    return refund.attempts < NUMBERS_MAX ? void (await renumber(tx, refund.id, at)) : fail(tx, refund, at);
  if (news === "abnormal") await openCase(tx, refund, "the provider cannot give the money back by itself", at);
  await move(tx, refund.id, news, at);
}

const subjectOf = ({ id }: RefundRow): string => `refund:${id}`;
const openCase = (tx: Tx, refund: RefundRow, note: string, at: Date): Promise<void> =>
  openCases(tx, [{ kind: "abnormal_refund", subject: subjectOf(refund), fen: refund.fen, note }], at);

/** An order's refund is news for the order; money that belonged to none is news for whoever paid it. */
const tell = (tx: Tx, ended: "refund_succeeded" | "refund_failed", refund: RefundRow): Promise<void> => {
  const { id, intentId, orderId, caseId, fen, why } = refund;
  const topic = orderId === null ? `payments.stray_${ended}` : `payments.${ended}`;
  return emit(tx, topic, [{ refundId: id, intentId, orderId, caseId, fen, why }]);
};

async function succeed(tx: Tx, refund: RefundRow, at: Date): Promise<void> {
  await move(tx, refund.id, "succeeded", at);
  await bookRefundDone(tx, { refundId: refund.id, provider: PROVIDER, fen: refund.fen, at });
  await closeCase(tx, "abnormal_refund", subjectOf(refund));
  await tell(tx, "refund_succeeded", refund);
}

/** Every number was closed: the money stays on its way, in the clearing account, until a person has seen to it. */
async function fail(tx: Tx, refund: RefundRow, at: Date): Promise<void> {
  await move(tx, refund.id, "closed", at);
  await openCase(tx, refund, `closed by the provider under ${refund.attempts} numbers`, at);
  await tell(tx, "refund_failed", refund);
}
