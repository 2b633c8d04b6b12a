import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { lockRoom, type Room } from "./room-rows.ts";

const insert = statement(
  "live.insert_reservation",
  `insert into live.reservations (room_id, person_id, created_at) values ($1, $2, $3) on conflict do nothing`,
);
const list = statement<{ personId: bigint }>(
  "live.reservers",
  `select person_id as "personId" from live.reservations where room_id = $1 order by person_id`,
);

/** Who asked to be told when the room begins. */
export const reservers = async (tx: Tx, roomId: bigint): Promise<bigint[]> =>
  (await list(tx, roomId)).map(({ personId }) => personId);

/** Promises to remind a person of an announced room. Asked twice, it is one promise. */
export async function reserveRoom(
  db: Db | Tx,
  { roomId, personId }: { roomId: bigint; personId: bigint },
): Promise<Room> {
  return transact(db, async (tx) => {
    const room = await lockRoom(tx, roomId);
    if (room.state === "draft") throw new Refusal("live.not_found");
    if (room.state !== "announced" && room.state !== "ready")
      throw new Refusal("live.wrong_state", { state: room.state, allowed: [] });
    await insert(tx, roomId, personId, clock.now());
    return room;
  });
}
