import { type Db, statement, type Tx } from "#platform/db";

export type OwnerKind = "flash" | "room";
/** `pieces` = `left` + `held` + `sold` + `returned`, at every moment. */
export type Slice = {
  placeId: bigint;
  shopId: bigint;
  skuId: bigint;
  /** Where its pieces came from and go back to. */
  homeId: bigint;
  ownerKind: OwnerKind;
  ownerId: bigint;
  /** Moved in. */
  pieces: number;
  /** Free to be bought; nothing once it is closed. */
  left: number;
  /** In unpaid orders and in offers. */
  held: number;
  /** Paid, shipped or not, and not refunded before shipping. */
  sold: number;
  /** Gone home. */
  returned: number;
  isOpen: boolean;
  openedAt: Date;
  closedAt: Date | null;
};

// What is left, held and sold is counted beside the slices that were asked for.
const select = (slices: string): string => `
  select l.place_id as "placeId", l.shop_id as "shopId", l.sku_id as "skuId", l.home_id as "homeId",
    l.owner_kind as "ownerKind", l.owner_id as "ownerId", l.pieces, p.on_hand - p.reserved as left, h.held,
    l.pieces - l.returned - (p.on_hand - p.reserved) - h.held as sold, l.returned, p.is_open as "isOpen",
    l.opened_at as "openedAt", l.closed_at as "closedAt"
  from (${slices}) l join inventory.positions p on p.sku_id = l.sku_id and p.place_id = l.place_id
  cross join lateral (select coalesce(sum(quantity), 0)::int as held from inventory.reservations r
    where r.sku_id = l.sku_id and r.place_id = l.place_id and r.state = 'held') h
  order by l.closed_at is not null, l.place_id desc`;
const byPlace = statement<Slice>(
  "inventory.slices_by_place",
  select("select * from inventory.slices where place_id = any($1::bigint[])"),
);
const byOwner = statement<Slice>(
  "inventory.slices_by_owner",
  select("select * from inventory.slices where owner_kind = $1 and owner_id = any($2::bigint[])"),
);
const byShop = statement<Slice>(
  "inventory.slices_by_shop",
  select(`select * from inventory.slices where shop_id = $1 and ($2::bigint is null or sku_id = $2)
    order by closed_at is not null, place_id desc limit $3`),
);
const free = statement<{ placeId: bigint; left: number }>(
  "inventory.left_in_slices",
  `select l.place_id as "placeId", p.on_hand - p.reserved as left
   from inventory.slices l join inventory.positions p on p.sku_id = l.sku_id and p.place_id = l.place_id
   where l.place_id = any($1::bigint[])`,
);

/** How these slices stand, by place. It counts their holds: for pages and desks, not for every glance. */
export async function readSlices(db: Db | Tx, placeIds: readonly bigint[]): Promise<Map<bigint, Slice>> {
  const rows = placeIds.length > 0 ? await byPlace(db, [...new Set(placeIds)]) : [];
  return new Map(rows.map((row) => [row.placeId, row]));
}

/** What these rooms or deals have set aside. */
export const slicesOf = async (db: Db | Tx, ownerKind: OwnerKind, ownerIds: readonly bigint[]): Promise<Slice[]> =>
  ownerIds.length > 0 ? byOwner(db, ownerKind, [...new Set(ownerIds)]) : [];

/** Pieces that can be bought now, by slice: one look at one row each. A slice that is unknown has none. */
export async function leftInSlices(db: Db | Tx, placeIds: readonly bigint[]): Promise<Map<bigint, number>> {
  const left = new Map(placeIds.map((placeId) => [placeId, 0]));
  if (placeIds.length > 0) for (const row of await free(db, [...left.keys()])) left.set(row.placeId, row.left);
  return left;
}

const LISTED_MAX = 200;

/** A shop's slices, open ones first, newest first. */
export const listSlices = (db: Db | Tx, shopId: bigint, skuId?: bigint): Promise<Slice[]> =>
  byShop(db, shopId, skuId ?? null, LISTED_MAX);
