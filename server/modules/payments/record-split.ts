import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { closeCase, openCases } from "./cases.ts";
import { lockSplit, type Receiver, type SplitRow, type SplitState, writeReceivers } from "./splits.ts";

/** What the provider says of a split: not taken at all, or where each receiver stands. */
export type SplitNews =
  | { refused: string }
  | { state: "processing" | "finished"; receivers: readonly Pick<Receiver, "account" | "result">[] };

const AGAIN_MS = 600_000;

const move = statement(
  "payments.move_split",
  `update payments.splits set state = $2, receivers = $3::jsonb where id = $1`,
);
const renumber = statement(
  "payments.renumber_split",
  `update payments.splits set state = 'requested', receivers = $2::jsonb, attempts = attempts + 1, looks = 0, look_at = $3,
     out_order_no = 'S' || id || '-' || (attempts + 1)
   where id = $1`,
);

/** Records what the provider said of a split, by notice or by answer; the same news twice changes nothing. */
export async function recordSplit(tx: Tx, splitId: bigint, outOrderNo: string, news: SplitNews): Promise<void> {
  const split = await lockSplit(tx, splitId);
  if (split.outOrderNo !== outOrderNo || split.state === "succeeded" || split.state === "failed") return;
  if ("refused" in news) return end(tx, split, split.receivers, news.refused);
  const results = new Map(news.receivers.map(({ account, result }) => [account, result]));
  const receivers = split.receivers.map((receiver) => ({
    ...receiver,
    result: receiver.result === "succeeded" ? receiver.result : (results.get(receiver.account) ?? receiver.result),
  }));
  if (news.state === "processing") return moveTo(tx, split, "processing", receivers);
  await end(tx, split, receivers, "receivers_failed");
}

const moveTo = async (tx: Tx, { id }: SplitRow, state: SplitState, receivers: readonly Receiver[]): Promise<void> => {
  await move(tx, id, state, writeReceivers(receivers));
};

/**
 * All were paid: it is done. None was: it has failed and may be asked for anew. Some were: what they have stays theirs,
 * a person is called, and the others are tried again, under another number, until the last is paid.
 */
async function end(tx: Tx, split: SplitRow, receivers: readonly Receiver[], why: string): Promise<void> {
  const at = clock.now();
  const subject = `split:${split.id}`;
  const unpaid = receivers.filter(({ result }) => result !== "succeeded");
  if (unpaid.length === 0) {
    await moveTo(tx, split, "succeeded", receivers);
    await closeCase(tx, "failed_split", subject);
    return emit(tx, "payments.split_succeeded", [{ orderId: split.orderId }]);
  }
  const fen = unpaid.reduce((sum, receiver) => sum + receiver.fen, 0n);
  const note = `${why}: ${unpaid.map(({ account }) => account).join(", ")}`;
  await openCases(tx, [{ kind: "failed_split", subject, fen, note }], at);
  if (unpaid.length === receivers.length) {
    await moveTo(tx, split, "failed", receivers);
    return emit(tx, "payments.split_failed", [{ orderId: split.orderId, why }]);
  }
  const again = receivers.map(
    (receiver): Receiver => (unpaid.includes(receiver) ? { ...receiver, result: "pending" } : receiver),
  );
  await renumber(tx, split.id, writeReceivers(again), new Date(at.getTime() + AGAIN_MS));
}
