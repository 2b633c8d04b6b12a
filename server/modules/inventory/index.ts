import type { Parts } from "#platform/parts";
import { routes } from "./routes.ts";
import { lapseOffers } from "./waits/lapse-offers.ts";

export { availability, readStock } from "./availability.ts";
export { consumeHolds } from "./consume-holds.ts";
export { holdStock } from "./hold-stock.ts";
export { lockStock, type Place, placeFor, type Stock } from "./lock-stock.ts";
export { moveStock, receiveStock } from "./move-stock.ts";
export { openPositions } from "./open-positions.ts";
export { reviveHolds } from "./revive-holds.ts";
export { commitHolds, releaseHolds, returnCommitted } from "./settle-holds.ts";
export { closeSlices } from "./slices/close-slices.ts";
export { growSlice } from "./slices/grow-slice.ts";
export { lockSkuPositions } from "./slices/lock-sku-positions.ts";
export { openSlice } from "./slices/open-slice.ts";
export { leftInSlices, readSlices, type Slice, slicesOf } from "./slices/read-slices.ts";
export { knownSoldOut, lastSeenLeft } from "./sold-out.ts";
export { joinWaits } from "./waits/join-waits.ts";
export { type Offer, readOffers, takeOffers } from "./waits/take-offers.ts";

export const parts: Parts = {
  name: "inventory",
  routes,
  sweeps: () => [{ name: "inventory.lapse_offers", everyMs: 1_000, run: lapseOffers }],
};
