const placedHere = new Set<string>();

/** Placed on this very page a moment ago: nobody can have paid yet, so nobody needs to ask the provider. */
export const notePlaced = (checkoutId: string): void => void placedHere.add(checkoutId);
export const isPlacedHere = (checkoutId: string): boolean => placedHere.has(checkoutId);
