import { z } from "zod";
import { type RoomMessage, type RoomMessageWire, roomMessage } from "#contract/room-stream";
import { tell } from "#platform/bus";
import { statement, type Tx } from "#platform/db";

export const ROOM_CHANNEL = "live.room";
export const PERSON_CHANNEL = "live.person";
export const DESK_CHANNEL = "live.desk";

/** What one number of a room's line carries between programs. */
export type Told = { room: string; n: string; m: RoomMessageWire[] };
/** To the sockets of one person in a room; `close` ends them. */
export type ToldPerson = { room: string; person: string; m: RoomMessageWire[]; close?: number };
export type ToldDesk = { room: string; m: RoomMessageWire[] };

const CHUNK_BYTES = 7_300; // what a notice holds, less its envelope
const EACH_BYTES = 8;

const draw = statement<{ told: bigint }>(
  "live.draw_numbers",
  `insert into live.lines as l (room_id, told) values ($1, $2)
   on conflict (room_id) do update set told = l.told + excluded.told returning told`,
);

/** Whoever holds a room's line speaks next in it; others wait for the commit. Several rooms: in the order of their ids. */
export const holdLine = (tx: Tx, roomId: bigint): Promise<unknown> => draw(tx, roomId, 0n);

export const wire = (message: RoomMessage): RoomMessageWire => z.encode(roomMessage, message);

/** Cuts messages into pieces that a notice can carry. */
export function inChunks(messages: readonly RoomMessageWire[]): RoomMessageWire[][] {
  const chunks: RoomMessageWire[][] = [];
  let room = 0;
  for (const message of messages) {
    const bytes = Buffer.byteLength(JSON.stringify(message)) + EACH_BYTES;
    if (bytes > room || chunks.length === 0) {
      chunks.push([]);
      room = CHUNK_BYTES;
    }
    chunks.at(-1)!.push(message);
    room -= bytes;
  }
  return chunks;
}

/**
 * Tells everybody in a room, when the transaction commits. Numbers are drawn under the lock of the room's line and
 * notices leave in the order of commits, so every program hears the same numbers in the same order.
 */
export async function tellRoom(tx: Tx, roomId: bigint, messages: readonly RoomMessage[]): Promise<void> {
  const chunks = inChunks(messages.map(wire));
  if (chunks.length === 0) return;
  const [line] = await draw(tx, roomId, BigInt(chunks.length));
  const first = line!.told - BigInt(chunks.length) + 1n;
  for (const [i, m] of chunks.entries()) await tell(tx, ROOM_CHANNEL, { room: roomId, n: first + BigInt(i), m });
}

/** Tells one person in a room; `close` sends them out with that code. */
export async function tellViewer(
  tx: Tx,
  roomId: bigint,
  personId: bigint,
  messages: readonly RoomMessage[],
  close?: number,
): Promise<void> {
  await tell(tx, PERSON_CHANNEL, { room: roomId, person: personId, m: messages.map(wire), close });
}

/** Tells host and moderators what one of them did. */
export async function tellDesk(
  tx: Tx,
  roomId: bigint,
  deed: Omit<Extract<RoomMessage, { kind: "desk" }>, "kind">,
): Promise<void> {
  await tell(tx, DESK_CHANNEL, { room: roomId, m: [wire({ kind: "desk", ...deed })] });
}
