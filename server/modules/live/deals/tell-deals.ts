import type { RoomMessage } from "#contract/room-stream";
import { readDealCards } from "#modules/promotions";
import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";
import { freshenProducts } from "../shelf/freshen-products.ts";
import { tellRoom } from "../tell-room.ts";

const DAY_MS = 86_400_000;

type Shows = { roomId: bigint; productId: bigint };
const showing = statement<Shows>(
  "live.rooms_showing",
  `select s.room_id as "roomId", s.product_id as "productId"
   from live.rooms r join live.shelf_items s on s.room_id = r.id
   where r.state in ('announced', 'ready', 'live', 'interrupted') and s.removed_at is null
     and s.product_id = any($1::bigint[]) order by 1, 2`,
);
const notOver = statement<{ id: bigint }>(
  "live.rooms_not_over",
  `select id from live.rooms where id = any($1::bigint[]) and state not in ('ended', 'cancelled', 'archived')`,
);

/** The deals that a room's pages show: its own, and those of everybody for what lies on its shelf. */
export const readShownDeals = (tx: Tx, roomId: bigint | undefined, productIds: readonly bigint[]) =>
  readDealCards(tx, { roomId, productIds, aheadMs: DAY_MS }, clock.now());

async function onDeals(tx: Tx, events: readonly Event[]): Promise<void> {
  const dealIds = [...new Set(events.map(({ payload }) => BigInt(String(payload["dealId"]))))];
  const cards = await readDealCards(tx, { dealIds }, clock.now());
  const own = cards.flatMap(({ roomId }) => roomId ?? []);
  const rooms = new Set((own.length > 0 ? await notOver(tx, own) : []).map(({ id }) => id));
  const shelves = await showing(tx, [...new Set(cards.map(({ productId }) => productId))]);
  const told = cards.flatMap((deal) => {
    const message: RoomMessage = { kind: "deal", deal };
    const there = deal.roomId
      ? [deal.roomId].filter((id) => rooms.has(id))
      : shelves.filter(({ productId }) => productId === deal.productId).map(({ roomId }) => roomId);
    return there.map((roomId) => ({ roomId, message }));
  });
  const byRoom = [...Map.groupBy(told, ({ roomId }) => roomId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [roomId, news] of byRoom)
    await tellRoom(
      tx,
      roomId,
      news.map(({ message }) => message),
    );
  // Pieces went into a deal or came back from it: what the warehouse has for ordinary buyers changed as well.
  await freshenProducts(tx, [...new Set(cards.map(({ productId }) => productId))]);
}

/** Whatever becomes of a deal is told in its room, and for everybody's deals wherever the product is on show. */
export const dealConsumer: Consumer = {
  name: "live.deals",
  topics: ["planned", "changed", "started", "revealed", "stopped", "ended"].map((what) => `promotions.deal_${what}`),
  handle: onDeals,
};
