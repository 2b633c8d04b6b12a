import type { Bus } from "#platform/bus";

/** Pieces of a SKU at its ordinary price, or those of one flash deal. */
export type Want = { skuId: bigint; dealId?: bigint | undefined };

// What this process has seen sold out. Only filled while it hears of releases: without ears, no memory.
const soldOut = new Set<string>();
let listening = false;

const keyOf = ({ skuId, dealId }: Want): string => (dealId === undefined ? `sku:${skuId}` : `place:${dealId}`);

/** Whether this process has seen the last piece go; corrected within a second when one comes back. */
export const knownSoldOut = (want: Want): boolean => soldOut.size > 0 && soldOut.has(keyOf(want));

/** To be called only under the lock of the SKU's rows: a release then commits later, and so does its notice. */
export function rememberSoldOut(want: Want): void {
  if (listening) soldOut.add(keyOf(want));
}

/** Hears of every SKU that has stock again, from whichever process or console made it so. */
export function listenForReleases(bus: Bus): void {
  bus.on("inventory.released", (message) => {
    const [skuId, placeId] = String(message).split(":");
    soldOut.delete(`sku:${skuId}`);
    soldOut.delete(`place:${placeId}`); // a deal's slice lies in the place that carries its id
  });
  // The bus tells of a cut line when it breaks and when it is whole again: what was kept in between is let go.
  bus.onGap(() => soldOut.clear());
  listening = true;
}
