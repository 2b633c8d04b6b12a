import { columns, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { lockOrder } from "./order-facts.ts";
import { moveOrders } from "./order-moves.ts";

const DAY_MS = 86_400_000;
const UNSIGNED_DAYS = 15;
const EXTENSION_DAYS = 3;

const addShipped = statement<{ left: bigint }>(
  "orders.add_shipped",
  `update orders.lines l set shipped = l.shipped + s.quantity
   from unnest($2::bigint[], $3::int[]) s (line_id, quantity) where l.id = s.line_id and l.order_id = $1`,
);
const refreshShipped = statement(
  "orders.refresh_shipped",
  `update orders.orders set shipped_at = $2, confirm_by = case when state = 'to_receive' then $3 else confirm_by end,
     version = version + 1
   where id = $1`,
);
const setSigned = statement<{ id: bigint }>(
  "orders.set_signed",
  `update orders.orders set signed_at = $2, confirm_by = $3, version = version + 1
   where id = $1 and state = 'to_receive' and signed_at is null returning id`,
);

export type Shipped = {
  orderId: bigint;
  lines: readonly { lineId: bigint; quantity: number }[];
  by: "shop" | "platform";
  at: Date;
};

/**
 * Pieces left the shop. The order moves on when something is still to ship or nothing is; without a scan it counts as
 * received 15 days after the last parcel. The caller holds the order's lock and has checked the quantities.
 */
export async function markShipped(tx: Tx, { orderId, lines, by, at }: Shipped): Promise<void> {
  if (lines.length > 0) await addShipped(tx, orderId, ...columns(lines, "lineId", "quantity"));
  const order = await lockOrder(tx, orderId);
  if (!order) throw new Error(`shipped order ${orderId} that does not exist`);
  const confirmBy = new Date(at.getTime() + UNSIGNED_DAYS * DAY_MS);
  const whole = order.lines.every((line) => line.shipped === line.quantity);
  const moved = await moveOrders(tx, [orderId], {
    to: whole ? "to_receive" : "partly_shipped",
    byWhom: by,
    at,
    marks: "shipped",
    ...(whole ? { confirmBy } : {}),
  });
  if (moved.length === 0) await refreshShipped(tx, orderId, at, confirmBy);
  await emit(tx, "orders.shipped", [{ orderId }]);
}

/** Every parcel has arrived: the days to confirm run from now. A second word changes nothing. */
export async function markSigned(tx: Tx, { orderId, at }: { orderId: bigint; at: Date }): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (!order) throw new Error(`signed order ${orderId} that does not exist`);
  const days = order.confirmDays + (order.extended ? EXTENSION_DAYS : 0);
  const signed = await setSigned(tx, orderId, at, new Date(at.getTime() + days * DAY_MS));
  await emit(
    tx,
    "orders.signed",
    signed.map(() => ({ orderId })),
  );
}
