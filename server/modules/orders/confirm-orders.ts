import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { Refusal } from "#platform/refusal";
import { lockOrder, lockOrderFacts, type OrderFacts } from "./order-facts.ts";
import { type ByWhom, moveOrders } from "./order-moves.ts";

const EXTENSION_MS = 3 * 86_400_000;

/** Received orders that no case holds, and, for the clock, whose time is over, are done. */
export async function confirmOrders(tx: Tx, orderIds: readonly bigint[], by: ByWhom, at: Date): Promise<bigint[]> {
  const orders = [...(await lockOrderFacts(tx, orderIds)).values()];
  const ripe = orders.filter((order) => order.openCaseId === null && (by !== "clock" || order.confirmBy! <= at));
  const done = await moveOrders(
    tx,
    ripe.map((order) => order.id),
    { to: "done", from: ["to_receive"], byWhom: by, at },
  );
  await emit(
    tx,
    "orders.confirmed",
    done.map((orderId) => ({ orderId, by, at })),
  );
  return done;
}

async function lockOwn(tx: Tx, orderId: bigint, buyerId: bigint): Promise<OrderFacts> {
  const order = await lockOrder(tx, orderId);
  if (order?.buyerId !== buyerId) throw new Refusal("orders.not_found");
  return order;
}

type Own = { orderId: bigint; buyerId: bigint };

/** The buyer has the goods: the order is done, and the clock of its release begins. */
export async function confirmReceipt(db: Db | Tx, { orderId, buyerId }: Own): Promise<void> {
  await transact(db, async (tx) => {
    const order = await lockOwn(tx, orderId, buyerId);
    if (order.state === "done") return;
    const done = await confirmOrders(tx, [orderId], "buyer", clock.now());
    if (done.length === 0) throw new Refusal("orders.wrong_state", { state: order.state });
  });
}

const extend = statement(
  "orders.extend_receipt",
  `update orders.orders set confirm_by = $2, extended = true, version = version + 1 where id = $1`,
);

/** Three more days to confirm, once. */
export async function extendReceipt(db: Db | Tx, { orderId, buyerId }: Own): Promise<void> {
  await transact(db, async (tx) => {
    const order = await lockOwn(tx, orderId, buyerId);
    if (order.extended) throw new Refusal("orders.extended_already");
    if (order.state !== "to_receive" || order.openCaseId !== null || order.confirmBy === null)
      throw new Refusal("orders.wrong_state", { state: order.state });
    await extend(tx, orderId, new Date(order.confirmBy.getTime() + EXTENSION_MS));
  });
}
