import type { z } from "zod";
import type { deskOut } from "#contract/live-shapes";
import { publishLog, readStreamKey, rtmpUrl, streamStatus } from "#modules/media";
import type { Db } from "#platform/db";
import type { House } from "#platform/parts";
import { messageFor } from "./chat/chat-rows.ts";
import { readModerators, requireDesk } from "./desk-people.ts";
import { readRoomWords } from "./chat/moderate-chat.ts";
import { readShared } from "./snapshot.ts";

type Desk = z.output<typeof deskOut>;

function healthOf(house: House, streamId: bigint): Desk["health"] {
  const status = streamStatus(house, streamId);
  return {
    publishing: status?.publishing ?? false,
    bitrateKbps: Math.round(status?.bitrateKbps ?? 0),
    fps: status?.fps ?? 0,
    width: status?.width ?? 0,
    height: status?.height ?? 0,
    videoCodec: status?.videoCodec ?? "",
    audioCodec: status?.audioCodec ?? "",
    since: status?.since ?? null,
  };
}

/** What host and moderators see: the room, its terms, the picture's health and who may be here. Never cached. */
export async function readDesk(house: House, roomId: bigint, personId: bigint): Promise<Desk> {
  const { role } = await requireDesk(house.db, roomId, personId);
  const { room, messages, rest } = (await readShared(house, roomId, true))!;
  return {
    ...rest,
    messages: messages.map((message) => messageFor(message, personId)),
    muted: false,
    reservedByMe: false,
    rtmpUrl: rtmpUrl(house),
    key: await readStreamKey(house.db, room.streamId),
    health: healthOf(house, room.streamId),
    moderators: await readModerators(house.db, roomId),
    blockedWords: await readRoomWords(house.db, roomId),
    role,
    version: room.version,
  };
}

const LOG_LINES = 50;

/** Who pushed to the room's stream, and who was refused. */
export async function readPublishLog(db: Db, roomId: bigint, personId: bigint) {
  const { room } = await requireDesk(db, roomId, personId);
  return publishLog(db, room.streamId, LOG_LINES);
}
