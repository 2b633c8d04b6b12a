import { tellPerson } from "#modules/identity";
import { endStream } from "#modules/media";
import { audit } from "#platform/audit";
import { clock } from "#platform/clock";
import { type Db, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { endRoomStock } from "./deals/end-room-stock.ts";
import { lockAsHost } from "./desk-people.ts";
import { closeRecording, stopReplayClock } from "./follow-stream.ts";
import { closePin } from "./shelf/pin-rows.ts";
import { isOn, lockRoom, moveRoom, type Room } from "./room-rows.ts";
import { writeSummary } from "./count/summary.ts";

/**
 * Ends a locked room: its drops stop and its stock goes home, the pin closes, pushing ends, the replay is asked for and
 * the summary is written.
 */
export async function finishRoom(tx: Tx, room: Room, why: string, by: bigint | null): Promise<Room> {
  const now = clock.now();
  await endRoomStock(tx, room, by);
  if (!isOn(room)) {
    const cancelled = await moveRoom(tx, room, "cancelled", why);
    await endStream(tx, room.streamId);
    return cancelled;
  }
  await closePin(tx, room.id, { by, at: now });
  await stopReplayClock(tx, room, now);
  const ended = await moveRoom(tx, room, "ended", why);
  await closeRecording(tx, room);
  await endStream(tx, room.streamId);
  await writeSummary(tx, room.id);
  await emit(tx, "live.ended", [{ roomId: room.id, creatorId: room.creatorId, why, at: now.toISOString() }]);
  return ended;
}

/** The host ends the room, or gives up one that has not begun. */
export async function endRoom(db: Db | Tx, { roomId, by }: { roomId: bigint; by: bigint }): Promise<Room> {
  return transact(db, async (tx) => finishRoom(tx, await lockAsHost(tx, roomId, by), "host", by));
}

/** The platform closes a room for a violation: recorded with its reason, and the host is told why. */
export async function closeRoomByPlatform(
  db: Db | Tx,
  { roomId, by, reason }: { roomId: bigint; by: bigint; reason: string },
): Promise<Room> {
  return transact(db, async (tx) => {
    const room = await lockRoom(tx, roomId);
    const ended = await finishRoom(tx, room, "platform", by);
    await audit(tx, { actorId: by, action: "live.closed", subject: `room:${roomId}`, scope: "platform", reason });
    await tellPerson(tx, room.creatorId, "live.closed", { title: room.title, reason }, `/staff/studio/rooms/${roomId}`);
    return ended;
  });
}
