import { readProductShops } from "#modules/catalog";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";

export const SHELF_MAX = 200;
export type ShelfRow = { productId: bigint; shopId: bigint; number: number; position: number };

const read = statement<ShelfRow>(
  "live.read_shelf",
  `select product_id as "productId", shop_id as "shopId", number, position from live.shelf_items
   where room_id = $1 and removed_at is null order by position, number`,
);
// What the host once called "number three" stays number three, even after it was taken off and put back.
const add = statement(
  "live.add_to_shelf",
  `insert into live.shelf_items as s (room_id, product_id, shop_id, number, position, added_at)
   select $1, p.id, p.shop_id, last.number + p.n, last.position + p.n, $4
   from unnest($2::bigint[], $3::bigint[]) with ordinality as p (id, shop_id, n),
     (select coalesce(max(number), 0) as number, coalesce(max(position), 0) as position
      from live.shelf_items where room_id = $1) as last
   on conflict (room_id, product_id) do update set removed_at = null, added_at = excluded.added_at,
     position = case when s.removed_at is null then s.position else excluded.position end`,
);
const remove = statement<{ productId: bigint }>(
  "live.remove_from_shelf",
  `update live.shelf_items set removed_at = $3 where room_id = $1 and product_id = $2 and removed_at is null
   returning product_id as "productId"`,
);
const order = statement(
  "live.order_shelf",
  `update live.shelf_items s set position = p.n
   from unnest($2::bigint[]) with ordinality as p (id, n) where s.room_id = $1 and s.product_id = p.id`,
);
const bump = statement<{ version: number }>(
  "live.bump_version",
  `update live.rooms set version = version + 1 where id = $1 returning version`,
);

export const readShelf = (db: Db | Tx, roomId: bigint): Promise<ShelfRow[]> => read(db, roomId);

/** Puts products at the end of the shelf, in this order; one that is on it stays where it is. */
export async function writeShelf(tx: Tx, roomId: bigint, productIds: readonly bigint[]): Promise<void> {
  if (productIds.length === 0) return;
  const shops = await readProductShops(tx, productIds);
  const known = productIds.filter((productId) => shops.has(productId));
  await add(
    tx,
    roomId,
    known,
    known.map((productId) => shops.get(productId)!),
    clock.now(),
  );
}

export const takeOff = async (tx: Tx, roomId: bigint, productId: bigint): Promise<boolean> =>
  (await remove(tx, roomId, productId, clock.now())).length > 0;
export const putInOrder = (tx: Tx, roomId: bigint, productIds: readonly bigint[]): Promise<unknown> =>
  order(tx, roomId, productIds);
export const bumpVersion = async (tx: Tx, roomId: bigint): Promise<number> => (await bump(tx, roomId))[0]!.version;
