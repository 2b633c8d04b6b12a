import { statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";

const openPlace = statement(
  "inventory.open_default_place",
  `insert into inventory.places (id, shop_id, kind, name, is_default) values ($1, $2, 'warehouse', '默认仓', true)
   on conflict (shop_id) where is_default do nothing`,
);
const open = statement(
  "inventory.open_positions",
  `insert into inventory.positions (sku_id, place_id, shop_id)
   select sku_id, p.id, p.shop_id from unnest($2::bigint[]) sku_id, inventory.places p
   where p.shop_id = $1 and p.is_default order by sku_id
   on conflict do nothing`,
);

/** Gives new SKUs their empty place in the shop's default warehouse, which is made when it is missing. */
export async function openPositions(tx: Tx, shopId: bigint, skuIds: readonly bigint[]): Promise<void> {
  await openPlace(tx, newId(), shopId);
  if (skuIds.length > 0) await open(tx, shopId, [...skuIds]);
}
