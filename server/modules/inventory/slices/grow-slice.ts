import { statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { tellLowStock } from "../low-stock.ts";
import { offerReturned } from "../waits/offer-returned.ts";
import { lockSkuPositions } from "./lock-sku-positions.ts";
import { moveBetween } from "./move-between.ts";
import { readSlices, type Slice } from "./read-slices.ts";

const skuOf = statement<{ skuId: bigint }>(
  "inventory.sku_of_slice",
  `select sku_id as "skuId" from inventory.slices where place_id = $1`,
);
const left = statement<{ placeId: bigint; left: number }>(
  "inventory.left_at",
  `select place_id as "placeId", on_hand - reserved as left from inventory.positions
   where sku_id = $1 and place_id = any($2::bigint[])`,
);
const known = statement<{ id: bigint }>(
  "inventory.find_growth",
  `select id from inventory.movements where request_id = $1`,
);
const grow = statement("inventory.grow_slice", `update inventory.slices set pieces = pieces + $2 where place_id = $1`);

export type Growth = { placeId: bigint; pieces: number; actor: string; requestId: string };

/**
 * Adds pieces from the slice's warehouse, or gives free ones back when `pieces` is negative; the same request id adds
 * them once. Refuses `inventory.not_found`, `inventory.slice_closed`, and `inventory.out_of_stock {skuId, left}` when
 * so many are not free where they come from. A slice keeps at least one piece: close it instead.
 */
export async function growSlice(tx: Tx, { placeId, pieces, actor, requestId }: Growth): Promise<Slice> {
  const [named] = await skuOf(tx, placeId);
  if (!named) throw new Refusal("inventory.not_found");
  const { skuId } = named;
  await lockSkuPositions(tx, [skuId]);
  const slice = (await readSlices(tx, [placeId])).get(placeId)!;
  const request = `slice:${placeId}:grow:${requestId}`;
  if (pieces === 0 || (await known(tx, `${request}:in`)).length > 0) return slice;
  if (!slice.isOpen) throw new Refusal("inventory.slice_closed");
  const [fromId, toId] = pieces > 0 ? [slice.homeId, placeId] : [placeId, slice.homeId];
  const quantity = Math.abs(pieces);
  const free = new Map((await left(tx, skuId, [fromId])).map((row) => [row.placeId, row.left])).get(fromId) ?? 0;
  const most = pieces > 0 ? free : Math.min(free, slice.pieces - 1);
  if (quantity > most) throw new Refusal("inventory.out_of_stock", { skuId: String(skuId), left: most });
  await moveBetween(tx, [{ skuId, fromId, toId, quantity, ref: `slice:${placeId}`, actor, requestId: request }]);
  await grow(tx, placeId, pieces);
  if (pieces > 0) await tellLowStock(tx, [{ skuId, before: free, after: free - quantity }]);
  await offerReturned(tx, [{ skuId, placeId: toId }]);
  return (await readSlices(tx, [placeId])).get(placeId)!;
}
