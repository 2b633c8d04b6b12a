import { type OrderState, orderMachine } from "#contract/states/order";
import { before } from "#contract/states/machine";
import { statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

export type ByWhom = "buyer" | "shop" | "platform" | "clock" | "provider";
export type Move = {
  to: OrderState;
  /** Narrower than the machine allows: only from these. */
  from?: readonly OrderState[];
  byWhom: ByWhom;
  why?: string;
  /** When: one moment for all, or each its own. */
  at: Date | ((orderId: bigint) => Date);
  /** The move is the payment, or a shipment: its moment is kept on the order too. */
  marks?: "paid" | "shipped";
  confirmBy?: Date;
};

const ENDS: readonly OrderState[] = ["done", "oversold", "all_refunded", "unpaid_closed"];

// Rows are locked in key order before they change, so that two batches over the same orders never wait in a ring; a
// row that changed while we waited is judged by its new state.
const move = statement<{ id: bigint }>(
  "orders.move_orders",
  `with asked as (
     select * from unnest($1::bigint[], $6::timestamptz[], $7::bigint[]) a (order_id, at, history_id)
   ), held as (
     select id from orders.orders where id = any($1::bigint[]) and state = any($2::text[]) order by id for update
   ), moved as (
     update orders.orders o set state = $3, version = version + 1,
       paid_at = case when $8 = 'paid' then a.at else paid_at end,
       shipped_at = case when $8 = 'shipped' then a.at else shipped_at end,
       confirm_by = coalesce($9, confirm_by), ended_at = case when $10 then coalesce(ended_at, a.at) end
     from held join asked a on a.order_id = held.id where o.id = held.id returning o.id
   ), told as (
     insert into orders.history (order_id, id, state, by_whom, why, happened_at)
     select a.order_id, a.history_id, $3, $4, $5, a.at from moved join asked a on a.order_id = moved.id
   )
   select id from moved order by id`,
);

/** Moves those of the orders that may make this move, each with its line in the history. Says which did. */
export async function moveOrders(tx: Tx, orderIds: readonly bigint[], how: Move): Promise<bigint[]> {
  const { to, byWhom, why = "", at, marks, confirmBy } = how;
  const allowed = before(orderMachine, to);
  const from = how.from ?? allowed;
  if (from.some((state) => !allowed.includes(state)))
    throw new Error(`no order moves from ${from.join(", ")} to ${to}`);
  const ids = [...new Set(orderIds)];
  if (ids.length === 0) return [];
  const rows = await move(
    tx,
    ids,
    [...from],
    to,
    byWhom,
    why,
    ids.map((id) => (at instanceof Date ? at : at(id))),
    ids.map(() => newId()),
    marks ?? "",
    confirmBy ?? null,
    ENDS.includes(to),
  );
  return rows.map((row) => row.id);
}
