import { addSold } from "#modules/catalog";
import { tellPerson } from "#modules/identity";
import { commitHolds } from "#modules/inventory";
import { requestRefunds } from "#modules/payments";
import { spendGrants } from "#modules/promotions";
import { columns, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import type { House } from "#platform/parts";
import { goodsOf, lockOrderFacts, type OrderFacts, readLines, readOrderRows } from "./order-facts.ts";
import { moveOrders } from "./order-moves.ts";
import { reviveOrders } from "./revive-orders.ts";

// The order stays closed; its history says where the money went.
const noteReturned = statement(
  "orders.note_late_money",
  `insert into orders.history (order_id, id, state, by_whom, why, happened_at)
   select order_id, id, 'unpaid_closed', 'platform', 'late_money_returned', at
   from unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) h (order_id, id, at)`,
);

export type CapturedOrder = { orderId: bigint; at: Date };

/**
 * Money has come for these orders, for certain. Those that wait for it are paid; a closed one lives again when its
 * goods, its coupon and its limits allow; for any other the money goes back at once, and its buyer is told.
 */
export async function applyCaptures(tx: Tx, jobs: House["jobs"], captured: readonly CapturedOrder[]): Promise<void> {
  if (captured.length === 0) return;
  const moments = new Map(captured.map(({ orderId, at }) => [orderId, at]));
  const at = (orderId: bigint): Date => moments.get(orderId)!;
  const ids = [...moments.keys()];
  const paid = await moveOrders(tx, ids, {
    to: "to_ship",
    from: ["unpaid", "closing"],
    byWhom: "provider",
    at,
    marks: "paid",
  });
  await commitHolds(tx, paid);
  const waited = new Set(paid);
  const others = await lockOrderFacts(
    tx,
    ids.filter((id) => !waited.has(id)),
  );
  const closed = [...others.values()].filter((order) => order.state === "unpaid_closed");
  const revived = new Set(await reviveOrders(tx, closed, at));
  const late = closed.filter((order) => !revived.has(order.id));
  await giveBackLateMoney(tx, jobs, late, at);
  await spendGrants(tx, [...paid, ...revived]);
  await announcePaid(tx, [...paid, ...revived]);
}

async function giveBackLateMoney(
  tx: Tx,
  jobs: House["jobs"],
  late: readonly OrderFacts[],
  at: (orderId: bigint) => Date,
): Promise<void> {
  if (late.length === 0) return;
  await requestRefunds(
    tx,
    jobs,
    late.map((order) => ({
      orderId: order.id,
      caseId: null,
      why: "late" as const,
      at: at(order.id),
      lines: order.lines.map(({ id, paidFen, goodsFen }) => ({ lineId: id, fen: paidFen, goodsFen })),
    })),
  );
  const numbered = late.map(({ id }) => ({ orderId: id, id: newId(), at: at(id) }));
  await noteReturned(tx, ...columns(numbered, "orderId", "id", "at"));
  for (const order of late)
    await tellPerson(
      tx,
      order.buyerId,
      "orders.late_money_returned",
      { orderId: String(order.id) },
      `/orders/${order.id}`,
    );
}

async function announcePaid(tx: Tx, orderIds: readonly bigint[]): Promise<void> {
  if (orderIds.length === 0) return;
  const orders = await readOrderRows(tx, orderIds);
  const lines = await readLines(tx, orderIds);
  await emit(
    tx,
    "orders.paid",
    orders.map((order) => ({
      orderId: order.id,
      buyerId: order.buyerId,
      shopId: order.shopId,
      payableFen: order.payableFen,
      goodsFen: order.goodsFen - order.discountFen,
      paidAt: order.paidAt,
      roomId: order.roomId,
      creatorId: order.creatorId,
      channel: order.channel,
      scene: order.scene,
      lines: lines.get(order.id)!.map((line) => ({
        lineId: line.id,
        productId: line.productId,
        skuId: line.skuId,
        dealId: line.dealId,
        quantity: line.quantity,
        paidFen: line.paidFen,
        goodsFen: goodsOf(line),
        trail: line.trail,
      })),
    })),
  );
  const sold = new Map<bigint, number>();
  for (const { productId, quantity } of [...lines.values()].flat())
    sold.set(productId, (sold.get(productId) ?? 0) + quantity);
  await addSold(
    tx,
    [...sold].map(([productId, quantity]) => ({ productId, quantity })),
  );
}
