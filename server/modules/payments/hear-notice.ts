import { clock } from "#platform/clock";
import { statement, transact, type Tx } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { captureOne } from "./capture-batch.ts";
import type { Headers, PaidEvent, PaymentEvent, RefundEvent, SplitEvent } from "./gateways/port.ts";
import { PROVIDER, type Provider, provider } from "./gateway.ts";
import { newEvents } from "./inbox.ts";
import { lookAndRecord } from "./look-at-payments.ts";
import { recordRefund, type RefundNews } from "./record-refund.ts";
import { recordSplit } from "./record-split.ts";
import { readRefund, refundNumbered } from "./refunds.ts";
import { splitNumbered } from "./splits.ts";

/** Above this, a notification alone is not believed: the provider is asked before anything is booked. */
const LOOK_FIRST_FEN = 50_000n;

/**
 * Hears a provider's notification from its raw bytes. Returns only after what it says is committed; refuses
 * `request.bad_signature` for what does not verify and `payments.provider_unavailable` when it could not be confirmed,
 * and then the provider tells it again.
 */
export async function hearNotice(house: House, raw: Buffer, headers: Headers): Promise<void> {
  const whom = await provider.of(house.config)();
  const hearing = whom.gateway.hear(raw, headers);
  if ("refused" in hearing) {
    house.log.warn({ why: hearing.refused }, "a payment notification was refused");
    throw new Refusal("request.bad_signature");
  }
  const event = hearing.heard;
  if (event.kind === "paid") return hearPaid(house, whom, event);
  await transact(house.db, async (tx) => {
    const told = { provider: PROVIDER, eventId: event.eventId, kind: event.kind, body: bodyOf(event) };
    const news = await newEvents(tx, [told], clock.now());
    if (news.size === 0) return;
    const known = await record(tx, whom, event);
    if (!known) await markIgnored(tx, PROVIDER, event.eventId);
  });
}

const bodyOf = (event: PaymentEvent): string =>
  JSON.stringify(event, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));

const markIgnored = statement(
  "payments.mark_ignored",
  `update payments.inbox set outcome = 'ignored' where provider = $1 and event_id = $2`,
);

async function hearPaid(house: House, { merchantId, appId }: Provider, event: PaidEvent): Promise<void> {
  if (event.fen > LOOK_FIRST_FEN) {
    const looked = await lookAndRecord(house, event.outTradeNo);
    const isThere = ({ transactionId }: { transactionId: string }): boolean => transactionId === event.transactionId;
    if (looked.sure === "no") house.log.warn({ outTradeNo: event.outTradeNo }, "a large payment the provider denies");
    if (looked.sure !== "yes" || !looked.value.taken.some(isThere))
      throw new Refusal("payments.provider_unavailable", { retryAfterSeconds: 15 });
  }
  await captureOne(house, {
    provider: PROVIDER,
    outTradeNo: event.outTradeNo,
    providerRef: event.transactionId,
    fen: event.fen,
    currency: event.currency,
    ours: event.merchantId === merchantId && event.appId === appId,
    told: { eventId: event.eventId, body: bodyOf(event) },
  });
}

const REFUND_NEWS: Record<RefundEvent["kind"], RefundNews> = {
  refunded: "succeeded",
  refund_closed: "closed",
  refund_abnormal: "abnormal",
};

/** False: about nothing of ours, or about another sum than ours; the polling finds the truth. */
async function record(tx: Tx, { merchantId }: Provider, event: Exclude<PaymentEvent, PaidEvent>): Promise<boolean> {
  if (event.merchantId !== merchantId) return false;
  if (event.kind === "payout") return false;
  return event.kind === "split" ? hearSplit(tx, event) : hearRefund(tx, event);
}

async function hearRefund(tx: Tx, event: RefundEvent): Promise<boolean> {
  const id = await refundNumbered(tx, event.outRefundNo);
  if (id === undefined) return false;
  const refund = await readRefund(tx, id);
  if (refund.fen !== event.fen || refund.providerRef !== event.transactionId || event.currency !== "CNY") return false;
  await recordRefund(tx, id, event.outRefundNo, REFUND_NEWS[event.kind]);
  return true;
}

async function hearSplit(tx: Tx, event: SplitEvent): Promise<boolean> {
  const id = await splitNumbered(tx, event.outOrderNo);
  if (id === undefined) return false;
  await recordSplit(tx, id, event.outOrderNo, event);
  return true;
}
