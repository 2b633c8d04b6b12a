import { sharesOf } from "#modules/alliance";
import { statement, type Tx } from "#platform/db";
import { lockBill } from "./bills.ts";
import { dueAt } from "./tiers.ts";

const complete = statement(
  "settlement.complete",
  `update settlement.bills set completed_at = $2, due_at = $3 where order_id = $1 and state = 'waiting'
     and completed_at is null`,
);
const cancel = statement(
  "settlement.cancel",
  `update settlement.bills set state = 'cancelled', due_at = null where order_id = any($1::bigint[])
     and state in ('waiting', 'due', 'held')`,
);

/** The order is complete: from now on its days count. */
export async function setDue(tx: Tx, orderId: bigint, completedAt: Date): Promise<void> {
  const bill = await lockBill(tx, orderId);
  if (!bill) return;
  const paysAPerson = (await sharesOf(tx, [orderId])).length > 0;
  await complete(tx, orderId, completedAt, dueAt(completedAt, bill.days, paysAPerson));
}

/** Everything went back to the buyer: there is nothing left to release. */
export async function cancelBills(tx: Tx, orderIds: readonly bigint[]): Promise<void> {
  if (orderIds.length > 0) await cancel(tx, orderIds);
}
