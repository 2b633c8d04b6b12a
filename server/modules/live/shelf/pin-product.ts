import { readCards } from "#modules/catalog";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { lockDesk, nameOf } from "../desk-people.ts";
import { recordedUpTo } from "../follow-stream.ts";
import { closePin, insertPin, openPin, type Pin } from "./pin-rows.ts";
import { isOn, lockRoom } from "../room-rows.ts";
import { readShelf } from "./shelf-rows.ts";
import { tellDesk, tellRoom } from "../tell-room.ts";

const PIN_MINUTES = 15;
const SOLD_OUT_SECONDS = 10;

const due = statement<{ roomId: bigint }>(
  "live.pins_due",
  `select room_id as "roomId" from live.pins
   where closed_at is null and (opened_at <= $1 or sold_out_at <= $2) order by room_id limit 100`,
);
const isDue = statement<{ soldOut: boolean }>(
  "live.pin_is_due",
  `select coalesce(sold_out_at <= $3, false) as "soldOut" from live.pins
   where room_id = $1 and closed_at is null and (opened_at <= $2 or sold_out_at <= $3)`,
);

/**
 * Begins to explain a product; what was explained before ends with it. Two desks at once: the room's lock sets their
 * order and the later one stays. Refuses `live.not_live`, `live.not_on_shelf`, `live.sold_out`.
 */
export async function pinProduct(
  db: Db | Tx,
  { roomId, productId, by }: { roomId: bigint; productId: bigint; by: bigint },
): Promise<Pin> {
  return transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    if (!isOn(room)) throw new Refusal("live.not_live");
    if (!(await readShelf(tx, roomId)).some((row) => row.productId === productId))
      throw new Refusal("live.not_on_shelf");
    const card = (await readCards(tx, [productId])).get(productId);
    if (!card?.isSellable || card.available <= 0) throw new Refusal("live.sold_out");
    const at = clock.now();
    const wasOpen = await closePin(tx, roomId, { by, at });
    const pin = { id: newId(), productId, openedAt: at };
    await insertPin(tx, { ...pin, roomId, by, mediaMs: recordedUpTo(room, at) });
    await tellRoom(tx, roomId, [{ kind: "pin", pin, closed: wasOpen ? "replaced" : null }]);
    await tellDesk(tx, roomId, { what: "pin", by: await nameOf(tx, room, by), name: card.titleZh, at });
    await emit(tx, "live.pinned", [{ roomId, pinId: pin.id, productId, by }]);
    return pin;
  });
}

/** Stops explaining. With nothing pinned it changes nothing. */
export async function unpinProduct(db: Db | Tx, { roomId, by }: { roomId: bigint; by: bigint }): Promise<void> {
  await transact(db, async (tx) => {
    const { room } = await lockDesk(tx, roomId, by);
    const pin = await openPin(tx, roomId);
    if (!pin) return;
    const at = clock.now();
    await closePin(tx, roomId, { by, at });
    await tellRoom(tx, roomId, [{ kind: "pin", pin: null, closed: "host" }]);
    await tellDesk(tx, roomId, { what: "unpin", by: await nameOf(tx, room, by), name: "", at });
    await emit(tx, "live.unpinned", [{ roomId, pinId: pin.id, productId: pin.productId }]);
  });
}

/** Ends pins that have lasted fifteen minutes, or whose product has been sold out for ten seconds. */
export async function closeDuePins(db: Db): Promise<number> {
  const now = clock.now();
  const openedBy = new Date(now.getTime() - PIN_MINUTES * 60_000);
  const soldOutBy = new Date(now.getTime() - SOLD_OUT_SECONDS * 1000);
  const rooms = await due(db, openedBy, soldOutBy);
  for (const { roomId } of rooms)
    await transact(db, async (tx) => {
      await lockRoom(tx, roomId);
      const [pin] = await isDue(tx, roomId, openedBy, soldOutBy);
      if (!pin) return;
      await closePin(tx, roomId, { by: null, at: now });
      await tellRoom(tx, roomId, [{ kind: "pin", pin: null, closed: pin.soldOut ? "sold_out" : "timed_out" }]);
    });
  return rooms.length;
}
