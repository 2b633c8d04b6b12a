import type { Parts } from "#platform/parts";
import { endTrials } from "./end-trials.ts";
import { giveUpDeposits } from "./give-up-deposits.ts";
import { consumers } from "./handlers.ts";
import { routes } from "./routes.ts";

export { readShopCards, readShopFacts, requireOpen } from "./read-shops.ts";
export type { ShopFacts } from "./read-shops.ts";
export type { Tier } from "./shop-rules.ts";

export const parts: Parts = {
  name: "shops",
  routes,
  consumers,
  sweeps: (house) => [
    { name: "shops.end_trials", everyMs: 60_000, run: endTrials },
    { name: "shops.give_up_deposits", everyMs: 10_000, run: (db) => giveUpDeposits(db, house.jobs) },
  ],
};
