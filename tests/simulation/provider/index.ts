import { type Asked, unknown } from "#platform/asked";
import type { PaymentGateway } from "../../../server/modules/payments/gateways/port.ts";
import type { Chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import type { Schedule } from "../schedule.ts";
import type { Trace } from "../trace.ts";
import { type Books, openBooks } from "./books.ts";
import { openMoneyBack } from "./money-back.ts";
import { openNotices } from "./notices.ts";
import { openPayments } from "./payments.ts";
import { openShares } from "./shares.ts";

/** Whoever asks: a program that may die at any moment of an outside call. */
export type Asker = { isDead: () => boolean; die: () => void };

export type Provider = {
  books: Books;
  /** A buyer pays at its page. Says what came of it. */
  pay: (outTradeNo: string) => string;
  /** Its door for one program. */
  gatewayFor: (asker: Asker) => PaymentGateway;
};

const LIMITS: PaymentGateway["limits"] = {
  ...{ splitCapBp: 3000, splitReceiversMax: 50, splitRequestsMax: 50, splitAfterSeconds: 0, frozenDaysMax: 180 },
  ...{ refundDaysMax: 365, refundPartsMax: 50, partsMax: 50, takesBackFromPersons: false },
};
const forever = new Promise<never>(() => undefined);

type Means = { schedule: Schedule; faults: Faults; trace: Trace; chance: Chance };

/** Does what it is asked, if the question arrives; whether its answer does is another matter. */
function caller({ schedule, faults, chance }: Means, asker: Asker) {
  const travel = async (): Promise<void> => {
    await schedule.pause(faults.hits("answerSlow") ? chance.between(1_000, 90_000) : chance.between(5, 400));
    if (asker.isDead()) await forever;
  };
  const dieMaybe = async (): Promise<void> => {
    if (!faults.hits("death")) return;
    asker.die();
    await forever;
  };
  return async <T>(deed: () => Asked<T>): Promise<Asked<T>> => {
    await dieMaybe();
    await travel();
    if (faults.hits("askLost")) return unknown("silence");
    if (faults.hits("refused")) return unknown("server_error");
    const answer = deed();
    await dieMaybe();
    await travel();
    return faults.hits("answerLost") ? unknown("silence") : answer;
  };
}

/** A provider in memory: its books are true, its line is not. */
export function openProvider(means: Means, deliver: (raw: Buffer) => Promise<void>): Provider {
  const { schedule, faults, chance } = means;
  const books = openBooks();
  const notices = openNotices(means, deliver);
  const payments = openPayments({ books, faults, notices, nowMs: schedule.nowMs });
  const money = openMoneyBack({ books, faults, notices, schedule, chance });
  const shares = openShares({ books, faults, notices, schedule, chance });
  const notOffered = async (): Promise<Asked<never>> => unknown("set_up");

  const gatewayFor = (asker: Asker): PaymentGateway => {
    const answer = caller(means, asker);
    return {
      provider: "sandbox",
      limits: LIMITS,
      open: ({ outTradeNo, fen }) => answer(() => payments.open(outTradeNo, fen)),
      look: (outTradeNo) => answer(() => payments.look(outTradeNo)),
      close: (outTradeNo) => answer(() => payments.close(outTradeNo)),
      refund: (ask) => answer(() => money.refund(ask)),
      lookRefund: (outRefundNo) => answer(() => money.lookRefund(outRefundNo)),
      split: (ask) => answer(() => shares.split(ask)),
      lookSplit: (outOrderNo) => answer(() => shares.lookSplit(outOrderNo)),
      returnSplit: (ask) => answer(() => money.returnSplit(ask)),
      finishSplit: (ask) => answer(() => shares.finishSplit(ask)),
      hear: (raw) => notices.hear(raw),
      lookReturn: notOffered,
      payOut: notOffered,
      lookPayOut: notOffered,
      statement: notOffered,
      stop: () => undefined,
    };
  };
  return { books, pay: payments.pay, gatewayFor };
}
