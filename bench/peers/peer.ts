import type { Line } from "./line.ts";

export type Sku = "hot" | "scarce";
/** One buyer's way from cart to paid order. Nobody else is in the seat meanwhile; `kept` is what one call tells the next. */
export type Errand = { n: number; seat: number; sku: Sku; kept: Record<string, string> };
/** One call of the way. Answers why the shop refused, or nothing when the way goes on. */
export type Step = (line: Line, errand: Errand) => Promise<string | undefined>;

export type Running = {
  port: number;
  steps: readonly Step[];
  /** Waits until what was answered has also happened everywhere in the shop; counted into the time of a storm. */
  settled: () => Promise<void>;
  stop: () => Promise<void>;
};
export type Peer = {
  name: "ours" | "medusa" | "vendure";
  /** Ways to run it and numbers of connections that are tried before the rounds; the quickest pair is used. */
  configurations: readonly string[];
  connections: readonly number[];
  callsPerOrder: number;
  start: (configuration: string) => Promise<Running>;
  /** Paid orders of a SKU by the shop's own records. */
  paid: (sku: Sku) => Promise<number>;
};

export const HOT_STOCK = 1_000_000;
export const SCARCE_STOCK = 100;
export const SCARCE_BUYERS = 400;
export const PRICE = 1990;
