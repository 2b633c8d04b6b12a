import type { Tx } from "#platform/db";
import { emit } from "#platform/events";

export const LOW_STOCK = 10;

/** What a SKU had and has left after one change. */
export type Change = { skuId: bigint; before: number; after: number };

export const crossesLow = ({ before, after }: Change): boolean => before > LOW_STOCK && after <= LOW_STOCK;

/** Says once per crossing, not once per sale, that a SKU is running low. */
export async function tellLowStock(tx: Tx, changes: readonly Change[]): Promise<void> {
  await emit(
    tx,
    "inventory.stock_low",
    changes.filter(crossesLow).map(({ skuId, after }) => ({ skuId, left: after })),
  );
}
