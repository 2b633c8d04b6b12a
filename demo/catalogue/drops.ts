import type { DemoDrop } from "./types.ts";

const HOUR = 60;

/** Flash deals to be found: one that runs, one to look forward to, and one whose start a host has in hand. */
export const drops: DemoDrop[] = [
  {
    product: "soy-candle",
    room: null,
    priceFen: 6_900n,
    pieces: 40,
    perBuyer: 2,
    admission: "open",
    beginsInMinutes: 0,
    lastsMinutes: 7 * 24 * HOUR,
  },
  {
    product: "seagrass-basket",
    room: null,
    priceFen: 3_900n,
    pieces: 30,
    perBuyer: 1,
    admission: "line",
    beginsInMinutes: 20 * HOUR,
    lastsMinutes: 2 * HOUR,
  },
  {
    product: "spring-green",
    room: "spring-tea-live",
    priceFen: 3_900n,
    pieces: 50,
    perBuyer: 1,
    admission: "line",
    beginsInMinutes: 22 * HOUR,
    lastsMinutes: 15,
  },
];
