import { promotableBy } from "#modules/alliance";
import { stopRoomDeals } from "#modules/promotions";
import { clock } from "#platform/clock";
import { type Db, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { lockDesk, nameOf } from "../desk-people.ts";
import { readShownDeals } from "../deals/tell-deals.ts";
import { closePin, openPin } from "./pin-rows.ts";
import { isOver, type Room } from "../room-rows.ts";
import { readShelfCards, type ShelfItem } from "./shelf-cards.ts";
import { bumpVersion, putInOrder, readShelf, SHELF_MAX, takeOff, writeShelf } from "./shelf-rows.ts";
import { tellDesk, tellRoom } from "../tell-room.ts";

type ShelfNow = { shelf: ShelfItem[]; version: number };

/** Raises the version, tells the room how the shelf stands now, and the desk who changed it. */
async function shown(tx: Tx, room: Room, by: bigint, addedId?: bigint): Promise<ShelfNow> {
  const version = await bumpVersion(tx, room.id);
  const shelf = await readShelfCards(tx, room, true);
  const added = shelf.find(({ id }) => id === addedId);
  const order = shelf.map(({ id }) => id);
  await tellRoom(tx, room.id, [
    { kind: "shelf", version, order, added: added ? { ...added, commissionBp: null } : null },
    ...(added ? await readShownDeals(tx, undefined, [added.id]) : []).map((deal) => ({ kind: "deal" as const, deal })),
  ]);
  const name = added?.titleZh ?? "";
  await tellDesk(tx, room.id, { what: "shelf", by: await nameOf(tx, room, by), name, at: clock.now() });
  return { shelf, version };
}

/** Puts a product that the host may promote on the shelf. Refuses `live.not_promotable`, `live.shelf_full {max}`. */
export async function addToShelf(
  db: Db | Tx,
  { roomId, productId, by }: { roomId: bigint; productId: bigint; by: bigint },
): Promise<ShelfNow> {
  return transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    if (isOver(room)) throw new Refusal("live.wrong_state", { state: room.state, allowed: [] });
    const shelf = await readShelf(tx, roomId);
    if (shelf.length >= SHELF_MAX) throw new Refusal("live.shelf_full", { max: SHELF_MAX });
    if (!(await promotableBy(tx, room.creatorId, [productId])).has(productId))
      throw new Refusal("live.not_promotable", { productId: String(productId) });
    await writeShelf(tx, roomId, [productId]);
    return shown(tx, room, by, productId);
  });
}

/** Takes a product off the shelf; what is explained of it ends, and the room's drops of it. Refuses `live.not_on_shelf`. */
export async function removeFromShelf(
  db: Db | Tx,
  { roomId, productId, by }: { roomId: bigint; productId: bigint; by: bigint },
): Promise<ShelfNow> {
  return transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    if (!(await takeOff(tx, roomId, productId))) throw new Refusal("live.not_on_shelf");
    await stopRoomDeals(tx, { roomId, by, why: "host", productId });
    if ((await openPin(tx, roomId))?.productId === productId) {
      await closePin(tx, roomId, { by, at: clock.now() });
      await tellRoom(tx, roomId, [{ kind: "pin", pin: null, closed: "removed" }]);
    }
    return shown(tx, room, by);
  });
}

/**
 * Orders the whole shelf as this desk saw it. Refuses `live.stale {version}` when another desk was quicker, and
 * `live.not_on_shelf` when the list is not exactly what is on it.
 */
export async function orderShelf(
  db: Db | Tx,
  { roomId, version, productIds, by }: { roomId: bigint; version: number; productIds: readonly bigint[]; by: bigint },
): Promise<ShelfNow> {
  return transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    if (room.version !== version) throw new Refusal("live.stale", { version: room.version });
    const onShelf = new Set((await readShelf(tx, roomId)).map((row) => row.productId));
    const wanted = new Set(productIds);
    if (
      wanted.size !== onShelf.size ||
      wanted.size !== productIds.length ||
      !productIds.every((productId) => onShelf.has(productId))
    )
      throw new Refusal("live.not_on_shelf");
    await putInOrder(tx, roomId, productIds);
    return shown(tx, room, by);
  });
}
