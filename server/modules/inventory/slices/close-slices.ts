import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { endWaits } from "../waits/end-waits.ts";
import { offerReturned } from "../waits/offer-returned.ts";
import { bringHome } from "./bring-home.ts";
import { lockSkuPositions } from "./lock-sku-positions.ts";

const skusOf = statement<{ skuId: bigint }>(
  "inventory.skus_of_slices",
  `select distinct sku_id as "skuId" from inventory.slices where place_id = any($1::bigint[])`,
);
const close = statement<{ placeId: bigint }>(
  "inventory.close_slices",
  `with closed as (
     update inventory.slices set closed_at = $2 where place_id = any($1::bigint[]) and closed_at is null
     returning sku_id, place_id
   )
   update inventory.positions p set is_open = false from closed c
   where p.sku_id = c.sku_id and p.place_id = c.place_id returning p.place_id as "placeId"`,
);

/**
 * The deal or the room is over: nothing more is held here, waits for it end, and what is free goes home at once; what
 * orders hold goes home when they let it go. In the end: in = sold + returned. Harmless twice.
 */
export async function closeSlices(
  tx: Tx,
  { placeIds, actor }: { placeIds: readonly bigint[]; actor: string },
): Promise<void> {
  if (placeIds.length === 0) return;
  const skus = await skusOf(tx, [...placeIds]);
  await lockSkuPositions(
    tx,
    skus.map(({ skuId }) => skuId),
  );
  const closed = (await close(tx, [...placeIds], clock.now())).map(({ placeId }) => placeId);
  if (closed.length === 0) return;
  await endWaits(tx, closed);
  await offerReturned(tx, await bringHome(tx, closed, actor));
}
