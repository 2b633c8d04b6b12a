import { closeIntents } from "#modules/payments";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { type ByWhom, moveOrders } from "./order-moves.ts";

const siblings = statement<{ id: bigint; state: string }>(
  "orders.read_siblings",
  `select o.id, o.state from orders.orders mine join orders.orders o on o.checkout_id = mine.checkout_id
   where mine.id = $1 and mine.buyer_id = $2 order by o.id`,
);
const checkoutsOf = statement<{ checkoutId: bigint }>(
  "orders.checkouts_of",
  `select distinct checkout_id as "checkoutId" from orders.orders where id = any($1::bigint[])`,
);

/**
 * The buyer does not want it after all. One payment covers the whole checkout, so all its orders begin to close; they
 * end, and give back stock and coupons, when the provider has closed the payment for certain. Asked again: no change.
 */
export async function cancelOrder(
  db: Db | Tx,
  jobs: House["jobs"],
  { orderId, buyerId }: { orderId: bigint; buyerId: bigint },
): Promise<void> {
  await transact(db, async (tx) => {
    const orders = await siblings(tx, orderId, buyerId);
    if (orders.length === 0) throw new Refusal("orders.not_found");
    const closing = await beginClosing(
      tx,
      jobs,
      orders.map((order) => order.id),
      "buyer",
    );
    const [mine] = (await siblings(tx, orderId, buyerId)).filter((order) => order.id === orderId);
    if (!closing.includes(orderId) && mine!.state !== "closing" && mine!.state !== "unpaid_closed")
      throw new Refusal("orders.wrong_state", { state: mine!.state });
  });
}

/** Unpaid orders begin to close, and their payments are asked to. Says which began now. */
export async function beginClosing(
  tx: Tx,
  jobs: House["jobs"],
  orderIds: readonly bigint[],
  byWhom: ByWhom,
): Promise<bigint[]> {
  const why = byWhom === "clock" ? "expired" : "cancelled_by_buyer";
  const closing = await moveOrders(tx, orderIds, { to: "closing", byWhom, why, at: clock.now() });
  if (closing.length === 0) return [];
  const checkouts = await checkoutsOf(tx, closing);
  await closeIntents(
    tx,
    jobs,
    checkouts.map(({ checkoutId }) => ({ purpose: "checkout" as const, subjectId: checkoutId })),
  );
  return closing;
}
