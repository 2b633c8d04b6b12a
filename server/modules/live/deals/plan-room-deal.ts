import { readSkusForSale, type SkuForSale } from "#modules/catalog";
import { openSlice, type Slice } from "#modules/inventory";
import { beginDeal, type Plan, planDeal, readDealFigures } from "#modules/promotions";
import { clock } from "#platform/clock";
import { type Db, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { lockDesk, nameOf } from "../desk-people.ts";
import { isOn, isOver, type Room } from "../room-rows.ts";
import { readShelf } from "../shelf/shelf-rows.ts";
import { tellDesk } from "../tell-room.ts";

/** Whether the asker may plan deals of this shop. */
export type MayPlan = (shopId: bigint) => Promise<boolean>;
type Ask = { roomId: bigint; skuId: bigint; by: bigint };

/** The room under its lock and a SKU of its shelf, whose shop lets the asker decide about its stock. */
async function lockForStock(
  tx: Tx,
  { roomId, skuId, by }: Ask,
  mayPlan: MayPlan,
): Promise<{ room: Room; sku: SkuForSale }> {
  const { room } = await lockDesk(tx, roomId, by);
  if (isOver(room)) throw new Refusal("live.wrong_state", { state: room.state, allowed: [] });
  const sku = (await readSkusForSale(tx, [skuId])).get(skuId);
  if (!sku || !(await readShelf(tx, roomId)).some(({ productId }) => productId === sku.productId))
    throw new Refusal("live.not_on_shelf");
  if (!(await mayPlan(sku.shopId))) throw new Refusal("shops.not_found");
  return { room, sku };
}

/**
 * Plans a drop of a product on the room's shelf, for this room's viewers alone. One planned for now begins at once when
 * the room is on. Refuses what `planDeal` refuses, `live.not_found`, `live.wrong_state`, `live.not_on_shelf`, and
 * `shops.not_found` to who may not plan deals of its shop.
 */
export const planRoomDeal = (db: Db | Tx, wish: Omit<Plan, "shopId"> & { roomId: bigint }, mayPlan: MayPlan) =>
  transact(db, async (tx) => {
    const { room, sku } = await lockForStock(tx, wish, mayPlan);
    const deal = await planDeal(tx, { ...wish, shopId: sku.shopId });
    const at = clock.now();
    if (deal.startsAt <= at && isOn(room)) await beginDeal(tx, deal.id);
    await tellDesk(tx, room.id, { what: "deal", by: await nameOf(tx, room, wish.by), name: sku.titleZh, at });
    return (await readDealFigures(tx, [deal.id]))[0]!;
  });

/**
 * Sets pieces aside that only this room's viewers can buy, until it ends. Refuses `live.not_found`, `live.wrong_state`,
 * `live.not_on_shelf`, `shops.not_found`, `catalog.not_sellable`, `inventory.slice_exists`, `inventory.out_of_stock`.
 */
export const openRoomSlice = (db: Db | Tx, ask: Ask & { pieces: number }, mayPlan: MayPlan): Promise<Slice> =>
  transact(db, async (tx) => {
    const { room, sku } = await lockForStock(tx, ask, mayPlan);
    if (!sku.sellable) throw new Refusal("catalog.not_sellable", { skuId: String(sku.id), why: sku.why });
    const { pieces, by } = ask;
    const slice = await openSlice(tx, {
      ownerKind: "room",
      ownerId: room.id,
      placeId: newId(),
      shopId: sku.shopId,
      skuId: sku.id,
      pieces,
      actor: `person:${by}`,
    });
    const at = clock.now();
    await tellDesk(tx, room.id, { what: "slice", by: await nameOf(tx, room, by), name: sku.titleZh, at });
    return slice;
  });
