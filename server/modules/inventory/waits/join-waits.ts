import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { lockSkuPositions } from "../slices/lock-sku-positions.ts";
import { findOpenWait, type Wait } from "./wait-rows.ts";

export type Wish = { personId: bigint; skuId: bigint; dealId: bigint | null; quantity: number };

const places = statement<{ left: number; isOpen: boolean }>(
  "inventory.places_to_wait_at",
  `select on_hand - reserved as left, is_open as "isOpen" from inventory.positions
   where sku_id = $1 and case when $2::bigint is null then not is_slice else is_slice and place_id = $2 end`,
);
const join = statement(
  "inventory.join_waits",
  `insert into inventory.waits (id, sku_id, slice_id, person_id, quantity, state, asked_at)
   values ($1, $2, $3, $4, $5, 'waiting', $6)`,
);

/**
 * Waits for pieces of something sold out, or of a sold-out deal; whoever waits or has an offer already keeps that one.
 * Refuses `inventory.not_found`, `inventory.slice_closed` for a deal that is over, and
 * `inventory.not_sold_out {skuId, left}` when there is something to buy.
 */
export async function joinWaits(db: Db | Tx, wish: Wish): Promise<Wait> {
  return transact(db, async (tx) => {
    const { personId, skuId, dealId, quantity } = wish;
    // Nothing comes back while we look: else somebody could wait beside a piece that nobody is offered.
    await lockSkuPositions(tx, [skuId]);
    const found = await places(tx, skuId, dealId);
    if (found.length === 0) throw new Refusal("inventory.not_found");
    const open = found.filter(({ isOpen }) => isOpen);
    if (open.length === 0) throw new Refusal("inventory.slice_closed");
    const kept = await findOpenWait(tx, wish);
    if (kept) return kept;
    const left = open.reduce((sum, place) => sum + place.left, 0);
    if (left > 0) throw new Refusal("inventory.not_sold_out", { skuId: String(skuId), left });
    await join(tx, newId(), skuId, dealId, personId, quantity, clock.now());
    return (await findOpenWait(tx, wish))!;
  });
}
