import { type Db, statement } from "#platform/db";
import { clock } from "#platform/clock";
import { beatDeals } from "../deals/deal-beat.ts";
import { type Hub, pass } from "./hub.ts";

/** A program that has not spoken for so long holds no viewers any more. */
export const ONLINE_SECONDS = 20;

const say = statement(
  "live.say_presence",
  `insert into live.presence (room_id, gateway, online, seen_at)
   select room_id, $2, online, $4 from unnest($1::bigint[], $3::int[]) u (room_id, online) order by room_id
   on conflict (room_id, gateway) do update set online = excluded.online, seen_at = excluded.seen_at`,
);
const readAll = statement<{ roomId: bigint; online: number; likes: bigint; state: string }>(
  "live.read_presence",
  `select r.id as "roomId", r.likes, r.state, coalesce(sum(p.online) filter (where p.seen_at > $2), 0)::int as online
   from live.rooms r left join live.presence p on p.room_id = r.id
   where r.id = any($1::bigint[]) group by r.id`,
);
const draw = statement(
  "live.draw_curve",
  `insert into live.minutes as m (room_id, at, online)
   select room_id, $2, online from unnest($1::bigint[], $3::int[]) u (room_id, online) order by room_id
   on conflict (room_id, at) do update set online = greatest(m.online, excluded.online)`,
);
const BUCKET_MS = 10_000;

const countedIn = (hub: Hub): number => [...hub.viewers].filter(({ isDesk }) => !isDesk).length;

/**
 * Says how many watch here and reads how many watch everywhere, the likes, the state and the running drops. The number
 * of viewers goes to the pages, and the largest of each ten seconds into the room's curve.
 */
export async function beat(db: Db, gateway: string, hubs: readonly Hub[]): Promise<void> {
  if (hubs.length === 0) return;
  const now = clock.now();
  const roomIds = hubs.map(({ roomId }) => roomId);
  await say(db, roomIds, gateway, hubs.map(countedIn), now);
  const rows = await readAll(db, roomIds, new Date(now.getTime() - ONLINE_SECONDS * 1000));
  const byRoom = new Map(rows.map((row) => [row.roomId, row]));
  for (const hub of hubs) {
    const row = byRoom.get(hub.roomId);
    if (!row) continue;
    hub.state = row.state;
    if (hub.shown.online !== row.online) pass(hub, { kind: "viewers", online: row.online });
    if (hub.shown.likes !== Number(row.likes)) pass(hub, { kind: "likes", likes: Number(row.likes) });
    hub.shown = { online: row.online, likes: Number(row.likes) };
  }
  await beatDeals(db, hubs);
  const on = rows.filter(({ state, online }) => state === "live" && online > 0);
  const bucket = new Date(Math.floor(now.getTime() / BUCKET_MS) * BUCKET_MS);
  if (on.length > 0)
    await draw(
      db,
      on.map(({ roomId }) => roomId),
      bucket,
      on.map(({ online }) => online),
    );
}
