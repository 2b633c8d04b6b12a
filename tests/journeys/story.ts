import type { Browser } from "playwright-core";
import type { Lines } from "./lines.ts";
import type { Person } from "./persons.ts";
import type { Push } from "./push.ts";
import type { Stage } from "./stage.ts";

/** What the steps of the first sale hand on to each other. */
export type Story = {
  stage: Stage;
  browser: Browser;
  say: (line: string) => void;
  faults: string[];
  merchant: Person;
  operator: Person;
  host: Person;
  buyer: Person;
  other: Person;
  moderator: Person;
  lines: Lines;
  shopId: string;
  productId: string;
  skuIds: string[];
  roomId: string;
  pushes: Push[];
  streamKey: string;
  orderId: string;
};

/** Waits until something is so; says what it was last when it never is. */
export async function until<T>(
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
  { withinMs = 15_000, what = "what was waited for" } = {},
): Promise<T> {
  const from = performance.now();
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() - from > withinMs) throw new Error(`${what} never came: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** How long something took, in whole milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return Math.round(performance.now() - from);
}
