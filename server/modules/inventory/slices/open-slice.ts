import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { tellLowStock } from "../low-stock.ts";
import { lockSkuPositions } from "./lock-sku-positions.ts";
import { moveBetween } from "./move-between.ts";
import { type OwnerKind, readSlices, type Slice } from "./read-slices.ts";

export type Opening = {
  ownerKind: OwnerKind;
  ownerId: bigint;
  /** The deal's own id, so that the counter finds its pieces without asking; a new id for a room. */
  placeId: bigint;
  shopId: bigint;
  skuId: bigint;
  pieces: number;
  /** A line stands before it: what unpaid orders give back goes to the line. */
  hasLine?: boolean;
  actor: string;
};

const NAMES: Record<OwnerKind, string> = { flash: "秒杀专享", room: "直播间专享" };

const fullest = statement<{ placeId: bigint; left: number }>(
  "inventory.fullest_warehouse",
  `select place_id as "placeId", on_hand - reserved as left from inventory.positions
   where shop_id = $1 and sku_id = $2 and not is_slice and is_open order by on_hand - reserved desc, place_id limit 1`,
);
const known = statement<{ placeId: bigint }>(
  "inventory.find_slice_of_owner",
  `select place_id as "placeId" from inventory.slices where owner_kind = $1 and owner_id = $2 and sku_id = $3`,
);
const openPlace = statement(
  "inventory.open_slice_place",
  `insert into inventory.places (id, shop_id, kind, name) values ($1, $2, 'slice', $3)`,
);
const openRow = statement(
  "inventory.open_slice",
  `insert into inventory.slices (place_id, shop_id, sku_id, home_id, owner_kind, owner_id, pieces, has_line, opened_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
// Empty at first: the movement then fills it, and the table's trigger says that there is something to buy.
const openPosition = statement(
  "inventory.open_slice_position",
  `insert into inventory.positions (sku_id, place_id, shop_id, is_slice) values ($1, $2, $3, true)`,
);

/**
 * Sets pieces of a SKU aside for a deal or a room: they move from the fullest warehouse into a place of their own,
 * which ordinary sales do not see. Refuses `inventory.not_found` for a SKU that is not the shop's,
 * `inventory.slice_exists` when the owner has one of it, and `inventory.out_of_stock {skuId, left}`.
 */
export async function openSlice(tx: Tx, opening: Opening): Promise<Slice> {
  const { ownerKind, ownerId, placeId, shopId, skuId, pieces, hasLine = false, actor } = opening;
  await lockSkuPositions(tx, [skuId]);
  const [home] = await fullest(tx, shopId, skuId);
  if (!home) throw new Refusal("inventory.not_found");
  if ((await known(tx, ownerKind, ownerId, skuId)).length > 0) throw new Refusal("inventory.slice_exists");
  if (home.left < pieces) throw new Refusal("inventory.out_of_stock", { skuId: String(skuId), left: home.left });
  await openPlace(tx, placeId, shopId, NAMES[ownerKind]);
  await openPosition(tx, skuId, placeId, shopId);
  await openRow(tx, placeId, shopId, skuId, home.placeId, ownerKind, ownerId, pieces, hasLine, clock.now());
  const ref = `slice:${placeId}`;
  await moveBetween(tx, [
    { skuId, fromId: home.placeId, toId: placeId, quantity: pieces, ref, actor, requestId: `${ref}:in` },
  ]);
  await tellLowStock(tx, [{ skuId, before: home.left, after: home.left - pieces }]);
  return (await readSlices(tx, [placeId])).get(placeId)!;
}
