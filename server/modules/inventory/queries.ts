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
   where p.shop_id = $1 and (p.is_open or p.on_hand > 0) and ($2::bigint[] is null or p.sku_id = any($2))
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
     where r.sku_id = p.sku_id and r.place_id = p.place_id and r.state in ('held', 'committed'))
   union all
   select 'slice ' || l.place_id || ' is not what moved in less what went home' from inventory.slices l
   where l.pieces - l.returned <> (select coalesce(sum(m.quantity), 0) from inventory.movements m
     where m.sku_id = l.sku_id and m.place_id = l.place_id and m.kind = 'move')
   union all
   select 'closed slice ' || l.place_id || ' keeps free pieces' from inventory.slices l
   join inventory.positions p on p.sku_id = l.sku_id and p.place_id = l.place_id
   where (l.closed_at is null) <> p.is_open or (not p.is_open and p.on_hand > p.reserved)
   union all
   select 'wait ' || w.id || ' is offered without its hold, or holds without an offer' from inventory.waits w
   left join inventory.reservations r on r.order_id = w.id and r.line_id = w.id and r.state in ('held', 'committed')
     and r.sku_id = w.sku_id and r.quantity = w.quantity
   where (w.state = 'offered') <> (r.order_id is not null)
   union all
   select 'wait ' || w.id || ' waits beside a free piece' from inventory.waits w
   where w.state = 'waiting' and exists (select from inventory.positions p where p.sku_id = w.sku_id and p.is_open
     and p.on_hand > p.reserved and p.is_slice = (w.slice_id is not null)
     and p.place_id = coalesce(w.slice_id, p.place_id))`,
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

/** What must never be: a quantity, a slice or a wait that does not add up. Empty in a sound house. */
export const findStockFaults = async (db: Db | Tx): Promise<string[]> => (await faults(db)).map(({ fault }) => fault);
