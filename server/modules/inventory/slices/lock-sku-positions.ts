import { statement, type Tx } from "#platform/db";

const lock = statement(
  "inventory.lock_sku_positions",
  `select from inventory.positions where sku_id = any($1::bigint[]) and is_open order by sku_id, place_id for update`,
);

/**
 * Takes the locks the counter takes, in its order. Whoever opens, changes or ends what is sold from these SKUs calls
 * this first: then nobody is deciding an order by what is about to change.
 */
export async function lockSkuPositions(tx: Tx, skuIds: readonly bigint[]): Promise<void> {
  if (skuIds.length > 0) await lock(tx, [...new Set(skuIds)]);
}
