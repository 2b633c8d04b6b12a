import type { RefusalCode } from "#contract/refusals";
import { type CreatorCard, type PersonCard, readCreators, readPeople } from "#modules/identity";
import { checkText } from "#modules/safety";
import { clock } from "#platform/clock";
import { columns, type Db, statement, transact, type Tx } from "#platform/db";
import { drawnAt, newId } from "#platform/ids";
import { type Details, type Outcome, Refusal } from "#platform/refusal";
import { insertMessages, lastSaid, type Message, messageFor, namesOf, repeats } from "./chat-rows.ts";
import { judge, SPAM_MUTE_SECONDS } from "./chat-rules.ts";
import { writeSilence } from "./silence-rows.ts";
import { holdLine, tellRoom, tellViewer } from "../tell-room.ts";

export type Saying = {
  roomId: bigint;
  personId: bigint;
  requestId: string;
  text: string;
  replyTo?: bigint | undefined;
};

type Place = {
  roomId: bigint;
  personId: bigint;
  creatorId: bigint | null;
  state: string | null;
  isModerator: boolean;
  isBuyer: boolean;
  isBanned: boolean;
  isMuted: boolean;
  mutedUntil: Date | null;
};
const places = statement<Place>(
  "live.chat_places",
  `select q.room_id as "roomId", q.person_id as "personId", r.creator_id as "creatorId", r.state,
     exists (select from live.moderators m where m.room_id = q.room_id and m.person_id = q.person_id) as "isModerator",
     exists (select from live.sales s where s.room_id = q.room_id and s.buyer_id = q.person_id
       and s.paid_at is not null) as "isBuyer",
     exists (select from live.mutes b where b.room_id = q.room_id and b.person_id = q.person_id and b.kind = 'ban'
       and b.lifted_at is null) as "isBanned",
     u.id is not null as "isMuted", u.until as "mutedUntil"
   from (select distinct room_id, person_id from unnest($1::bigint[], $2::bigint[]) a (room_id, person_id)) q
   left join live.rooms r on r.id = q.room_id
   left join live.mutes u on u.room_id = q.room_id and u.person_id = q.person_id and u.kind = 'mute'
     and u.lifted_at is null`,
);
const words = statement<{ roomId: bigint; word: string }>(
  "live.words_of_rooms",
  `select room_id as "roomId", word from live.room_words where room_id = any($1::bigint[])`,
);

const DAY_MS = 86_400_000;
const key = ({ roomId, personId }: { roomId: bigint; personId: bigint }): string => `${roomId}|${personId}`;
const refused = (code: RefusalCode, details: Details = {}): Outcome<Message> => ({ refused: code, details });

type Known = {
  now: Date;
  repeated: Map<string, Message>;
  places: Map<string, Place>;
  said: Map<string, { text: string; at: Date }[]>;
  words: Map<bigint, string[]>;
  people: Map<bigint, PersonCard>;
  creators: Map<bigint, CreatorCard>;
  replied: Map<bigint, { roomId: bigint; name: string }>;
};

async function know(tx: Tx, sayings: readonly Saying[]): Promise<Known> {
  const [roomIds, personIds, requestIds] = columns(sayings, "roomId", "personId", "requestId");
  const repeated = await repeats(tx, roomIds, personIds, requestIds);
  const said = new Map<string, { text: string; at: Date }[]>();
  for (const row of await lastSaid(tx, roomIds, personIds))
    said.set(key(row), [...(said.get(key(row)) ?? []), { text: row.text, at: row.sentAt }]);
  const ofRooms = new Map<bigint, string[]>();
  for (const { roomId, word } of await words(tx, roomIds)) ofRooms.set(roomId, [...(ofRooms.get(roomId) ?? []), word]);
  const replies = sayings.flatMap(({ replyTo }) => replyTo ?? []);
  const replied = replies.length > 0 ? await namesOf(tx, replies) : [];
  return {
    now: clock.now(),
    repeated: new Map(repeated.map((message) => [`${key(message)}|${message.requestId}`, message])),
    places: new Map((await places(tx, roomIds, personIds)).map((place) => [key(place), place])),
    said,
    words: ofRooms,
    people: await readPeople(tx, personIds as bigint[]),
    creators: await readCreators(tx, personIds as bigint[]),
    replied: new Map(replied.map(({ id, ...row }) => [id, row])),
  };
}

const isOn = (state: string | null): boolean => state === "live" || state === "interrupted";

