import type { Headers, Hearing, HearRefusal, PaymentEvent } from "../port.ts";
import type { Keyring } from "./credentials.ts";
import { decrypt } from "./decrypt.ts";
import { payoutOf, refundOf, splitOf, takenOf } from "./read.ts";
import { noticeShape, payoutShape, refundShape, splitShape, transactionShape } from "./shapes.ts";
import { verdictOn } from "./verify.ts";

const refused = (why: HearRefusal): Hearing => ({ refused: why });

/** Signature over the raw bytes first, then the seal, then the shape: nothing is parsed that was not signed. */
export function hear(keyring: Keyring, raw: Buffer, headers: Headers, now: Date): Hearing {
  const verdict = verdictOn(raw, headers, keyring.providerKeys, now);
  if (verdict !== "ok") return refused(verdict);
  const notice = noticeShape.safeParse(jsonIn(raw.toString("utf8")));
  if (!notice.success) return refused("not_understood");
  const plain = decrypt(keyring.apiV3Key, notice.data.resource);
  if (plain === undefined) return refused("cannot_decrypt");
  const event = eventOf(notice.data.id, notice.data.event_type, jsonIn(plain));
  return event ? { heard: event } : refused("not_understood");
}

const REFUND_KINDS = {
  "REFUND.SUCCESS": "refunded",
  "REFUND.CLOSED": "refund_closed",
  "REFUND.ABNORMAL": "refund_abnormal",
} as const;
const REFUND_STATES = { refunded: "SUCCESS", refund_closed: "CLOSED", refund_abnormal: "ABNORMAL" } as const;

function eventOf(eventId: string, type: string, content: unknown): PaymentEvent | undefined {
  switch (type) {
    case "TRANSACTION.SUCCESS": {
      const { data: seen } = transactionShape.safeParse(content);
      if (!seen) return undefined;
      const whose = { eventId, merchantId: seen.mchid, appId: seen.appid };
      return { kind: "paid", ...whose, outTradeNo: seen.out_trade_no, ...takenOf(seen) };
    }
    case "REFUND.SUCCESS":
    case "REFUND.CLOSED":
    case "REFUND.ABNORMAL": {
      const kind = REFUND_KINDS[type];
      const { data: seen } = refundShape.safeParse(content);
      if (!seen?.success_time || seen.status !== REFUND_STATES[kind]) return undefined;
      const whose = { eventId, merchantId: seen.mchid, appId: seen.appid };
      return { kind, ...whose, ...refundOf(seen), at: seen.success_time };
    }
    case "PROFITSHARING.FINISHED": {
      const { data: seen } = splitShape.safeParse(content);
      return seen && { kind: "split", eventId, merchantId: seen.mchid, ...splitOf(seen) };
    }
    case "PAYOUT.SUCCESS": {
      const { data: seen } = payoutShape.safeParse(content);
      if (!seen) return undefined;
      const whose = { eventId, merchantId: seen.mchid, appId: seen.appid };
      return { kind: "payout", ...whose, currency: seen.currency, ...payoutOf(seen) };
    }
    default:
      return undefined;
  }
}

/** Undefined for what is not JSON: the shape then says no. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
