import { type Asked, no, unknown, yes } from "#platform/asked";
import { clock } from "#platform/clock";
import type { RefundAsk, ReturnAsk, SeenRefund, SeenReturn } from "../../../server/modules/payments/gateways/port.ts";
import type { Chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import type { Schedule } from "../schedule.ts";
import { type Books, dividedOf, MERCHANT, type Refund, refundedOf, takenOf } from "./books.ts";
import type { Notices } from "./notices.ts";

type Parts = { books: Books; faults: Faults; notices: Notices; schedule: Schedule; chance: Chance };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KINDS = { succeeds: "refunded", closes: "refund_closed", abnormal: "refund_abnormal" } as const;

/** Refunds as the provider keeps them: accepted now, ended later, and not always well. */
export function openMoneyBack({ books, faults, notices, schedule, chance }: Parts) {
  /** Numbers that were told that the account holds too little, until when. */
  const poorUntil = new Map<string, number>();

  const seen = (refund: Refund): Asked<SeenRefund> => {
    const { fate, endsMs: _, isOver, ...told } = refund;
    if (isOver && fate === "closes") return no("CLOSED");
    if (isOver && fate === "abnormal") return unknown("abnormal");
    return yes({ ...told, state: isOver ? "succeeded" : "processing", at: isOver ? clock.now() : null });
  };

  const end = async (refund: Refund): Promise<void> => {
    refund.isOver = true;
    const { fate, endsMs: _e, isOver: _o, state: _s, ...told } = refund;
    notices.tell({ kind: KINDS[fate], ...MERCHANT, ...told, at: clock.now() });
    if (fate !== "abnormal") return;
    // Somebody at the provider's counter mends it in the end.
    schedule.after(chance.between(HOUR, 20 * HOUR), async () => {
      refund.fate = "succeeds";
      notices.tell({ kind: "refunded", ...MERCHANT, ...told, at: clock.now() });
    });
  };

  const isPoor = (outRefundNo: string): boolean => {
    const until = poorUntil.get(outRefundNo);
    if (until !== undefined) return schedule.nowMs() < until;
    if (!faults.hits("refundNotEnough")) return false;
    poorUntil.set(outRefundNo, schedule.nowMs() + chance.between(MINUTE, 3 * HOUR));
    return true;
  };

  const fateNow = (): Refund["fate"] => {
    if (faults.hits("refundClosed")) return "closes";
    return faults.hits("refundAbnormal") ? "abnormal" : "succeeds";
  };

  const refund = (ask: RefundAsk): Asked<SeenRefund> => {
    const known = books.refunds.get(ask.outRefundNo);
    if (known) return seen(known);
    const { outRefundNo, outTradeNo, transactionId, fen, totalFen } = ask;
    const taken = takenOf(books, transactionId);
    if (refundedOf(books, transactionId) + fen > taken) {
      books.wrongs.push(`${outRefundNo} would give back more than ${taken} of ${transactionId}`);
      return no("INVALID_REQUEST");
    }
    const lies = taken - refundedOf(books, transactionId) - dividedOf(books, transactionId);
    if (lies < fen || isPoor(outRefundNo)) return unknown("not_enough");
    const lasts = faults.hits("refundSlow") ? chance.between(HOUR, 12 * HOUR) : chance.between(200, 20_000);
    const made: Refund = {
      ...{ outRefundNo, outTradeNo, transactionId, fen, totalFen, currency: "CNY", refundId: books.serial("f") },
      ...{ state: "processing" as const, at: null, fate: fateNow(), endsMs: schedule.nowMs() + lasts, isOver: false },
    };
    books.refunds.set(outRefundNo, made);
    schedule.after(lasts, () => end(made));
    return seen(made);
  };

  const lookRefund = (outRefundNo: string): Asked<SeenRefund> => {
    const known = books.refunds.get(outRefundNo);
    return known ? seen(known) : no("RESOURCE_NOT_EXISTS");
  };

  const returnSplit = ({ outReturnNo, outOrderNo, account, fen }: ReturnAsk): Asked<SeenReturn> => {
    const split = books.splits.get(outOrderNo);
    if (!split) return no("RESOURCE_NOT_EXISTS");
    if (!books.returns.has(outReturnNo))
      books.returns.set(outReturnNo, { outReturnNo, transactionId: split.transactionId, account, fen });
    const about = { outReturnNo, returnId: outReturnNo, outOrderNo, account, fen };
    return yes({ ...about, state: "succeeded", failReason: null });
  };
  return { refund, lookRefund, returnSplit };
}
