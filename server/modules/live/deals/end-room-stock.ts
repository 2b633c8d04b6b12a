import { closeSlices, lockSkuPositions, slicesOf } from "#modules/inventory";
import { readOpenRoomDeals, stopRoomDeals } from "#modules/promotions";
import type { Tx } from "#platform/db";
import type { Room } from "../room-rows.ts";

/**
 * A room that ends sells nothing more: its drops stop, and what it had set aside goes home, all in the transaction of
 * its end. What orders hold follows when they let it go.
 */
export async function endRoomStock(tx: Tx, room: Room, by: bigint | null): Promise<void> {
  const slices = (await slicesOf(tx, "room", [room.id])).filter(({ isOpen }) => isOpen);
  const deals = await readOpenRoomDeals(tx, room.id);
  // All positions at once and in their order, so that no counter waits for us while we wait for it.
  await lockSkuPositions(
    tx,
    [...slices, ...deals].map(({ skuId }) => skuId),
  );
  await stopRoomDeals(tx, { roomId: room.id, by, why: "room" });
  const placeIds = slices.map(({ placeId }) => placeId);
  await closeSlices(tx, { placeIds, actor: by === null ? `room:${room.id}` : `person:${by}` });
}
