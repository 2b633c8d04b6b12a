import type { z } from "zod";
import type { roomCard } from "#contract/live-shapes";
import { readCreators } from "#modules/identity";
import { fileUrl } from "#modules/media";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { ONLINE_SECONDS } from "./line/presence.ts";
import { isOn, ROOM_COLUMNS, type Room } from "./room-rows.ts";

export type RoomCard = z.output<typeof roomCard>;

type Counts = { id: bigint; online: number; total: number; reserved: number; reservedByMe: boolean };
const counts = statement<Counts>(
  "live.card_counts",
  `select r.id,
     (select coalesce(sum(online), 0)::int from live.presence where room_id = r.id and seen_at > $3) as online,
     coalesce((select (figures->>'viewers')::int from live.summaries where room_id = r.id), 0) as total,
     (select count(*)::int from live.reservations where room_id = r.id) as reserved,
     exists (select from live.reservations where room_id = r.id and person_id = $2) as "reservedByMe"
   from unnest($1::bigint[]) r (id)`,
);

/** Rooms as lists show them: viewers are those online now, or everybody who watched once it is over. */
export async function presentRooms(
  db: Db | Tx,
  rooms: readonly Room[],
  personId: bigint | undefined,
): Promise<RoomCard[]> {
  if (rooms.length === 0) return [];
  const since = new Date(clock.now().getTime() - ONLINE_SECONDS * 1000);
  const ids = rooms.map(({ id }) => id);
  const byId = new Map((await counts(db, ids, personId ?? null, since)).map((row) => [row.id, row]));
  const creators = await readCreators(
    db,
    rooms.map(({ creatorId }) => creatorId),
  );
  return rooms.map((room) => {
    const { online, total, reserved, reservedByMe } = byId.get(room.id)!;
    const { id, title, intro, state, coverKey, likes, plannedAt, startedAt, endedAt, creatorId } = room;
    return {
      id,
      title,
      intro,
      state,
      coverUrl: coverKey === null ? null : fileUrl(coverKey),
      creator: creators.get(creatorId) ?? { id: creatorId, name: "", bio: "", avatarUrl: null },
      viewers: isOn(room) ? online : total,
      likes: Number(likes),
      plannedAt,
      startedAt,
      endedAt,
      reserved,
      reservedByMe,
    };
  });
}

export const presentRoom = async (db: Db | Tx, room: Room, personId: bigint | undefined): Promise<RoomCard> =>
  (await presentRooms(db, [room], personId))[0]!;

type Page = { creatorId: bigint | undefined; after: string[] | undefined; limit: number };
const STATES = { now: ["live", "interrupted"], soon: ["announced", "ready"], ended: ["ended", "archived"] };
const newest = statement<Room>(
  "live.list_rooms",
  `select ${ROOM_COLUMNS} from live.rooms
   where state = any($1::text[]) and ($2::bigint is null or creator_id = $2) and ($3::bigint is null or id < $3)
   order by id desc limit $4`,
);
// A room that is ready without ever having been announced is nobody's business yet.
const planned = statement<Room>(
  "live.list_planned",
  `select ${ROOM_COLUMNS} from live.rooms
   where state = any($1::text[]) and planned_at is not null and ($2::bigint is null or creator_id = $2)
     and ($3::timestamptz is null or (planned_at, id) > ($3, $4)) order by planned_at, id limit $5`,
);
const mine = statement<Room>(
  "live.list_mine",
  `select ${ROOM_COLUMNS} from live.rooms
   where (creator_id = $1 or id in (select room_id from live.moderators where person_id = $1))
     and ($2::bigint is null or id < $2) order by id desc limit $3`,
);

/** Rooms on now and over, newest first; planned ones, soonest first. One more than a page. */
export async function listRooms(
  db: Db | Tx,
  when: keyof typeof STATES,
  { creatorId, after, limit }: Page,
): Promise<Room[]> {
  const [first, second] = after ?? [];
  const more = limit + 1;
  if (when !== "soon") return newest(db, STATES[when], creatorId ?? null, first ?? null, more);
  return planned(db, STATES.soon, creatorId ?? null, first ?? null, second ?? null, more);
}
export const cursorOf = (when: keyof typeof STATES, room: Room): (string | bigint)[] =>
  when === "soon" ? [room.plannedAt!.toISOString(), room.id] : [room.id];

export const listMine = (db: Db | Tx, personId: bigint, after: string[] | undefined, limit: number): Promise<Room[]> =>
  mine(db, personId, after?.[0] ?? null, limit + 1);
