import { type Card, readCards } from "#modules/catalog";
import { clock } from "#platform/clock";
import { columns, type Db, statement, transact, type Tx } from "#platform/db";
import type { RoomMessage } from "#contract/room-stream";
import { productNews } from "./shelf-cards.ts";
import { tellRoom } from "../tell-room.ts";

type Shown = { roomId: bigint; productId: bigint; shown: string };
const onShow = statement<Shown>(
  "live.products_on_show",
  `select s.room_id as "roomId", s.product_id as "productId", s.shown
   from live.rooms r join live.shelf_items s on s.room_id = r.id
   where r.state in ('announced', 'ready', 'live', 'interrupted') and s.removed_at is null
     and ($1::bigint[] is null or s.product_id = any($1::bigint[]))
   order by s.room_id, s.product_id`,
);
const lockShown = statement<Shown>(
  "live.lock_shown",
  `select s.room_id as "roomId", s.product_id as "productId", s.shown
   from unnest($1::bigint[], $2::bigint[]) u (room_id, product_id)
   join live.shelf_items s using (room_id, product_id)
   order by s.room_id, s.product_id for no key update of s`,
);
const show = statement(
  "live.show_products",
  `update live.shelf_items s set shown = u.shown
   from unnest($1::bigint[], $2::bigint[], $3::text[]) u (room_id, product_id, shown)
   where s.room_id = u.room_id and s.product_id = u.product_id`,
);
const noteSoldOut = statement(
  "live.note_sold_out",
  `update live.pins p set sold_out_at = case when u.is_out then coalesce(p.sold_out_at, $4) end
   from unnest($1::bigint[], $2::bigint[], $3::boolean[]) u (room_id, product_id, is_out)
   where p.room_id = u.room_id and p.product_id = u.product_id and p.closed_at is null`,
);

const lookOf = ({ priceMinFen, priceMaxFen, available, isSellable }: Card): string =>
  [priceMinFen, priceMaxFen, available, isSellable].join("|");

/**
 * Tells every room that shows these products (all products, without a list) how price and stock stand now, where that
 * differs from what it was told last. Says how many changed.
 */
export async function freshenProducts(tx: Tx, productIds: readonly bigint[] | null): Promise<number> {
  const candidates = await onShow(tx, productIds);
  if (candidates.length === 0) return 0;
  const maybe = await readCards(tx, [...new Set(candidates.map((row) => row.productId))]);
  const stale = candidates.filter(
    ({ productId, shown }) => maybe.has(productId) && lookOf(maybe.get(productId)!) !== shown,
  );
  if (stale.length === 0) return 0;
  // Under the lock we look again: two programs must not tell an older stock after a newer one.
  const locked = await lockShown(tx, ...columns(stale, "roomId", "productId"));
  const cards = await readCards(tx, [...new Set(locked.map((row) => row.productId))]);
  const changed = locked.flatMap((row) => {
    const card = cards.get(row.productId);
    if (!card || lookOf(card) === row.shown) return [];
    return [{ ...row, card, shown: lookOf(card), isOut: card.available <= 0 || !card.isSellable }];
  });
  await show(tx, ...columns(changed, "roomId", "productId", "shown"));
  await noteSoldOut(tx, ...columns(changed, "roomId", "productId", "isOut"), clock.now());
  for (const [roomId, rows] of Map.groupBy(changed, (row) => row.roomId)) {
    const news = rows.map(({ card }): RoomMessage => productNews(card));
    await tellRoom(tx, roomId, news);
  }
  return changed.length;
}

/** What no event tells (stock that a merchant counted anew) reaches the rooms within seconds all the same. */
export const freshenAll = async (db: Db): Promise<number> => {
  await transact(db, (tx) => freshenProducts(tx, null));
  return 0;
};
