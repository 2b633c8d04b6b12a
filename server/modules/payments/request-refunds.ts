import { bookRefund, type RefundLine } from "#modules/ledger";
import { statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import type { Jobs } from "#platform/jobs";
import { insertRefunds } from "./refunds.ts";

export type RefundAsked = {
  orderId: bigint;
  caseId: bigint | null;
  why: "aftersale" | "late";
  at: Date;
  lines: readonly RefundLine[];
};

const readPaid = statement<{ intentId: bigint; providerRef: string }>(
  "payments.read_paid_order",
  `select intent_id as "intentId", provider_ref as "providerRef" from payments.paid_orders where order_id = $1`,
);

/** The payment that an order was paid with. An order that nobody paid has none, and asking for it is a bug. */
export async function paidOrder(tx: Tx, orderId: bigint): Promise<{ intentId: bigint; providerRef: string }> {
  const [paid] = await readPaid(tx, orderId);
  if (!paid) throw new Error(`order ${orderId} was never paid`);
  return paid;
}

/**
 * Books refunds out of their orders and writes down the number of each; the provider is asked after the commit. The end
 * comes as `payments.refund_succeeded`, or as `payments.refund_failed` when a person must see to it. Refuses what the
 * ledger's `bookRefund` refuses.
 */
export async function requestRefunds(tx: Tx, jobs: Jobs, asked: readonly RefundAsked[]): Promise<bigint[]> {
  const ids: bigint[] = [];
  for (const { orderId, caseId, why, at, lines } of asked) {
    const id = newId();
    const { intentId, providerRef } = await paidOrder(tx, orderId);
    await bookRefund(tx, { orderId, refundId: id, lines, at });
    const fen = lines.reduce((sum, line) => sum + line.fen, 0n);
    await insertRefunds(tx, [{ id, intentId, orderId, caseId, fen, why, providerRef }]);
    await jobs.send(tx, "payments.refund", { refundId: String(id) });
    ids.push(id);
  }
  return ids;
}
