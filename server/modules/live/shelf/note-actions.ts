import { z } from "zod";
import { type Trail, trail, TRAIL_PURPOSE } from "#contract/trail";
import { promotableBy } from "#modules/alliance";
import { readPeople } from "#modules/identity";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import type { Vault } from "#platform/vault";
import { maskedName } from "./masked-name.ts";
import { openPin } from "./pin-rows.ts";
import { findRoom, isOn, type Room } from "../room-rows.ts";
import { readShelf } from "./shelf-rows.ts";
import { tellRoom } from "../tell-room.ts";

export type Visitor = { personId: bigint | undefined; device: string };
/** The person where one is signed in, else the device. */
export const visitorOf = ({ personId, device }: Visitor): string =>
  personId === undefined ? `d:${device}` : `p:${personId}`;

const note = statement<{ productId: bigint; times: number }>(
  "live.note_actions",
  `insert into live.item_actions as a (room_id, product_id, visitor, kind, first_at)
   select $1, product_id, $3, $4, $5 from unnest($2::bigint[]) product_id order by product_id
   on conflict (room_id, product_id, kind, visitor) do update set times = a.times + 1
   returning product_id as "productId", times`,
);
const isDesk = statement(
  "live.is_moderator",
  `select person_id from live.moderators where room_id = $1 and person_id = $2`,
);

/** A room as visitors may see it. Refuses `live.not_found`. */
async function visible(db: Db | Tx, roomId: bigint): Promise<Room> {
  const room = await findRoom(db, roomId);
  if (!room || room.state === "draft") throw new Refusal("live.not_found");
  return room;
}

/** Host and moderators try their own shelf: they count for nothing. */
async function isStaff(db: Db | Tx, room: Room, personId: bigint | undefined): Promise<boolean> {
  if (personId === undefined) return false;
  return room.creatorId === personId || (await isDesk(db, room.id, personId)).length > 0;
}

/** Counts who saw products of the shelf; others are passed over. */
export async function noteExposures(
  db: Db,
  { roomId, productIds, visitor }: { roomId: bigint; productIds: readonly bigint[]; visitor: Visitor },
): Promise<void> {
  const room = await visible(db, roomId);
  if (await isStaff(db, room, visitor.personId)) return;
  const onShelf = new Set((await readShelf(db, roomId)).map((row) => row.productId));
  const seen = [...new Set(productIds)].filter((productId) => onShelf.has(productId));
  if (seen.length > 0) await note(db, roomId, seen, visitorOf(visitor), "exposure", clock.now());
}

/**
 * Counts a click and answers with the trail to buy by: this room, what was being explained, the host, and the plan
 * that runs now. Refuses `live.not_on_shelf`.
 */
export async function clickProduct(
  db: Db,
  vault: Vault,
  { roomId, productId, visitor }: { roomId: bigint; productId: bigint; visitor: Visitor },
): Promise<{ trail: string }> {
  const room = await visible(db, roomId);
  if (!(await readShelf(db, roomId)).some((row) => row.productId === productId)) throw new Refusal("live.not_on_shelf");
  const now = clock.now();
  if (!(await isStaff(db, room, visitor.personId)))
    await transact(db, async (tx) => {
      const [clicked] = await note(tx, roomId, [productId], visitorOf(visitor), "click", now);
      if (clicked?.times === 1 && visitor.personId !== undefined && isOn(room))
        await tellGoing(tx, room, productId, visitor.personId);
    });
  const terms = (await promotableBy(db, room.creatorId, [productId])).get(productId);
  const pin = await openPin(db, roomId);
  const from: Trail = {
    scene: "live",
    channel: terms?.isOwn ? "own" : "public",
    productId,
    roomId,
    pinId: pin?.productId === productId ? pin.id : null,
    creatorId: room.creatorId,
    planId: terms?.planId ?? null,
    clickedAt: now,
  };
  return { trail: vault.sign(TRAIL_PURPOSE, z.encode(trail, from)) };
}

async function tellGoing(tx: Tx, room: Room, productId: bigint, personId: bigint): Promise<void> {
  const who = maskedName((await readPeople(tx, [personId])).get(personId)?.nickname);
  await tellRoom(tx, room.id, [{ kind: "notice", what: "going", who, productId, count: 1 }]);
}
