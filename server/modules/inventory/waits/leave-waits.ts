import { type Db, statement, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { releaseHolds } from "../settle-holds.ts";
import { lockSkuPositions } from "../slices/lock-sku-positions.ts";
import { findOwnWait } from "./wait-rows.ts";

const leave = statement(
  "inventory.leave_waits",
  `update inventory.waits set state = 'left' where id = $1 and state in ('waiting', 'offered')`,
);

/**
 * Waits no more; a piece that was offered goes to who is next. What has ended already stays as it ended. Refuses
 * `inventory.wait_not_found`, for another's wait as well.
 */
export async function leaveWaits(
  db: Db | Tx,
  { waitId, personId }: { waitId: bigint; personId: bigint },
): Promise<void> {
  await transact(db, async (tx) => {
    const wait = await findOwnWait(tx, waitId, personId);
    if (!wait) throw new Refusal("inventory.wait_not_found");
    await lockSkuPositions(tx, [wait.skuId]);
    const before = (await findOwnWait(tx, waitId, personId))!.state; // nobody can offer or take it any more
    await leave(tx, waitId);
    if (before === "offered") await releaseHolds(tx, [waitId]);
  });
}
