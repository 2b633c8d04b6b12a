import { tellPerson } from "#modules/identity";
import { readOrderFacts } from "#modules/orders";
import { requestRefunds } from "#modules/payments";
import { statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import type { House } from "#platform/parts";
import { type ByWhom, moveCase } from "./case-moves.ts";
import type { Case } from "./queries.ts";
import { refundLines } from "./refund-lines.ts";

const keepRefund = statement("aftersales.keep_refund", `update aftersales.cases set refund_id = $2 where id = $1`);

/**
 * The refund is agreed: money is on its way back to the buyer, by the provider, in the same transaction as the case.
 * Says false, and changes nothing, when the case no longer waits for the shop.
 */
export async function grantRefund(
  tx: Tx,
  jobs: House["jobs"],
  { id, orderId, buyerId, fen }: Case,
  { byWhom, note, at }: { byWhom: ByWhom; note: string; at: Date },
): Promise<boolean> {
  const moved = await moveCase(tx, id, {
    to: "PLATFORM_REFUNDING",
    from: ["MERCHANT_PROCESSING"],
    byWhom,
    note,
    at,
  });
  if (!moved) return false;
  const order = (await readOrderFacts(tx, [orderId])).get(orderId)!;
  const lines = refundLines(order.lines);
  const [refundId] = await requestRefunds(tx, jobs, [{ orderId, caseId: id, why: "aftersale" as const, at, lines }]);
  await keepRefund(tx, id, refundId);
  await emit(tx, "aftersales.updated", [{ caseId: id, orderId, status: "PLATFORM_REFUNDING" }]);
  const told = { caseId: String(id), orderId: String(orderId), fen: String(fen) };
  await tellPerson(tx, buyerId, "aftersales.granted", told, `/orders/${orderId}`);
  return true;
}
