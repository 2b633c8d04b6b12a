import type { Bus } from "#platform/bus";

/** Pieces of a SKU, from whichever place it is sold, or those of one flash deal. */
export type Want = { skuId: bigint; dealId?: bigint | undefined };

// Beyond this nobody is told that too little is left.
const FEW = 5_000;
// Forgetting costs a look under the lock, no more.
const KEPT_MAX = 50_000;

// What this process last saw left, where it was few. Only filled while it hears of releases: without ears, no memory.
const few = new Map<string, number>();
let listening = false;

const keyOf = ({ skuId, dealId }: Want): string => (dealId === undefined ? `sku:${skuId}` : `place:${dealId}`);

/** Whether this process has seen the last piece go; corrected within a second when one comes back. */
export const knownSoldOut = (want: Want): boolean => few.size > 0 && few.get(keyOf(want)) === 0;

/**
 * Pieces that the last batch of this process found, at most: others sell, too. Undefined when they were many or nobody
 * has looked. Stock that came since is seen by the next batch.
 */
export const lastSeenLeft = (want: Want): number | undefined => (few.size > 0 ? few.get(keyOf(want)) : undefined);

/** To be called only under the lock of the SKU's rows: a release then commits later, and so does its notice. */
export function rememberLeft(want: Want, left: number): void {
  if (!listening) return;
  if (few.size > KEPT_MAX) few.clear();
  if (left <= FEW) few.set(keyOf(want), left);
  else few.delete(keyOf(want));
}

/** Hears of every SKU that has stock again, from whichever process or console made it so. */
export function listenForReleases(bus: Bus): void {
  bus.on("inventory.released", (message) => {
    const [skuId, placeId] = String(message).split(":");
    few.delete(`sku:${skuId}`);
    few.delete(`place:${placeId}`); // a deal's slice lies in the place that carries its id
  });
  // The bus tells of a cut line when it breaks and when it is whole again: what was kept in between is let go.
  bus.onGap(() => few.clear());
  listening = true;
}
