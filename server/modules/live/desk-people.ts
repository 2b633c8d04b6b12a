import { findPersonByPhone, readCreators, readPeople } from "#modules/identity";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { findRoom, isOver, lockRoom, type Room } from "./room-rows.ts";
import { tellDesk } from "./tell-room.ts";

export type DeskRole = "host" | "moderator";
const MODERATORS_MAX = 10;

const moderates = statement<{ personId: bigint }>(
  "live.moderates",
  `select person_id as "personId" from live.moderators where room_id = $1 and person_id = $2`,
);
const list = statement<{ personId: bigint }>(
  "live.moderators",
  `select person_id as "personId" from live.moderators where room_id = $1 order by added_at`,
);
const add = statement(
  "live.add_moderator",
  `insert into live.moderators (room_id, person_id, added_by, added_at) values ($1, $2, $3, $4) on conflict do nothing`,
);

async function roleIn(db: Db | Tx, room: Room, personId: bigint): Promise<DeskRole | undefined> {
  if (room.creatorId === personId) return "host";
  return (await moderates(db, room.id, personId)).length > 0 ? "moderator" : undefined;
}

/** Whose hands may be on this room's desk. To anybody else the room's desk does not exist: `live.not_found`. */
export async function requireDesk(
  db: Db | Tx,
  roomId: bigint,
  personId: bigint,
): Promise<{ room: Room; role: DeskRole }> {
  const room = await findRoom(db, roomId);
  const role = room && (await roleIn(db, room, personId));
  if (!room || !role) throw new Refusal("live.not_found");
  return { room, role };
}

/** The same under the room's lock. */
export async function lockDesk(tx: Tx, roomId: bigint, personId: bigint): Promise<{ room: Room; role: DeskRole }> {
  const room = await lockRoom(tx, roomId);
  const role = await roleIn(tx, room, personId);
  if (!role) throw new Refusal("live.not_found");
  return { room, role };
}

/** What only the host may do. */
export async function lockAsHost(tx: Tx, roomId: bigint, personId: bigint): Promise<Room> {
  const { room, role } = await lockDesk(tx, roomId, personId);
  if (role !== "host") throw new Refusal("live.not_found");
  return room;
}

/** How a person of the desk is called in the room: the host by the channel's name. */
export async function nameOf(db: Db | Tx, room: Room, personId: bigint): Promise<string> {
  const creator = personId === room.creatorId ? (await readCreators(db, [personId])).get(personId) : undefined;
  return creator?.name ?? (await readPeople(db, [personId])).get(personId)?.nickname ?? "";
}

export async function readModerators(db: Db | Tx, roomId: bigint): Promise<{ personId: bigint; name: string }[]> {
  const ids = (await list(db, roomId)).map(({ personId }) => personId);
  const people = await readPeople(db, ids);
  return ids.map((personId) => ({ personId, name: people.get(personId)?.nickname ?? "" }));
}

/** The host makes someone a moderator, ten at most. Refuses `identity.person_not_found`, `live.moderators_full {max}`. */
export async function addModerator(
  db: Db | Tx,
  { vault }: House,
  { roomId, phone, by }: { roomId: bigint; phone: string; by: bigint },
): Promise<{ personId: bigint; name: string }> {
  return transact(db, async (tx) => {
    const room = await lockAsHost(tx, roomId, by);
    if (isOver(room)) throw new Refusal("live.not_found");
    const person = await findPersonByPhone(tx, vault, phone);
    if (!person) throw new Refusal("identity.person_not_found");
    const present = await list(tx, roomId);
    if (present.length >= MODERATORS_MAX && !present.some(({ personId }) => personId === person.id))
      throw new Refusal("live.moderators_full", { max: MODERATORS_MAX });
    const at = clock.now();
    await add(tx, roomId, person.id, by, at);
    const name = person.nickname;
    await tellDesk(tx, roomId, { what: "moderator", by: await nameOf(tx, room, by), name, at });
    return { personId: person.id, name };
  });
}
