import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import type { Jobs } from "#platform/jobs";
import { paidOrder } from "./request-refunds.ts";
import { writeReceivers } from "./splits.ts";

export type SplitAsked = {
  orderId: bigint;
  /** Accounts at the provider: shop:1, person:2, platform. Each at most once. */
  receivers: readonly { account: string; fen: bigint; description: string }[];
};

const insert = statement(
  "payments.insert_split",
  `insert into payments.splits (id, out_order_no, intent_id, order_id, receivers, state, look_at, created_at)
   values ($1::bigint, 'S' || $1::bigint, $2, $3, $4::jsonb, 'requested', $5, $5)`,
);

/** Writes down how an order's money is to be divided, with its number; the provider is asked after the commit. */
export async function requestSplit(tx: Tx, jobs: Jobs, { orderId, receivers }: SplitAsked): Promise<bigint> {
  const id = newId();
  const { intentId } = await paidOrder(tx, orderId);
  const written = writeReceivers(receivers.map((receiver) => ({ ...receiver, result: "pending" })));
  await insert(tx, id, intentId, orderId, written, clock.now());
  await jobs.send(tx, "payments.split", { splitId: String(id) });
  return id;
}