/** Decides one message in its turn, and remembers it for the next one of the same sender. */
async function decide(tx: Tx, known: Known, saying: Saying): Promise<Outcome<Message>> {
  const { roomId, personId, requestId } = saying;
  const before = known.repeated.get(`${key(saying)}|${requestId}`);
  if (before) return { ok: before };
  const place = known.places.get(key(saying))!;
  if (place.creatorId === null || (place.state === "draft" && place.creatorId !== personId))
    return refused("live.not_found");
  if (!isOn(place.state)) return refused("live.not_live");
  const isHost = place.creatorId === personId;
  const said = known.said.get(key(saying)) ?? [];
  const verdict = judge(
    {
      isLoud: isHost || place.isModerator,
      isNew: known.now.getTime() - drawnAt(personId).getTime() < DAY_MS,
      isBanned: place.isBanned,
      mutedUntil: place.isMuted ? place.mutedUntil : undefined,
      said,
    },
    saying.text,
    known.now,
  );
  if (!("say" in verdict)) return refuse(tx, known, place, verdict);
  const text = await masked(tx, saying.text, known.words.get(roomId) ?? []);
  if (text === undefined) return refused("safety.blocked_content");
  known.said.set(key(saying), [{ text: saying.text, at: known.now }, ...said]);
  const replied = saying.replyTo === undefined ? undefined : known.replied.get(saying.replyTo);
  const isReply = replied?.roomId === roomId;
  const message: Message = {
    id: newId(),
    roomId,
    personId,
    requestId,
    name: (isHost && known.creators.get(personId)?.name) || (known.people.get(personId)?.nickname ?? ""),
    badge: isHost ? "host" : place.isModerator ? "moderator" : place.isBuyer ? "buyer" : "viewer",
    text,
    replyTo: isReply ? saying.replyTo! : null,
    replyName: isReply ? replied.name : null,
    sentAt: known.now,
  };
  known.repeated.set(`${key(saying)}|${requestId}`, message);
  return { ok: message };
}

async function masked(tx: Tx, text: string, more: readonly string[]): Promise<string | undefined> {
  try {
    return await checkText(tx, text, more);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function refuse(
  tx: Tx,
  known: Known,
  place: Place,
  verdict: Exclude<ReturnType<typeof judge>, { say: true }>,
): Promise<Outcome<Message>> {
  const { code, until, retryAfterMs, mute } = verdict;
  if (mute && until) {
    const { roomId, personId } = place;
    const reason = "三次重复";
    await writeSilence(tx, roomId, { personId, kind: "mute", reason, until, by: personId });
    await tellViewer(tx, roomId, personId, [{ kind: "muted", until, reason }]);
    Object.assign(place, { isMuted: true, mutedUntil: until });
    known.said.set(key(place), []);
  }
  if (code === "live.too_fast") return refused(code, { retryAfterMs: retryAfterMs ?? SPAM_MUTE_SECONDS * 1000 });
  return refused(code, code === "live.muted" ? { until: until?.toISOString() ?? null } : {});
}

/**
 * Says many messages at once, in their order: a batch is one transaction. It holds the lines of its rooms first, so
 * that pace, mutes and bans are exact with any number of programs, and what is said follows what was told before.
 */
export async function sendMessages(db: Db, sayings: readonly Saying[]): Promise<Outcome<Message>[]> {
  return transact(db, async (tx) => {
    const roomIds = [...new Set(sayings.map(({ roomId }) => roomId))].toSorted((a, b) => (a < b ? -1 : 1));
    const there = await existing(tx, roomIds);
    for (const roomId of roomIds) if (there.has(roomId)) await holdLine(tx, roomId);
    const known = await know(tx, sayings);
    const wasSaid = new Set([...known.repeated.values()].map(({ id }) => id));
    const outcomes: Outcome<Message>[] = [];
    for (const saying of sayings) outcomes.push(await decide(tx, known, saying));
    const fresh = [...known.repeated.values()].filter(({ id }) => !wasSaid.has(id));
    if (fresh.length > 0) await publish(tx, fresh, known.now);
    return outcomes;
  });
}

const present = statement<{ id: bigint }>(
  "live.present_rooms",
  `select id from live.rooms where id = any($1::bigint[])`,
);
const existing = async (tx: Tx, roomIds: readonly bigint[]): Promise<Set<bigint>> =>
  new Set((await present(tx, roomIds)).map(({ id }) => id));

async function publish(tx: Tx, fresh: readonly Message[], now: Date): Promise<void> {
  await insertMessages(
    tx,
    ...columns(fresh, "id", "roomId", "personId", "requestId", "name", "badge", "text", "replyTo"),
    now,
  );
  for (const [roomId, messages] of Map.groupBy(fresh, (message) => message.roomId))
    await tellRoom(
      tx,
      roomId,
      messages.map((message) => ({ kind: "chat", message: messageFor(message, undefined) })),
    );
}
