import { statement, type Tx } from "#platform/db";
import { knownSoldOut, rememberSoldOut } from "./sold-out.ts";

export type Left = { placeId: bigint; left: number };

const lock = statement<{ skuId: bigint; placeId: bigint; left: number }>(
  "inventory.lock_stock",
  `select sku_id as "skuId", place_id as "placeId", on_hand - reserved as left from inventory.positions
   where sku_id = any($1::bigint[]) order by sku_id, place_id for update`,
);

/**
 * Locks the positions of these SKUs, in key order so that two batches never wait for each other in a circle, and says
 * from which place and how many pieces can be taken. SKUs known to be sold out are not locked and not in the answer.
 */
export async function lockStock(tx: Tx, skuIds: readonly bigint[]): Promise<Map<bigint, Left>> {
  const open = [...new Set(skuIds)].filter((skuId) => !knownSoldOut(skuId));
  const rows = open.length > 0 ? await lock(tx, open) : [];
  const left = fullestPlaces(rows);
  // While we hold the lock no release can commit, so its notice can only come after this note.
  for (const [skuId, place] of left) if (place.left === 0) rememberSoldOut(skuId);
  return left;
}

/** The same without the memory of this process: for those who must know, not merely hurry. */
export const lockKnownStock = async (tx: Tx, skuIds: readonly bigint[]): Promise<Map<bigint, Left>> =>
  fullestPlaces(await lock(tx, [...new Set(skuIds)]));

function fullestPlaces(rows: readonly { skuId: bigint; placeId: bigint; left: number }[]): Map<bigint, Left> {
  const best = new Map<bigint, Left>();
  for (const { skuId, placeId, left } of rows) {
    if (left > (best.get(skuId)?.left ?? -1)) best.set(skuId, { placeId, left });
  }
  return best;
}
