import { tellPerson } from "#modules/identity";
import { finishRecording, openRecording } from "#modules/media";
import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { type Consumer, emit, type Event } from "#platform/events";
import { isOver, lockRoom, moveRoom, type Room, roomOfStream } from "./room-rows.ts";
import { reservers } from "./reserve-room.ts";

const beginStretch = statement(
  "live.begin_stretch",
  `update live.rooms set recording_id = coalesce(recording_id, $2), recording_since = $3 where id = $1`,
);
const endStretch = statement(
  "live.end_stretch",
  `update live.rooms set recorded_ms = recorded_ms + $2, recording_since = null where id = $1`,
);

/** How far the replay has come: what earlier stretches of the picture gave, and the present one. */
export const recordedUpTo = ({ recordedMs, recordingSince }: Room, at: Date): bigint =>
  recordedMs + BigInt(recordingSince ? Math.max(0, at.getTime() - recordingSince.getTime()) : 0);

/** The replay has nothing of the time without a picture, so its clock stops with the picture. */
export async function stopReplayClock(tx: Tx, room: Room, at: Date): Promise<void> {
  if (room.recordingSince) await endStretch(tx, room.id, recordedUpTo(room, at) - room.recordedMs);
}

/** The picture has come: a ready room turns live by itself, an interrupted one goes on. Others are left alone. */
async function onStreamStarted(tx: Tx, room: Room, at: Date): Promise<void> {
  if (room.state !== "ready" && room.state !== "interrupted" && room.state !== "live") return;
  // A second publisher took over: the first one's stretch ends where the new one begins.
  if (room.state === "live") await stopReplayClock(tx, room, at);
  // The recording begins when the room turns live, some moments after the picture; later stretches are whole.
  const now = clock.now();
  const since = room.recordingId === null ? now : at;
  // A clip that loops for ever is not worth a disk: a standing room has no replay.
  const recordingId = room.isStanding ? null : (room.recordingId ?? (await openRecording(tx, room.streamId)));
  await beginStretch(tx, room.id, recordingId, since);
  if (room.state === "live") return;
  await moveRoom(tx, room, "live");
  if (room.startedAt !== null) return;
  await emit(tx, "live.started", [{ roomId: room.id, creatorId: room.creatorId, at: now.toISOString() }]);
  for (const personId of await reservers(tx, room.id))
    await tellPerson(tx, personId, "live.started", { title: room.title }, `/rooms/${room.id}`);
}

async function onStreamInterrupted(tx: Tx, room: Room, at: Date, why: string): Promise<void> {
  await stopReplayClock(tx, room, at);
  if (room.state !== "live") return;
  await moveRoom(tx, room, "interrupted", why);
  await emit(tx, "live.interrupted", [{ roomId: room.id, why }]);
}

async function onReplayReady(tx: Tx, room: Room): Promise<void> {
  if (room.state !== "ended") return;
  await moveRoom(tx, room, "archived");
  await emit(tx, "live.archived", [{ roomId: room.id }]);
}

async function hear(tx: Tx, { topic, payload, happenedAt }: Event): Promise<void> {
  const roomId = await roomOfStream(tx, BigInt(String(payload["streamId"])));
  if (roomId === undefined) return;
  const room = await lockRoom(tx, roomId);
  if (topic === "media.stream_started") await onStreamStarted(tx, room, happenedAt);
  else if (topic === "media.stream_interrupted")
    await onStreamInterrupted(tx, room, happenedAt, String(payload["why"] as string | undefined));
  else if (isOver(room)) await onReplayReady(tx, room);
}

/** The picture decides when a room is on. */
export const streamConsumer: Consumer = {
  name: "live.stream",
  topics: ["media.stream_started", "media.stream_interrupted", "media.replay_ready"],
  handle: async (tx, events) => {
    for (const event of events) await hear(tx, event);
  },
};

/** Asks for the replay of a room that is over. */
export async function closeRecording(tx: Tx, room: Room): Promise<void> {
  if (room.recordingId !== null) await finishRecording(tx, room.recordingId);
}
