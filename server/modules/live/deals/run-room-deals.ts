import {
  beginDeal,
  readDealFigures,
  readRoomDealFigures,
  readRoomDealsToBegin,
  revealDeal,
  startDeal,
  stopDeal,
} from "#modules/promotions";
import { slicesOf, type Slice } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { lockDesk, nameOf, requireDesk } from "../desk-people.ts";
import { findRoom, isOn, lockRoom, type Room } from "../room-rows.ts";
import { tellDesk } from "../tell-room.ts";

type Ask = { roomId: bigint; dealId: bigint; by: bigint };
type Figures = Awaited<ReturnType<typeof readDealFigures>>[number];

/** The drops of a room as its desk sees them, open ones first. Refuses `live.not_found`. */
export async function listRoomDeals(db: Db | Tx, roomId: bigint, personId: bigint): Promise<Figures[]> {
  await requireDesk(db, roomId, personId);
  return readRoomDealFigures(db, roomId);
}

/** What is set aside for a room's viewers. Refuses `live.not_found`. */
export async function listRoomSlices(db: Db | Tx, roomId: bigint, personId: bigint): Promise<Slice[]> {
  await requireDesk(db, roomId, personId);
  return slicesOf(db, "room", [roomId]);
}

const atDesk = (db: Db | Tx, ask: Ask, deed: (tx: Tx, room: Room) => Promise<Figures>): Promise<Figures> =>
  transact(db, async (tx) => {
    const { room } = await lockDesk(tx, ask.roomId, ask.by);
    const deal = await deed(tx, room);
    const by = await nameOf(tx, room, ask.by);
    await tellDesk(tx, room.id, { what: "deal", by, name: deal.titleZh, at: clock.now() });
    return deal;
  });

/** Starts a planned drop now. Refuses `live.not_live` and what `startDeal` refuses. */
export const startRoomDeal = (db: Db | Tx, ask: Ask): Promise<Figures> =>
  atDesk(db, ask, (tx, room) => {
    if (!isOn(room)) throw new Refusal("live.not_live");
    return startDeal(tx, ask);
  });

/** Tells everybody the price that was hidden. Refuses what `revealDeal` refuses. */
export const revealRoomDeal = (db: Db | Tx, ask: Ask): Promise<Figures> => atDesk(db, ask, (tx) => revealDeal(tx, ask));

/** Ends a drop before its time. Refuses what `stopDeal` refuses. */
export const stopRoomDeal = (db: Db | Tx, ask: Ask): Promise<Figures> =>
  atDesk(db, ask, (tx) => stopDeal(tx, { ...ask, why: "host" }));

// Marked a moment early, a drop can be bought in the very second its countdown ends: the clock decides at the counter.
const EARLY_MS = 500;

/** A planned drop begins when its time comes and its room is on; in a room that is not yet on it waits for it. */
export async function beginRoomDeals(db: Db): Promise<number> {
  let begun = 0;
  for (const { id, roomId } of await readRoomDealsToBegin(db, new Date(clock.now().getTime() + EARLY_MS))) {
    const room = await findRoom(db, roomId);
    if (!room || !isOn(room)) continue;
    begun += await transact(db, async (tx) => {
      if (!isOn(await lockRoom(tx, roomId))) return 0;
      await beginDeal(tx, id);
      return 1;
    });
  }
  return begun;
}
