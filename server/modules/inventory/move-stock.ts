import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { tellLowStock } from "./low-stock.ts";
import { offerReturned } from "./waits/offer-returned.ts";

export type Ask = {
  shopId: bigint;
  skuId: bigint;
  kind: "receive" | "scrap" | "set";
  quantity: number;
  ref: string;
  actor: string;
  requestId: string;
};
export type Position = {
  skuId: bigint;
  placeId: bigint;
  placeName: string;
  onHand: number;
  reserved: number;
  available: number;
};

const ON_HAND_MAX = 1_000_000_000;

const lock = statement<Omit<Position, "available">>(
  "inventory.lock_position",
  `select p.sku_id as "skuId", p.place_id as "placeId", w.name as "placeName", p.on_hand as "onHand", p.reserved
   from inventory.positions p join inventory.places w on w.id = p.place_id
   where p.shop_id = $1 and p.sku_id = $2 and w.is_default for update of p`,
);
const move = statement(
  "inventory.move_stock",
  `update inventory.positions set on_hand = on_hand + $3 where sku_id = $1 and place_id = $2`,
);
const write = statement(
  "inventory.write_movement",
  `insert into inventory.movements (id, request_id, sku_id, place_id, kind, quantity, ref, actor, happened_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const known = statement<{ id: bigint }>(
  "inventory.find_movement",
  `select id from inventory.movements where request_id = $1`,
);

/** The signed step that a wish means for what lies there now. "Set to n" is an adjustment, never a written quantity. */
export function stepOf(kind: Ask["kind"], quantity: number, onHand: number): number {
  if (kind === "set") return quantity - onHand;
  return kind === "receive" ? quantity : -quantity;
}

/**
 * Records one movement in a shop's default warehouse under the row's lock; slices are filled from there, never from
 * outside. What comes in is offered first to those who wait for it. Refuses `inventory.not_found` for a SKU that is not the
 * shop's, and `inventory.below_reserved {reserved}` when less would lie there than orders hold.
 */
export const moveStock = (db: Db | Tx, ask: Ask): Promise<Position> => transact(db, (tx) => record(tx, ask));

/** Books goods in, as `moveStock` does, inside the caller's transaction. */
export const receiveStock = (tx: Tx, ask: Omit<Ask, "kind">): Promise<Position> =>
  record(tx, { ...ask, kind: "receive" });

async function record(tx: Tx, { shopId, skuId, kind, quantity, ref, actor, requestId }: Ask): Promise<Position> {
  const [position] = await lock(tx, shopId, skuId);
  if (!position) throw new Refusal("inventory.not_found");
  const step = stepOf(kind, quantity, position.onHand);
  if ((await known(tx, requestId)).length > 0) return shown(position);
  const onHand = position.onHand + step;
  if ((kind !== "set" && step === 0) || onHand > ON_HAND_MAX)
    throw new Refusal("request.invalid", { errors: [{ pointer: "/quantity" }] });
  if (onHand < position.reserved) throw new Refusal("inventory.below_reserved", { reserved: position.reserved });
  if (step === 0) return shown(position);
  const movement = kind === "set" ? "adjust" : kind;
  await move(tx, skuId, position.placeId, step);
  await write(tx, newId(), requestId, skuId, position.placeId, movement, step, ref, actor, clock.now());
  const after = shown({ ...position, onHand });
  await tellLowStock(tx, [{ skuId, before: position.onHand - position.reserved, after: after.available }]);
  if (step < 0) return after;
  await offerReturned(tx, [{ skuId, placeId: position.placeId }]);
  return shown((await lock(tx, shopId, skuId))[0]!);
}

const shown = (position: Omit<Position, "available">): Position => ({
  ...position,
  available: position.onHand - position.reserved,
});
