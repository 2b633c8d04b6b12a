import type { Parts } from "#platform/parts";
import { consumer } from "./handlers.ts";
import { releaseDueBills } from "./release-bills.ts";
import { returnReserves } from "./return-reserves.ts";
import { routes } from "./routes.ts";

export { shareLine } from "./share-line.ts";

export const parts: Parts = {
  name: "settlement",
  routes,
  consumers: () => [consumer],
  sweeps: (house) => [
    { name: "settlement.release", everyMs: 2_000, run: (db) => releaseDueBills(house, db) },
    { name: "settlement.reserves", everyMs: 60_000, run: returnReserves },
  ],
};
