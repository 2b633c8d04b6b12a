import { checkText } from "#modules/safety";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { coverOf } from "./create-room.ts";
import { lockAsHost, nameOf } from "./desk-people.ts";
import { isOver, moveRoom, findRoom, type Room } from "./room-rows.ts";
import { tellDesk, tellRoom } from "./tell-room.ts";

const change = statement(
  "live.change_room",
  `update live.rooms set title = $2, intro = $3, cover_key = $4, planned_at = $5, version = version + 1,
     reminded_at = case when planned_at is distinct from $5 then null else reminded_at end
   where id = $1`,
);

export type Change = {
  roomId: bigint;
  by: bigint;
  title?: string | undefined;
  intro?: string | undefined;
  coverUploadId?: bigint | undefined;
  plannedAt?: Date | undefined;
};

/** Changes what a room says of itself while it is not over. */
export async function changeRoom(db: Db | Tx, { roomId, by, ...wish }: Change): Promise<Room> {
  return transact(db, async (tx) => {
    const room = await lockAsHost(tx, roomId, by);
    if (isOver(room)) throw new Refusal("live.wrong_state", { state: room.state, allowed: [] });
    const title = wish.title === undefined ? room.title : await checkText(tx, wish.title);
    const intro = wish.intro === undefined ? room.intro : await checkText(tx, wish.intro);
    const coverKey = (await coverOf(tx, by, wish.coverUploadId)) ?? room.coverKey;
    const plannedAt = wish.plannedAt ?? room.plannedAt;
    await change(tx, roomId, title, intro, coverKey, plannedAt);
    await tellRoom(tx, roomId, [{ kind: "changed", title, intro, plannedAt }]);
    await tellDesk(tx, roomId, { what: "room", by: await nameOf(tx, room, by), name: title, at: clock.now() });
    return (await findRoom(tx, roomId))!;
  });
}

/** Shows a planned room to everybody and takes reservations. Announcing it again changes nothing. */
export async function announceRoom(db: Db | Tx, { roomId, by }: { roomId: bigint; by: bigint }): Promise<Room> {
  return transact(db, async (tx) => moveRoom(tx, await lockAsHost(tx, roomId, by), "announced"));
}
