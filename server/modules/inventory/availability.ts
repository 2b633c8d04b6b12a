import { type Db, statement, type Tx } from "#platform/db";

const sum = statement<{ skuId: bigint; left: number }>(
  "inventory.availability",
  `select sku_id as "skuId", sum(on_hand - reserved)::int as left from inventory.positions
   where sku_id = any($1::bigint[]) and not is_slice group by sku_id`,
);
const onHand = statement<{ skuId: bigint; onHand: number; reserved: number }>(
  "inventory.on_hand",
  `select sku_id as "skuId", sum(on_hand)::int as "onHand", sum(reserved)::int as reserved from inventory.positions
   where sku_id = any($1::bigint[]) group by sku_id`,
);

/** Pieces that anybody can buy now, by SKU; what is set aside in slices is not among them. One statement for all SKUs. */
export async function availability(db: Db | Tx, skuIds: readonly bigint[]): Promise<Map<bigint, number>> {
  const left = new Map(skuIds.map((skuId) => [skuId, 0]));
  if (skuIds.length === 0) return left;
  for (const row of await sum(db, [...left.keys()])) left.set(row.skuId, row.left);
  return left;
}

/** What lies there and what orders hold of it, for the shop's own eyes. */
export async function readStock(
  db: Db | Tx,
  skuIds: readonly bigint[],
): Promise<Map<bigint, { onHand: number; reserved: number }>> {
  const rows = skuIds.length > 0 ? await onHand(db, [...new Set(skuIds)]) : [];
  return new Map(rows.map(({ skuId, ...stock }) => [skuId, stock]));
}
