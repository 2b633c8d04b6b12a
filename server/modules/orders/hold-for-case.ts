import { statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";

const hold = statement<{ id: bigint }>(
  "orders.hold_for_case",
  `update orders.orders set open_case_id = $2, version = version + 1 where id = $1 and open_case_id is null returning id`,
);
const letGo = statement(
  "orders.release_from_case",
  `update orders.orders set open_case_id = null, version = version + 1 where id = $1 and open_case_id is not null`,
);

/** A case holds the order: nobody ships, confirms or releases it meanwhile. Refuses `aftersales.open_exists`. */
export async function holdForCase(tx: Tx, { orderId, caseId }: { orderId: bigint; caseId: bigint }): Promise<void> {
  if ((await hold(tx, orderId, caseId)).length === 0) throw new Refusal("aftersales.open_exists");
}

/** The case is over, or the shop said no: the order goes on. Harmless twice. */
export async function releaseFromCase(tx: Tx, { orderId }: { orderId: bigint }): Promise<void> {
  await letGo(tx, orderId);
}
