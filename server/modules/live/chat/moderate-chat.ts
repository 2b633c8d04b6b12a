import { roomCloseCodes } from "#contract/room-stream";
import { readPeople } from "#modules/identity";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { Refusal } from "#platform/refusal";
import { findMessage } from "./chat-rows.ts";
import { lockDesk, nameOf, requireDesk } from "../desk-people.ts";
import { liftRow, listSilences, writeSilence } from "./silence-rows.ts";
import { holdLine, tellDesk, tellRoom, tellViewer } from "../tell-room.ts";

const remove = statement<{ id: bigint; name: string }>(
  "live.remove_message",
  `update live.messages set removed_by = $3, removed_at = $4 where room_id = $1 and id = $2 and removed_at is null
   returning id, name`,
);
const dropWords = statement("live.drop_words", `delete from live.room_words where room_id = $1`);
const addWords = statement(
  "live.add_words",
  `insert into live.room_words (room_id, word) select $1, word from unnest($2::text[]) word on conflict do nothing`,
);
const readWords = statement<{ word: string }>(
  "live.read_words",
  `select word from live.room_words where room_id = $1 order by word`,
);

type OnMessage = { roomId: bigint; messageId: bigint; by: bigint };

/** Takes a message away from every page, within the room's next frame. Refuses `live.message_not_found`. */
export async function removeMessage(db: Db | Tx, { roomId, messageId, by }: OnMessage): Promise<void> {
  await transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    const at = clock.now();
    const [gone] = await remove(tx, roomId, messageId, by, at);
    if (!gone) throw new Refusal("live.message_not_found");
    await tellRoom(tx, roomId, [{ kind: "chatRemoved", id: messageId }]);
    await tellDesk(tx, roomId, { what: "remove", by: await nameOf(tx, room, by), name: gone.name, at });
    await emit(tx, "live.chat_removed", [{ roomId, messageId, by }]);
  });
}

/**
 * Mutes whoever wrote a message for so many seconds, or bans them for good (`seconds` null): nothing of theirs is said
 * after this commits. The desk itself cannot be silenced. Refuses `live.message_not_found`.
 */
export async function silencePerson(
  db: Db | Tx,
  { roomId, messageId, seconds, reason, by }: OnMessage & { seconds: number | null; reason: string },
): Promise<{ id: bigint; until: Date | null }> {
  return transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    await holdLine(tx, roomId);
    const message = await findMessage(tx, roomId, messageId);
    if (!message || message.badge === "host" || message.badge === "moderator")
      throw new Refusal("live.message_not_found");
    const { personId, name } = message;
    const at = clock.now();
    const kind = seconds === null ? "ban" : "mute";
    const until = seconds === null ? null : new Date(at.getTime() + seconds * 1000);
    const id = await writeSilence(tx, roomId, { personId, kind, reason, until, by });
    await tellViewer(
      tx,
      roomId,
      personId,
      [{ kind: "muted", until, reason }],
      kind === "ban" ? roomCloseCodes.banned : undefined,
    );
    await tellDesk(tx, roomId, { what: kind, by: await nameOf(tx, room, by), name, at });
    await emit(tx, "live.viewer_muted", [{ roomId, personId, kind, until: until?.toISOString() ?? null, reason, by }]);
    return { id, until };
  });
}

/** Lets somebody speak, or come back, before the time. Refuses `live.message_not_found`. */
export async function liftSilence(
  db: Db | Tx,
  { roomId, muteId, by }: { roomId: bigint; muteId: bigint; by: bigint },
): Promise<void> {
  await transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    const personId = await liftRow(tx, roomId, muteId, by);
    if (personId === undefined) throw new Refusal("live.message_not_found");
    await tellViewer(tx, roomId, personId, [{ kind: "unmuted" }]);
    const name = (await readPeople(tx, [personId])).get(personId)?.nickname ?? "";
    await tellDesk(tx, roomId, { what: "lift", by: await nameOf(tx, room, by), name, at: clock.now() });
  });
}

/** Who is muted or banned now, by name. */
export async function readSilences(db: Db | Tx, roomId: bigint, by: bigint) {
  await requireDesk(db, roomId, by);
  const rows = await listSilences(db, roomId);
  const people = await readPeople(
    db,
    rows.map(({ personId }) => personId),
  );
  return rows.map(({ personId, ...row }) => ({ ...row, name: people.get(personId)?.nickname ?? "" }));
}

/** Sets the room's own blocked words; messages that hold one are refused from now on. */
export async function setRoomWords(
  db: Db | Tx,
  { roomId, words, by }: { roomId: bigint; words: readonly string[]; by: bigint },
): Promise<string[]> {
  return transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    await holdLine(tx, roomId);
    await dropWords(tx, roomId);
    await addWords(tx, roomId, [...new Set(words)]);
    const name = String(words.length);
    await tellDesk(tx, roomId, { what: "words", by: await nameOf(tx, room, by), name, at: clock.now() });
    return readRoomWords(tx, roomId);
  });
}

export const readRoomWords = async (db: Db | Tx, roomId: bigint): Promise<string[]> =>
  (await readWords(db, roomId)).map(({ word }) => word);
