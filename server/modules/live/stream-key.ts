import { makeStreamKey, revokeStreamKey, rtmpUrl } from "#modules/media";
import { clock } from "#platform/clock";
import { type Db, transact, type Tx } from "#platform/db";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { lockAsHost, nameOf } from "./desk-people.ts";
import { isOver, moveRoom } from "./room-rows.ts";
import { tellDesk } from "./tell-room.ts";

type Ask = { roomId: bigint; by: bigint };

/** A fresh key to push with, shown once; a planned room is ready from now on. A running room keeps running. */
export async function giveStreamKey(
  db: Db | Tx,
  house: House,
  { roomId, by }: Ask,
): Promise<{ rtmpUrl: string; key: string; expiresAt: Date }> {
  const made = await transact(db, async (tx) => {
    const room = await lockAsHost(tx, roomId, by);
    if (isOver(room)) throw new Refusal("live.wrong_state", { state: room.state, allowed: [] });
    if (room.state === "draft" || room.state === "announced") await moveRoom(tx, room, "ready");
    const key = await makeStreamKey(tx, room.streamId, by);
    const name = await nameOf(tx, room, by);
    await tellDesk(tx, roomId, { what: "key", by: name, name: key.key.slice(-4), at: clock.now() });
    return key;
  });
  return { rtmpUrl: rtmpUrl(house), ...made };
}

/** From now on the key opens nothing, and who pushes with it is cut. */
export async function takeStreamKey(db: Db | Tx, { roomId, by }: Ask): Promise<void> {
  await transact(db, async (tx) => {
    const room = await lockAsHost(tx, roomId, by);
    await revokeStreamKey(tx, room.streamId);
    await tellDesk(tx, roomId, { what: "key", by: await nameOf(tx, room, by), name: "", at: clock.now() });
  });
}
