import { unknown } from "#platform/asked";
import { clock } from "#platform/clock";
import { type Db, transact } from "#platform/db";
import type { House } from "#platform/parts";
import { askAll, claimRefunds } from "./cadence.ts";
import type { Asked, PaymentGateway, SeenRefund } from "./gateways/port.ts";
import { notifyUrlOf, provider } from "./gateway.ts";
import { type Intent, readIntentById } from "./intents.ts";
import { recordRefund, type RefundNews } from "./record-refund.ts";
import { readRefund, type RefundRow } from "./refunds.ts";
import { returnSplits } from "./return-splits.ts";

const REASONS = { aftersale: "退款", late: "超时付款自动退款", second: "重复付款自动退款", mismatch: "金额不符退款" };

/** Asks for a refund, or how it stands. A number that may have been sent is looked for before it is sent again. */
async function ask(
  gateway: PaymentGateway,
  refund: RefundRow,
  intent: Intent,
  notifyUrl: string,
): Promise<Asked<SeenRefund>> {
  const wasSent = refund.state !== "requested" || refund.looks > 1;
  if (wasSent) {
    const seen = await gateway.lookRefund(refund.outRefundNo);
    if (seen.sure !== "no" || seen.code === "CLOSED") return seen;
    // Only "there is none" lets the same number be sent again; any other no says nothing about the money.
    if (seen.code !== "RESOURCE_NOT_EXISTS") return unknown("unlisted");
  }
  return gateway.refund({
    outRefundNo: refund.outRefundNo,
    outTradeNo: intent.outTradeNo,
    transactionId: refund.providerRef,
    fen: refund.fen,
    totalFen: intent.fen,
    reason: REASONS[refund.why],
    notifyUrl,
  });
}

/** Undefined: nobody knows yet, and the same number is asked again later. */
function newsIn(answer: Asked<SeenRefund>): RefundNews | undefined {
  if (answer.sure === "yes") return answer.value.state;
  if (answer.sure === "no") return "closed";
  return answer.why === "abnormal" ? "abnormal" : undefined;
}

/** Brings one refund a step on its way: asks the provider with no transaction open, then records the answer. */
export async function pursueRefund(house: House, refundId: bigint): Promise<void> {
  const refund = await readRefund(house.db, refundId);
  if (refund.state === "succeeded" || refund.state === "closed") return;
  const { gateway } = await provider.of(house.config)();
  const intent = await readIntentById(house.db, refund.intentId);
  const answer = await ask(gateway, refund, intent, notifyUrlOf(house.config));
  if (answer.sure === "unknown" && answer.why === "not_enough") await returnSplits(house, gateway, refund);
  const news = newsIn(answer);
  if (answer.sure === "no")
    house.log.warn({ outRefundNo: refund.outRefundNo, code: answer.code }, "the provider refused a refund");
  if (news) await transact(house.db, (tx) => recordRefund(tx, refundId, refund.outRefundNo, news));
}

export const pursueDueRefunds = async (house: House, db: Db): Promise<number> =>
  askAll(await claimRefunds(db, clock.now()), (id) => pursueRefund(house, id));
