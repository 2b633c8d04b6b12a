import { z } from "zod";
import { id } from "#contract/kinds";
import { tellPerson } from "#modules/identity";
import { returnCommitted } from "#modules/inventory";
import { lockOrder, markRefunded, releaseFromCase } from "#modules/orders";
import { returnGrants } from "#modules/promotions";
import type { Tx } from "#platform/db";
import { type Consumer, emit } from "#platform/events";
import { moveCase } from "./case-moves.ts";
import { findCase } from "./queries.ts";
import { refundLines } from "./refund-lines.ts";

const outcome = z.object({ orderId: id.nullish(), caseId: id.nullish() });

/** The buyer has the money: the case ends. Says whether it did. */
async function onRefundSucceeded(tx: Tx, caseId: bigint, orderId: bigint, at: Date): Promise<boolean> {
  const order = await lockOrder(tx, orderId);
  const found = await findCase(tx, caseId);
  if (!order || !found || found.endedAt !== null) return false;
  // Money that came back after all: a failure that a person mended takes the way of the machine.
  if (found.state !== "PLATFORM_REFUNDING")
    await moveCase(tx, caseId, { to: "PLATFORM_REFUNDING", byWhom: "provider", note: "refunded_after_all", at });
  await moveCase(tx, caseId, { to: "MERCHANT_REFUND_SUCCESS", from: ["PLATFORM_REFUNDING"], byWhom: "provider", at });
  await markRefunded(tx, { orderId, lines: refundLines(order.lines), at });
  await releaseFromCase(tx, { orderId });
  await emit(tx, "aftersales.refunded", [{ caseId, orderId, shopId: found.shopId, fen: found.fen }]);
  const told = { caseId: String(caseId), orderId: String(orderId), fen: String(found.fen) };
  await tellPerson(tx, found.buyerId, "aftersales.refunded", told, `/orders/${orderId}`);
  return true;
}

/** The provider could not pay: the order stays held, and a person looks at it. */
async function onRefundFailed(tx: Tx, caseId: bigint, orderId: bigint, at: Date): Promise<void> {
  const to = "PLATFORM_REFUND_FAIL" as const;
  if (await moveCase(tx, caseId, { to, from: ["PLATFORM_REFUNDING"], byWhom: "provider", at }))
    await emit(tx, "aftersales.updated", [{ caseId, orderId, status: to }]);
}

/**
 * Orders and cases first, in the order of the orders; then what all of them still held goes back on sale at once: stock
 * that is locked order by order would wait in a ring with the counters.
 */
export const aftersalesConsumer: Consumer = {
  name: "aftersales",
  topics: ["payments.refund_succeeded", "payments.refund_failed"],
  handle: async (tx, events) => {
    const outcomes = events.flatMap(({ topic, payload, happenedAt }) => {
      const { caseId, orderId } = outcome.parse(payload);
      // Late or second money: no case asked for it.
      return caseId == null || orderId == null ? [] : [{ topic, caseId, orderId, happenedAt }];
    });
    const refunded: bigint[] = [];
    for (const { topic, caseId, orderId, happenedAt } of outcomes.toSorted(byOrder)) {
      if (topic === "payments.refund_failed") await onRefundFailed(tx, caseId, orderId, happenedAt);
      else if (await onRefundSucceeded(tx, caseId, orderId, happenedAt)) refunded.push(orderId);
    }
    await returnCommitted(tx, refunded);
    await returnGrants(tx, refunded);
  },
};

/** What is told of one order stays in the order in which it was told. */
const byOrder = (a: { orderId: bigint }, b: { orderId: bigint }): number =>
  a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : 0;
