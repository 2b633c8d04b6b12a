import { type Db, statement, type Tx } from "#platform/db";

const DAYS = 30;
const DAY_MS = 86_400_000;

/** What a SKU cost online in the last thirty days: the lowest price, and the one that half of the time was not above. */
export type PriceSpan = { lowestFen: bigint; medianFen: bigint };
export type PriceSince = { priceFen: bigint; since: Date };

// The price that stood when the thirty days began belongs to them as well.
const history = statement<PriceSince & { skuId: bigint }>(
  "catalog.price_history_since",
  `select h.sku_id as "skuId", h.price_fen as "priceFen", h.since
   from catalog.price_history h
   where h.sku_id = any($1::bigint[]) and h.since <= $3 and h.since >= coalesce(
     (select max(e.since) from catalog.price_history e where e.sku_id = h.sku_id and e.since <= $2), $2)
   order by h.sku_id, h.since`,
);
const present = statement<{ skuId: bigint; priceFen: bigint }>(
  "catalog.present_prices",
  `select id as "skuId", price_fen as "priceFen" from catalog.skus where id = any($1::bigint[])`,
);

/** Lowest and median (by time) of a price's steps from `from` to `until`; the present price counts in any case. */
export function spanOf(steps: readonly PriceSince[], presentFen: bigint, from: Date, until: Date): PriceSpan {
  const stood = steps.map(({ priceFen, since }, n) => {
    const begins = Math.max(since.getTime(), from.getTime());
    return { priceFen, ms: Math.max(0, (steps[n + 1]?.since ?? until).getTime() - begins) };
  });
  const byPrice = [...stood, { priceFen: presentFen, ms: 0 }].toSorted((a, b) => (a.priceFen < b.priceFen ? -1 : 1));
  const halfMs = stood.reduce((sum, { ms }) => sum + ms, 0) / 2;
  let passedMs = 0;
  const median = halfMs === 0 ? undefined : byPrice.find(({ ms }) => (passedMs += ms) >= halfMs);
  return { lowestFen: byPrice[0]!.priceFen, medianFen: median?.priceFen ?? presentFen };
}

/** The online prices of the thirty days before `at`, by SKU; a SKU that was never online is left out. */
export async function readPriceSpans(
  db: Db | Tx,
  skuIds: readonly bigint[],
  at: Date,
): Promise<Map<bigint, PriceSpan>> {
  if (skuIds.length === 0) return new Map();
  const from = new Date(at.getTime() - DAYS * DAY_MS);
  const steps = Map.groupBy(await history(db, [...skuIds], from, at), ({ skuId }) => skuId);
  const now = await present(db, [...skuIds]);
  return new Map(now.map(({ skuId, priceFen }) => [skuId, spanOf(steps.get(skuId) ?? [], priceFen, from, at)]));
}
