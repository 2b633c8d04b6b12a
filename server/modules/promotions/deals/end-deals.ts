import { closeSlices } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { type DealFigures, readFiguresOf } from "./deal-figures.ts";
import {
  type Deal,
  type Deed,
  lockDealOf,
  lockDeals,
  moveDeal,
  noteDeed,
  tellNews,
  type WhyEnded,
} from "./deal-rows.ts";

type Open = { id: bigint; skuId: bigint; productId: bigint };
const openInRoom = statement<Open>(
  "promotions.open_deals_of_room",
  `select id, sku_id as "skuId", product_id as "productId" from promotions.deals
   where room_id = $1 and state in ('scheduled', 'running') order by id`,
);

/** Ends a locked deal: from here on nobody takes a piece of it, and what is free goes home in the same moment. */
export async function finishDeal(tx: Tx, deal: Deal, to: "ended" | "stopped", why: WhyEnded): Promise<void> {
  await moveDeal(tx, deal, to, { why, at: clock.now() });
  await closeSlices(tx, { placeIds: [deal.id], actor: `deal:${deal.id}` });
  await tellNews(tx, to, deal, why);
}

/** A person ends a deal. Refuses `promotions.deal_not_found`, `promotions.deal_wrong_state`. */
export const stopDeal = (db: Db | Tx, deed: Deed & { why: "shop" | "host" }): Promise<DealFigures> =>
  transact(db, async (tx) => {
    const deal = await lockDealOf(tx, deed);
    await finishDeal(tx, deal, "stopped", deed.why);
    await noteDeed(tx, "stopped", deal, deed.by, { why: deed.why });
    return readFiguresOf(tx, deal.id);
  });

/** The deals of a room that are planned or run. */
export const readOpenRoomDeals = (db: Db | Tx, roomId: bigint): Promise<Open[]> => openInRoom(db, roomId);

type RoomsEnd = { roomId: bigint; by: bigint | null; why: "room" | "host"; productId?: bigint };

/**
 * Ends what a room still sells or has planned (of one product, when it is named), in the transaction that ends the room
 * or clears its shelf. `by` null: the clock.
 */
export async function stopRoomDeals(tx: Tx, { roomId, by, why, productId }: RoomsEnd): Promise<void> {
  const open = (await openInRoom(tx, roomId)).filter((deal) => productId === undefined || deal.productId === productId);
  const dealIds = open.map(({ id }) => id);
  for (const deal of await lockDeals(tx, dealIds)) {
    if (deal.state !== "scheduled" && deal.state !== "running") continue;
    await finishDeal(tx, deal, "stopped", why);
    if (by !== null) await noteDeed(tx, "stopped", deal, by, { why });
  }
}
