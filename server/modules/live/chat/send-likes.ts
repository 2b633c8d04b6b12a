import { columns, type Db, statement, transact } from "#platform/db";
import type { Outcome } from "#platform/refusal";

export type Taps = { roomId: bigint; visitor: string; count: number };

const add = statement<{ id: bigint; likes: bigint }>(
  "live.add_likes",
  `with held as (select id from live.rooms where id = any($1::bigint[]) and state in ('live', 'interrupted')
     order by id for no key update)
   update live.rooms r set likes = r.likes + a.count
   from (select room_id, sum(count) as count from unnest($1::bigint[], $2::int[]) u (room_id, count) group by 1) a
   where r.id = a.room_id and r.id in (select id from held) returning r.id, r.likes`,
);
const remember = statement(
  "live.remember_likers",
  `insert into live.likers as l (room_id, visitor, times)
   select room_id, visitor, sum(times) from unnest($1::bigint[], $2::text[], $3::int[]) u (room_id, visitor, times)
   group by 1, 2 order by 1, 2
   on conflict (room_id, visitor) do update set times = l.times + excluded.times`,
);
const there = statement<{ id: bigint }>(
  "live.liked_rooms",
  `select id from live.rooms where id = any($1::bigint[]) and state <> 'draft'`,
);

/** Counts many viewers' taps at once: the room's total is the sum of all of them, none twice and none lost. */
export async function sendLikes(db: Db, taps: readonly Taps[]): Promise<Outcome<{ likes: number }>[]> {
  return transact(db, async (tx) => {
    const [roomIds, counts] = columns(taps, "roomId", "count");
    const totals = new Map((await add(tx, roomIds, counts)).map(({ id, likes }) => [id, Number(likes)]));
    const counted = taps.filter(({ roomId }) => totals.has(roomId));
    if (counted.length > 0) await remember(tx, ...columns(counted, "roomId", "visitor", "count"));
    const known = counted.length === taps.length ? [] : await there(tx, roomIds);
    const exists = new Set(known.map(({ id }) => id));
    return taps.map(({ roomId }) => {
      const likes = totals.get(roomId);
      if (likes !== undefined) return { ok: { likes } };
      return { refused: exists.has(roomId) ? "live.not_live" : "live.not_found", details: {} };
    });
  });
}
