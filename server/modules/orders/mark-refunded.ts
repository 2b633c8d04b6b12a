import { columns, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { lockOrder } from "./order-facts.ts";
import { moveOrders } from "./order-moves.ts";

export type RefundedLine = { lineId: bigint; fen: bigint; goodsFen: bigint };

const addToLines = statement(
  "orders.refund_lines",
  `update orders.lines l set refunded_fen = l.refunded_fen + r.fen
   from unnest($2::bigint[], $3::bigint[]) r (line_id, fen) where l.id = r.line_id and l.order_id = $1`,
);
const addToOrder = statement(
  "orders.refund_order",
  `update orders.orders set refunded_fen = refunded_fen + $2, version = version + 1 where id = $1`,
);

/** Money of these lines is back with the buyer; an order whose whole money is back has ended. */
export async function markRefunded(
  tx: Tx,
  { orderId, lines, at }: { orderId: bigint; lines: readonly RefundedLine[]; at: Date },
): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (!order) throw new Error(`refunded order ${orderId} that does not exist`);
  const fen = lines.reduce((sum, line) => sum + line.fen, 0n);
  await addToLines(tx, orderId, ...columns(lines, "lineId", "fen"));
  await addToOrder(tx, orderId, fen);
  const isAll = order.refundedFen + fen === order.payableFen;
  if (isAll) await moveOrders(tx, [orderId], { to: "all_refunded", byWhom: "platform", why: "refunded", at });
  const { buyerId, shopId, roomId } = order;
  await emit(tx, "orders.refunded", [{ orderId, buyerId, shopId, roomId, fen, isAll, lines }]);
}
