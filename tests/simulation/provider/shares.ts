import { type Asked, no, yes } from "#platform/asked";
import { clock } from "#platform/clock";
import type { FinishAsk, SeenSplit, SplitAsk } from "../../../server/modules/payments/gateways/port.ts";
import type { Chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import type { Schedule } from "../schedule.ts";
import { type Books, dividedOf, MERCHANT, refundedOf, type Split, sumOf, takenOf } from "./books.ts";
import type { Notices } from "./notices.ts";

type Parts = { books: Books; faults: Faults; notices: Notices; schedule: Schedule; chance: Chance };

const MINUTE = 60_000;

/** Splits as the provider keeps them: taken on now, paid out later, some receivers not at all. */
export function openShares({ books, faults, notices, schedule, chance }: Parts) {
  const seen = ({ failing: _f, endsMs: _e, ...told }: Split): SeenSplit => ({
    ...told,
    receivers: [...told.receivers],
  });

  const end = async (split: Split): Promise<void> => {
    split.state = "finished";
    split.at = clock.now();
    split.receivers = split.receivers.map((share) =>
      split.failing.has(share.account)
        ? { ...share, result: "failed" as const, failReason: "ACCOUNT_ABNORMAL" }
        : { ...share, result: "succeeded" as const },
    );
    notices.tell({ kind: "split", ...MERCHANT, ...seen(split) });
  };

  const split = ({ outOrderNo, transactionId, receivers }: SplitAsk): Asked<SeenSplit> => {
    const known = books.splits.get(outOrderNo);
    if (known) return yes(seen(known));
    if (faults.hits("splitRefused")) return no("RULE_LIMIT");
    const wanted = sumOf(receivers.map(({ fen }) => fen));
    const lies = takenOf(books, transactionId) - refundedOf(books, transactionId) - dividedOf(books, transactionId);
    if (wanted > lies) books.wrongs.push(`${outOrderNo} would divide ${wanted} of ${lies}`);
    const failing = new Set(receivers.filter(() => faults.hits("splitReceiverFails")).map(({ account }) => account));
    const lasts = faults.hits("splitSlow") ? chance.between(MINUTE, 300 * MINUTE) : chance.between(500, 30_000);
    const made: Split = {
      ...{ outOrderNo, transactionId, splitId: books.serial("d"), state: "processing" as const, at: null },
      receivers: receivers.map(({ account, fen }) => ({ account, fen, result: "pending" as const, failReason: null })),
      ...{ failing, endsMs: schedule.nowMs() + lasts },
    };
    books.splits.set(outOrderNo, made);
    schedule.after(lasts, () => end(made));
    return yes(seen(made));
  };

  const lookSplit = (outOrderNo: string): Asked<SeenSplit> => {
    const known = books.splits.get(outOrderNo);
    return known ? yes(seen(known)) : no("RESOURCE_NOT_EXISTS");
  };

  const finishSplit = ({
    outOrderNo,
    transactionId,
  }: FinishAsk): Asked<{ outOrderNo: string; transactionId: string }> => {
    books.finished.add(transactionId);
    return yes({ outOrderNo, transactionId });
  };
  return { split, lookSplit, finishSplit };
}
