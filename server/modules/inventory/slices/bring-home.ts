import { columns, statement, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { moveBetween } from "./move-between.ts";

export type Spot = { skuId: bigint; placeId: bigint };

const stranded = statement<{ skuId: bigint; placeId: bigint; homeId: bigint; free: number }>(
  "inventory.stranded_pieces",
  `select l.sku_id as "skuId", l.place_id as "placeId", l.home_id as "homeId", p.on_hand - p.reserved as free
   from inventory.slices l join inventory.positions p on p.sku_id = l.sku_id and p.place_id = l.place_id
   where l.place_id = any($1::bigint[]) and not p.is_open and p.on_hand > p.reserved order by l.sku_id, l.place_id`,
);
const count = statement(
  "inventory.count_returned",
  `update inventory.slices l set returned = l.returned + g.quantity
   from unnest($1::bigint[], $2::int[]) g (place_id, quantity) where l.place_id = g.place_id`,
);

/**
 * What lies free in closed slices goes back to the warehouse it came from. The caller holds the locks of both. Says
 * where pieces arrived, so that those who wait can be offered them.
 */
export async function bringHome(tx: Tx, placeIds: readonly bigint[], actor: string): Promise<Spot[]> {
  const rows = placeIds.length > 0 ? await stranded(tx, [...placeIds]) : [];
  if (rows.length === 0) return [];
  const carries = rows.map(({ skuId, placeId, homeId, free }) => ({
    skuId,
    fromId: placeId,
    toId: homeId,
    quantity: free,
    ref: `slice:${placeId}`,
    actor,
    requestId: `slice:${placeId}:home:${newId()}`,
  }));
  await moveBetween(tx, carries);
  await count(tx, ...columns(carries, "fromId", "quantity"));
  return rows.map(({ skuId, homeId }) => ({ skuId, placeId: homeId }));
}
