import { type Db, statement, type Tx } from "#platform/db";
import type { Position } from "./move-stock.ts";

type Movement = {
  id: bigint;
  skuId: bigint;
  kind: "receive" | "adjust" | "move" | "ship" | "return_in" | "scrap";
  quantity: number;
  ref: string;
  actor: string;
  at: Date;
};

const positions = statement<Position>(
  "inventory.list_positions",
  `select p.sku_id as "skuId", p.place_id as "placeId", w.name as "placeName", p.on_hand as "onHand", p.reserved,
     p.on_hand - p.reserved as available
   from inventory.positions p join inventory.places w on w.id = p.place_id
   where p.shop_id = $1 and ($2::bigint[] is null or p.sku_id = any($2))
     and ($3::bigint is null or (p.sku_id, p.place_id) > ($3, $4::bigint))
   order by p.sku_id, p.place_id limit $5`,
);
const owned = statement<{ skuId: bigint }>(
  "inventory.owned_sku",
  `select sku_id as "skuId" from inventory.positions where shop_id = $1 and sku_id = $2 limit 1`,
);
const movements = statement<Movement>(
  "inventory.list_movements",
  `select id, sku_id as "skuId", kind, quantity, ref, actor, happened_at as at from inventory.movements
   where sku_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
);
const faults = statement<{ fault: string }>(
  "inventory.find_faults",
  `select 'on hand of ' || p.sku_id || ' is not the sum of its movements' as fault from inventory.positions p
   where p.on_hand <> (select coalesce(sum(m.quantity), 0) from inventory.movements m
     where m.sku_id = p.sku_id and m.place_id = p.place_id)
   union all
   select 'reserved of ' || p.sku_id || ' is not the sum of its live holds' from inventory.positions p
   where p.reserved <> (select coalesce(sum(r.quantity - r.shipped), 0) from inventory.reservations r
     where r.sku_id = p.sku_id and r.place_id = p.place_id and r.state in ('held', 'committed'))`,
);

export const listPositions = (
  db: Db | Tx,
  shopId: bigint,
  skuIds: readonly bigint[] | undefined,
  after: string[] | undefined,
  limit: number,
): Promise<Position[]> => positions(db, shopId, skuIds ?? null, after?.[0] ?? null, after?.[1] ?? null, limit);

/** The movements of a SKU, newest first; undefined when it is not this shop's. */
export async function listMovements(
  db: Db | Tx,
  shopId: bigint,
  skuId: bigint,
  before: string[] | undefined,
  limit: number,
): Promise<Movement[] | undefined> {
  if ((await owned(db, shopId, skuId)).length === 0) return undefined;
  return movements(db, skuId, before?.[0] ?? null, limit);
}

/** What must never be: a quantity that its movements or holds do not add up to. Empty in a sound house. */
export const findStockFaults = async (db: Db | Tx): Promise<string[]> => (await faults(db)).map(({ fault }) => fault);
