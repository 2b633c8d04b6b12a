import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { releaseHolds } from "../settle-holds.ts";
import { lockSkuPositions } from "../slices/lock-sku-positions.ts";

const BATCH_MAX = 200;

const due = statement<{ id: bigint; skuId: bigint }>(
  "inventory.due_offers",
  `select id, sku_id as "skuId" from inventory.waits where state = 'offered' and offered_until <= $1
   order by offered_until limit $2`,
);
const lapse = statement<{ id: bigint }>(
  "inventory.lapse_offers",
  `update inventory.waits set state = 'lapsed'
   where id = any($1::bigint[]) and state = 'offered' and offered_until <= $2 returning id`,
);

/** Offers that nobody took in time end, and their pieces go to who is next. Says how many ended. */
export async function lapseOffers(db: Db | Tx): Promise<number> {
  return transact(db, async (tx) => {
    const at = clock.now();
    const found = await due(tx, at, BATCH_MAX);
    if (found.length === 0) return 0;
    await lockSkuPositions(
      tx,
      found.map(({ skuId }) => skuId),
    );
    // Another sweep, or their persons, may have been faster.
    const lapsed = await lapse(
      tx,
      found.map(({ id }) => id),
      at,
    );
    await releaseHolds(
      tx,
      lapsed.map(({ id }) => id),
    );
    return lapsed.length;
  });
}
