import { columns, type Db, statement, type Tx } from "#platform/db";

/** Somebody's place on the waitlist of a SKU, or of one deal's pieces of it. */
export type Wait = {
  id: bigint;
  productId: bigint;
  skuId: bigint;
  /** The deal, which is also the place of its slice; null: ordinary stock. */
  dealId: bigint | null;
  state: "waiting" | "offered" | "taken" | "lapsed" | "left";
  /** Wanted; once offered, what is offered. */
  quantity: number;
  /** How many wait in front, counted up to `AHEAD_MAX`; null when not waiting. */
  ahead: number | null;
  offeredUntil: Date | null;
};
/** Who waits for what. */
export type Waiter = { personId: bigint; skuId: bigint; dealId: bigint | null };

/** Whoever has more in front does not care how many more, and thousands ask at once. */
export const AHEAD_MAX = 999;

const COLUMNS = `w.id, w.sku_id as "skuId", (
    select product_id from inventory.sku_products p where p.sku_id = w.sku_id) as "productId", w.slice_id as "dealId", w.state, w.quantity, w.offered_until as "offeredUntil",
  case when w.state = 'waiting' then (select count(*)::int from (
    select from inventory.waits a where a.state = 'waiting' and a.sku_id = w.sku_id
      and coalesce(a.slice_id, 0) = coalesce(w.slice_id, 0) and a.id < w.id limit ${AHEAD_MAX}) f) end as ahead`;
const own = statement<Wait>(
  "inventory.waits_of_person",
  `select ${COLUMNS} from inventory.waits w
   where w.person_id = $1 and ($2::bigint is null or w.sku_id = $2) order by w.id desc limit $3`,
);
const open = statement<Wait & { personId: bigint }>(
  "inventory.open_waits",
  `select ${COLUMNS}, w.person_id as "personId"
   from unnest($1::bigint[], $2::bigint[], $3::bigint[]) k (sku_id, slice_id, person_id)
   join inventory.waits w on w.sku_id = k.sku_id and coalesce(w.slice_id, 0) = coalesce(k.slice_id, 0)
     and w.person_id = k.person_id and w.state in ('waiting', 'offered')`,
);
const one = statement<{ skuId: bigint; state: Wait["state"] }>(
  "inventory.own_wait",
  `select sku_id as "skuId", state from inventory.waits where id = $1 and person_id = $2`,
);

const LISTED_MAX = 50;

/** What a person waits or waited for, newest first. */
export const listMyWaits = (db: Db | Tx, personId: bigint, skuId?: bigint): Promise<Wait[]> =>
  own(db, personId, skuId ?? null, LISTED_MAX);

export const waiterKey = ({ personId, skuId, dealId }: Waiter): string => `${skuId}|${dealId ?? ""}|${personId}`;

/** Those of them who wait or have an offer already, by `waiterKey`. */
export async function findOpenWaits(tx: Tx, waiters: readonly Waiter[]): Promise<Map<string, Wait>> {
  const rows = await open(tx, ...columns(waiters, "skuId", "dealId", "personId"));
  return new Map(rows.map(({ personId, ...wait }) => [waiterKey({ ...wait, personId }), wait]));
}

export const findOwnWait = async (
  tx: Tx,
  waitId: bigint,
  personId: bigint,
): Promise<{ skuId: bigint; state: Wait["state"] } | undefined> => (await one(tx, waitId, personId))[0];
