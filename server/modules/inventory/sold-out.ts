import type { Bus } from "#platform/bus";

// What this process has seen sold out. Only filled while it hears of releases: without ears, no memory.
const soldOut = new Set<bigint>();
let listening = false;

export const knownSoldOut = (skuId: bigint): boolean => soldOut.has(skuId);

/** To be called only under the lock of the SKU's row: a release then commits later, and so does its notice. */
export function rememberSoldOut(skuId: bigint): void {
  if (listening) soldOut.add(skuId);
}

/** Hears of every SKU that has stock again, from whichever process or console made it so. */
export function listenForReleases(bus: Bus): void {
  bus.on("inventory.released", (skuId) => void soldOut.delete(BigInt(String(skuId))));
  // The bus tells of a cut line when it breaks and when it is whole again: what was kept in between is let go.
  bus.onGap(() => soldOut.clear());
  listening = true;
}
