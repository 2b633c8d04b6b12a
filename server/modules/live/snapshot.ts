import type { z } from "zod";
import type { roomSnapshot } from "#contract/live-shapes";
import { playUrls } from "#modules/media";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { listMessages, type Message, messageFor } from "./chat/chat-rows.ts";
import { readShownDeals } from "./deals/tell-deals.ts";
import { epochOf } from "./line/hub.ts";
import { openPin } from "./shelf/pin-rows.ts";
import { presentRoom } from "./room-cards.ts";
import { findRoom, isOn, type Room } from "./room-rows.ts";
import { readShelfCards } from "./shelf/shelf-cards.ts";

export type Snapshot = z.output<typeof roomSnapshot>;
type Shared = { room: Room; messages: Message[]; rest: Omit<Snapshot, "messages" | "muted" | "reservedByMe"> };

const BELIEVED_MS = 1_000;
const MESSAGES = 30;

const told = statement<{ told: bigint }>("live.told_now", `select told from live.lines where room_id = $1`);
type Mine = { isDesk: boolean; isBanned: boolean; isMuted: boolean; hasReserved: boolean };
const mine = statement<Mine>(
  "live.my_place",
  `select exists (select from live.moderators where room_id = $1 and person_id = $2) as "isDesk",
     exists (select from live.mutes where room_id = $1 and person_id = $2 and kind = 'ban'
       and lifted_at is null) as "isBanned",
     exists (select from live.mutes where room_id = $1 and person_id = $2 and kind = 'mute'
       and lifted_at is null and (until is null or until > $3)) as "isMuted",
     exists (select from live.reservations where room_id = $1 and person_id = $2) as "hasReserved"`,
);

/** The room at one moment: what is read here and the number it stands at come from one look at the database. */
export async function readShared(house: House, roomId: bigint, withTerms: boolean): Promise<Shared | undefined> {
  return house.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((tx) => look(house, tx, roomId, withTerms));
}

async function look(house: House, tx: Tx, roomId: bigint, withTerms: boolean): Promise<Shared | undefined> {
  const room = await findRoom(tx, roomId);
  if (!room) return undefined;
  const [line] = await told(tx, roomId);
  const { reservedByMe: _mine, ...card } = await presentRoom(tx, room, undefined);
  const shelf = await readShelfCards(tx, room, withTerms);
  const productIds = shelf.map(({ id }) => id);
  const deals = await readShownDeals(tx, roomId, productIds);
  const pin = await openPin(tx, roomId);
  const messages = (await listMessages(tx, roomId, undefined, MESSAGES)).toReversed();
  const now = clock.now();
  const rest = {
    ...card,
    play: isOn(room) ? playUrls(house, room.streamId, now.getTime()) : null,
    shelf,
    deals,
    pin: pin ?? null,
    words: room.intro === "" ? null : room.intro,
    epoch: epochOf(roomId),
    seq: Number(line?.told ?? 0n),
    socketPath: `/live/rooms/${roomId}/socket`,
    serverTime: now,
    operator: { shopNames: [...new Set(shelf.map(({ shopName }) => shopName))] },
  };
  return { room, messages, rest };
}

type Kept = { reading: Promise<Shared | undefined>; untilMs: number };
const keptBy = new WeakMap<House, Map<bigint, Kept>>();

/** What is the same for everybody is read once a second, so that a crowd that comes back at once costs one reading. */
function shared(house: House, roomId: bigint): Promise<Shared | undefined> {
  const kept = keptBy.get(house) ?? new Map<bigint, Kept>();
  keptBy.set(house, kept);
  const nowMs = performance.now();
  const known = kept.get(roomId);
  if (known && known.untilMs > nowMs) return known.reading;
  if (kept.size > 1_000) kept.clear();
  const reading = readShared(house, roomId, false);
  kept.set(roomId, { reading, untilMs: nowMs + BELIEVED_MS });
  reading.catch(() => kept.delete(roomId)); // the reader is told; the next one tries again
  return reading;
}

async function placeOf(db: Db, room: Room, personId: bigint | undefined): Promise<Mine> {
  if (personId === undefined) return { isDesk: false, isBanned: false, isMuted: false, hasReserved: false };
  const [place] = await mine(db, room.id, personId, clock.now());
  return { ...place!, isDesk: place!.isDesk || room.creatorId === personId };
}

/** Everything a page needs to enter, and the number from which its line goes on. Refuses `live.not_found`, `live.banned`. */
export async function enterRoom(house: House, roomId: bigint, personId: bigint | undefined): Promise<Snapshot> {
  const found = await shared(house, roomId);
  if (!found) throw new Refusal("live.not_found");
  const place = await placeOf(house.db, found.room, personId);
  if (found.room.state === "draft" && !place.isDesk) throw new Refusal("live.not_found");
  if (place.isBanned) throw new Refusal("live.banned");
  return {
    ...found.rest,
    messages: found.messages.map((message) => messageFor(message, personId)),
    muted: place.isMuted,
    reservedByMe: place.hasReserved,
  };
}
