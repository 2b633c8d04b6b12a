import { before } from "#contract/states/machine";
import { roomMachine, type RoomState } from "#contract/states/room";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { tellRoom } from "./tell-room.ts";

export type Room = {
  id: bigint;
  creatorId: bigint;
  title: string;
  intro: string;
  coverKey: string | null;
  state: RoomState;
  whyEnded: string | null;
  plannedAt: Date | null;
  streamId: bigint;
  recordingId: bigint | null;
  startedAt: Date | null;
  interruptedAt: Date | null;
  endedAt: Date | null;
  likes: bigint;
  version: number;
  isStanding: boolean;
  recordedMs: bigint;
  recordingSince: Date | null;
};

export const ROOM_COLUMNS = `id, creator_id as "creatorId", title, intro, cover_key as "coverKey", state,
  why_ended as "whyEnded", planned_at as "plannedAt", stream_id as "streamId", recording_id as "recordingId",
  started_at as "startedAt", interrupted_at as "interruptedAt", ended_at as "endedAt", likes, version,
  is_standing as "isStanding", recorded_ms as "recordedMs", recording_since as "recordingSince"`;

const find = statement<Room>("live.find_room", `select ${ROOM_COLUMNS} from live.rooms where id = $1`);
const lock = statement<Room>(
  "live.lock_room",
  `select ${ROOM_COLUMNS} from live.rooms where id = $1 for no key update`,
);
const ofStreams = statement<{ id: bigint }>(
  "live.rooms_of_streams",
  `select id from live.rooms where stream_id = any($1::bigint[]) order by id`,
);
const move = statement(
  "live.move_room",
  `update live.rooms set state = $2, why_ended = coalesce($4, why_ended), version = version + 1,
     ready_at = case when $2 = 'ready' then $5 else ready_at end,
     started_at = case when $2 = 'live' then coalesce(started_at, $5) else started_at end,
     interrupted_at = case when $2 = 'interrupted' then $5::timestamptz end,
     ended_at = case when $2 in ('ended', 'cancelled') then $5 else ended_at end
   where id = $1 and state = any($3::text[])`,
);

export const findRoom = async (db: Db | Tx, roomId: bigint): Promise<Room | undefined> => (await find(db, roomId))[0];

/** The room under its lock. Refuses `live.not_found`. */
export async function lockRoom(tx: Tx, roomId: bigint): Promise<Room> {
  const [room] = await lock(tx, roomId);
  if (!room) throw new Refusal("live.not_found");
  return room;
}

export const roomOfStream = async (tx: Tx, streamId: bigint): Promise<bigint | undefined> =>
  (await ofStreams(tx, [streamId]))[0]?.id;

/** Moves a locked room and tells everybody in it. Refuses `live.wrong_state {state, allowed}`. */
export async function moveRoom(tx: Tx, room: Room, to: RoomState, why: string | null = null): Promise<Room> {
  if (!roomMachine[room.state].includes(to))
    throw new Refusal("live.wrong_state", { state: room.state, allowed: roomMachine[room.state] });
  await move(tx, room.id, to, before(roomMachine, to), why, clock.now());
  if (to !== room.state) await tellRoom(tx, room.id, [{ kind: "state", state: to, why }]);
  return (await findRoom(tx, room.id))!;
}

export const isOn = ({ state }: Pick<Room, "state">): boolean => state === "live" || state === "interrupted";
export const isOver = ({ state }: Pick<Room, "state">): boolean =>
  state === "ended" || state === "cancelled" || state === "archived";
