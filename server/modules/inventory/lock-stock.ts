import { type Db, statement, type Tx } from "#platform/db";
import { rememberLeft } from "./sold-out.ts";

/** Pieces of a SKU that can be taken from one place. A slice belongs to a flash deal or a room and sells for it alone. */
export type Place = { placeId: bigint; left: number; slice: Owner | null };
export type Owner = { kind: "flash" | "room"; ownerId: bigint };
/** What is left of each SKU, place by place. */
export type Stock = Map<bigint, Place[]>;

type Row = { skuId: bigint; placeId: bigint; left: number; isSlice: boolean };
const lock = statement<Row>(
  "inventory.lock_stock",
  `select sku_id as "skuId", place_id as "placeId", on_hand - reserved as left, is_slice as "isSlice"
   from inventory.positions where sku_id = any($1::bigint[]) and is_open order by sku_id, place_id for update`,
);
const ownersOf = statement<{ placeId: bigint } & Owner>(
  "inventory.owners_of",
  `select place_id as "placeId", owner_kind as kind, owner_id as "ownerId" from inventory.slices
   where place_id = any($1::bigint[])`,
);

// Whose a slice is never changes: each process asks once.
const owners = new Map<bigint, Owner>();
const OWNERS_MAX = 50_000;

async function learnOwners(db: Db | Tx, rows: readonly Row[]): Promise<void> {
  const unknown = rows.filter(({ isSlice, placeId }) => isSlice && !owners.has(placeId)).map(({ placeId }) => placeId);
  if (unknown.length === 0) return;
  if (owners.size > OWNERS_MAX) owners.clear();
  for (const { placeId, ...owner } of await ownersOf(db, [...new Set(unknown)])) owners.set(placeId, owner);
}

/**
 * Locks the positions of these SKUs, in key order so that two batches never wait for each other in a circle, and says
 * how many pieces can be taken from which place. Whoever opens or closes a slice takes the same locks first.
 */
export async function lockStock(tx: Tx, skuIds: readonly bigint[]): Promise<Stock> {
  const wanted = [...new Set(skuIds)];
  const rows = wanted.length > 0 ? await lock(tx, wanted) : [];
  await learnOwners(tx, rows);
  const stock: Stock = new Map(wanted.map((skuId) => [skuId, []]));
  for (const { skuId, placeId, left, isSlice } of rows)
    stock.get(skuId)!.push({ placeId, left, slice: isSlice ? (owners.get(placeId) ?? null) : null });
  // While we hold the lock no release can commit, so its notice can only come after this note.
  for (const [skuId, places] of stock) noteLeft(skuId, places);
  return stock;
}

/** Who names no deal may get its price all the same: for them all places count. */
function noteLeft(skuId: bigint, places: readonly Place[]): void {
  for (const { left, slice } of places)
    if (slice?.kind === "flash") rememberLeft({ skuId, dealId: slice.ownerId }, Math.max(0, left));
  rememberLeft(
    { skuId },
    places.reduce((sum, { left }) => sum + Math.max(0, left), 0),
  );
}

/** The place that a buyer takes from: the deal's slice, else the slice of the room they came from, else the fullest. */
export function placeFor(
  places: readonly Place[],
  quantity: number,
  { dealId, roomId }: { dealId: bigint | null; roomId: bigint | null },
): Place | undefined {
  if (dealId !== null) return places.find(({ slice }) => slice?.kind === "flash" && slice.ownerId === dealId);
  const own = places.find(({ slice }) => slice?.kind === "room" && slice.ownerId === roomId);
  if (own && own.left >= quantity) return own;
  const shared = places.filter(({ slice }) => slice === null);
  return shared.reduce<Place | undefined>((best, place) => (best && best.left >= place.left ? best : place), undefined);
}
