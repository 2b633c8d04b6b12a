import { type Db, statement, type Tx } from "#platform/db";

export type Pin = { id: bigint; productId: bigint; openedAt: Date };

const open = statement<Pin>(
  "live.open_pin",
  `select id, product_id as "productId", opened_at as "openedAt" from live.pins
   where room_id = $1 and closed_at is null`,
);
const close = statement<{ id: bigint }>(
  "live.close_pin",
  `update live.pins set closed_at = $2, closed_by = $3 where room_id = $1 and closed_at is null returning id`,
);
const insert = statement(
  "live.insert_pin",
  `insert into live.pins (id, room_id, product_id, opened_by, opened_at, media_ms) values ($1, $2, $3, $4, $5, $6)`,
);

export const openPin = async (db: Db | Tx, roomId: bigint): Promise<Pin | undefined> => (await open(db, roomId))[0];

/** Closes what is explained. Says whether anything was. `by` null: the clock. */
export const closePin = async (tx: Tx, roomId: bigint, { by, at }: { by: bigint | null; at: Date }): Promise<boolean> =>
  (await close(tx, roomId, at, by)).length > 0;

export const insertPin = (tx: Tx, pin: Pin & { roomId: bigint; by: bigint; mediaMs: bigint }): Promise<unknown> =>
  insert(tx, pin.id, pin.roomId, pin.productId, pin.by, pin.openedAt, pin.mediaMs);
