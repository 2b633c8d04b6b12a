import type { z } from "zod";
import type { shelfItem } from "#contract/live-shapes";
import { promotableBy } from "#modules/alliance";
import { type Card, readCards } from "#modules/catalog";
import type { Db, Tx } from "#platform/db";
import type { Room } from "../room-rows.ts";
import { readShelf } from "./shelf-rows.ts";

export type ShelfItem = z.output<typeof shelfItem>;

/** The shelf as pages show it. Commissions are the desk's own: others get none. */
export async function readShelfCards(db: Db | Tx, room: Room, withTerms: boolean): Promise<ShelfItem[]> {
  const rows = await readShelf(db, room.id);
  const ids = rows.map(({ productId }) => productId);
  const cards = await readCards(db, ids);
  const terms = withTerms ? await promotableBy(db, room.creatorId, ids) : undefined;
  return rows.flatMap(({ productId, number, position }) => {
    const card = cards.get(productId);
    if (!card) return [];
    return [{ ...card, number, position, commissionBp: terms?.get(productId)?.commissionBp ?? null }];
  });
}

/** A product's price and stock as the room's pages take it. */
export const productNews = ({ id, priceMinFen, priceMaxFen, available, isSellable }: Card) => ({
  kind: "product" as const,
  productId: id,
  priceMinFen: Number(priceMinFen),
  priceMaxFen: Number(priceMaxFen),
  available,
  isSellable,
});
