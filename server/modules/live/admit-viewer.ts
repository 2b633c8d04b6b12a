import { roomCloseCodes } from "#contract/room-stream";
import { type Db, statement } from "#platform/db";

type Seen = { state: string; isDesk: boolean; isBanned: boolean };
const see = statement<Seen>(
  "live.see_room",
  `select r.state,
     coalesce(r.creator_id = $2 or exists (
       select from live.moderators m where m.room_id = r.id and m.person_id = $2), false) as "isDesk",
     exists (select from live.mutes b where b.room_id = r.id and b.person_id = $2 and b.kind = 'ban'
       and b.lifted_at is null) as "isBanned"
   from live.rooms r where r.id = $1`,
);

/** May this person (or nobody in particular) watch this room's line? A draft is there for its own people alone. */
export async function admitViewer(
  db: Db,
  roomId: bigint,
  personId: bigint | undefined,
): Promise<{ state: string; isDesk: boolean } | { close: number }> {
  const [room] = await see(db, roomId, personId ?? null);
  if (!room || (room.state === "draft" && !room.isDesk)) return { close: roomCloseCodes.unknown };
  if (room.isBanned) return { close: roomCloseCodes.banned };
  if (["ended", "cancelled", "archived"].includes(room.state)) return { close: roomCloseCodes.over };
  return { state: room.state, isDesk: room.isDesk };
}
