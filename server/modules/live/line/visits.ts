import { type Db, statement } from "#platform/db";
import { clock } from "#platform/clock";
import type { Hub } from "./hub.ts";

/** One unbroken stay of a visitor in a room, as this program sees it. */
type Stay = { firstAt: Date; untilMs: number; seconds: number; written: number };
export type Stays = Map<string, Stay>;

const COUNTS_FROM_SECONDS = 3;
// A connection that broke and came back within this time is the same visit.
const SAME_VISIT_SECONDS = 60;

// Two programs may hold sockets of one visitor: together they cannot have watched longer than time went by.
const write = statement(
  "live.write_visits",
  `insert into live.visits as v (room_id, visitor, views, seconds, first_at, last_at)
   select room_id, visitor, 1, seconds, first_at, $5
   from unnest($1::bigint[], $2::text[], $3::int[], $4::timestamptz[]) u (room_id, visitor, seconds, first_at)
   order by room_id, visitor
   on conflict (room_id, visitor) do update set
     views = v.views + case when excluded.first_at > v.last_at + interval '${SAME_VISIT_SECONDS} seconds' then 1 else 0 end,
     seconds = v.seconds + greatest(0, least(excluded.seconds,
       ceil(extract(epoch from excluded.last_at - greatest(v.last_at, excluded.first_at)))::int)),
     last_at = greatest(v.last_at, excluded.last_at)`,
);

const adopt = statement(
  "live.adopt_visit",
  `with gone as (delete from live.visits where room_id = $1 and visitor = $2 returning *)
   insert into live.visits as v (room_id, visitor, views, seconds, first_at, last_at)
   select room_id, $3, views, seconds, first_at, last_at from gone
   on conflict (room_id, visitor) do update set seconds = v.seconds + excluded.seconds,
     first_at = least(v.first_at, excluded.first_at), last_at = greatest(v.last_at, excluded.last_at)`,
);

/** Whoever signed in while watching stays one visitor: what the device had watched is the person's. */
export const adoptVisit = (db: Db, roomId: bigint, device: string, personId: bigint): Promise<unknown> =>
  adopt(db, roomId, `d:${device}`, `p:${personId}`);

const isOn = (hub: Hub): boolean => hub.state === "live" || hub.state === "interrupted";

/** Counts the time since the last look for whoever watches a room that is on. */
export function countTime(hubs: Iterable<Hub>, stays: Stays, nowMs: number): void {
  const now = clock.now();
  for (const hub of hubs) {
    if (!isOn(hub)) continue;
    for (const visitor of new Set(
      [...hub.viewers].flatMap((viewer) => (viewer.isDesk ? [] : (viewer.visitor ?? []))),
    )) {
      const key = `${hub.roomId}|${visitor}`;
      const stay = stays.get(key);
      if (!stay) stays.set(key, { firstAt: now, untilMs: nowMs, seconds: 0, written: 0 });
      else {
        stay.seconds += (nowMs - stay.untilMs) / 1000;
        stay.untilMs = nowMs;
      }
    }
  }
}

/** Writes the seconds that came to be since the last time, and forgets who has left. */
export async function writeVisits(db: Db, stays: Stays, nowMs: number): Promise<void> {
  const due = [...stays].filter(([, { seconds, written }]) => {
    return seconds >= COUNTS_FROM_SECONDS && Math.floor(seconds) > written;
  });
  const rows = due.map(([key, stay]) => {
    const [roomId, visitor] = key.split("|") as [string, string];
    return { roomId, visitor, seconds: Math.floor(stay.seconds) - stay.written, firstAt: stay.firstAt };
  });
  if (rows.length > 0)
    await write(
      db,
      rows.map(({ roomId }) => roomId),
      rows.map(({ visitor }) => visitor),
      rows.map(({ seconds }) => seconds),
      rows.map(({ firstAt }) => firstAt),
      clock.now(),
    );
  for (const [, stay] of due) stay.written = Math.floor(stay.seconds);
  for (const [key, { untilMs }] of stays) if (nowMs - untilMs > 10_000) stays.delete(key);
}
