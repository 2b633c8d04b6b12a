import type { DealCard } from "#contract/deal-shapes";
import { readSkusForSale } from "#modules/catalog";
import { leftInSlices } from "#modules/inventory";
import { type Db, statement, type Tx } from "#platform/db";
import { fileUrl } from "#platform/storage";
import { type Deal, DEAL_COLUMNS, findDeals } from "./deal-rows.ts";

/** Which deals: these by their ids in any state, or what is open and comes soon, everywhere or in one room. */
export type Look = {
  dealIds?: readonly bigint[];
  productIds?: readonly bigint[];
  roomId?: bigint | undefined;
  /** Of the products, those of rooms as well: their pages lead there. */
  ofAnyRoom?: boolean;
  aheadMs?: number;
};

const AHEAD_MS = 7 * 86_400_000;
const SHOWN_MAX = 200;

const soon = statement<Deal>(
  "promotions.deals_soon",
  `select ${DEAL_COLUMNS} from promotions.deals d
   where d.state in ('scheduled', 'running') and d.ends_at > $3 and d.starts_at <= $4
     and ((d.room_id is null or $5) and d.product_id = any($1::bigint[]) or d.room_id = $2)
   order by d.starts_at, d.id limit ${SHOWN_MAX}`,
);

const find = (
  db: Db | Tx,
  { dealIds, productIds, roomId, ofAnyRoom = false, aheadMs = AHEAD_MS }: Look,
  at: Date,
): Promise<Deal[]> =>
  dealIds
    ? findDeals(db, dealIds)
    : soon(db, [...(productIds ?? [])], roomId ?? null, at, new Date(at.getTime() + aheadMs), ofAnyRoom);

/** Whether it can be bought at this moment: the clock decides, and in a room the room's own word that it has begun. */
export const isOnAt = ({ state, roomId, startsAt, endsAt }: Deal, at: Date): boolean =>
  (state === "running" || (state === "scheduled" && roomId === null)) && startsAt <= at && at < endsAt;

const shownPrice = ({ isHidden, revealedAt, priceFen }: Deal): bigint | null =>
  isHidden && revealedAt === null ? null : priceFen;

/** Deals as everybody may see them, in the order given. */
export async function presentDeals(db: Db | Tx, deals: readonly Deal[], at: Date): Promise<DealCard[]> {
  if (deals.length === 0) return [];
  const skus = await readSkusForSale(
    db,
    deals.map(({ skuId }) => skuId),
  );
  const left = await leftInSlices(
    db,
    deals.map(({ id }) => id),
  );
  return deals.map((deal) => {
    const { titleZh, titleEn, options, pictureKey } = skus.get(deal.skuId)!;
    return {
      ...deal,
      titleZh,
      titleEn,
      options,
      pictureUrl: pictureKey === null ? "" : fileUrl(pictureKey),
      priceFen: shownPrice(deal),
      left: left.get(deal.id) ?? 0,
      isOn: isOnAt(deal, at),
    };
  });
}

/** Deals as everybody may see them: a hidden price is nobody's to know. By ids, or open and coming, the next one first. */
export const readDealCards = async (db: Db | Tx, look: Look, at: Date): Promise<DealCard[]> =>
  presentDeals(db, await find(db, look, at), at);
