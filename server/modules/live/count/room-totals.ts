import { type Db, statement, type Tx } from "#platform/db";

export type RoomTotals = { roomsLive: number; views: number; viewers: number };
const totals = statement<RoomTotals>(
  "live.room_totals",
  `select (select count(*)::int from live.rooms where state in ('live', 'interrupted')) as "roomsLive",
     coalesce(sum(views), 0)::int as views, count(distinct visitor)::int as viewers
   from live.visits where seconds >= 3 and first_at >= $1 and first_at < $2`,
);
const titles = statement<{ id: bigint; title: string }>(
  "live.room_titles",
  `select id, title from live.rooms where id = any($1::bigint[])`,
);

/** Views and distinct viewers of all rooms, by the moment of a visitor's first visit to a room; rooms on now. */
export const readRoomTotals = async (db: Db | Tx, from: Date, to: Date): Promise<RoomTotals> =>
  (await totals(db, from, to))[0]!;

export const readRoomTitles = async (db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, string>> =>
  new Map((ids.length > 0 ? await titles(db, ids) : []).map(({ id, title }) => [id, title]));
