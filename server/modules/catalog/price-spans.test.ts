import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { world } from "../../../tests/world.ts";
import { aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { openIds } from "#platform/ids";
import { after } from "node:test";
import { readPriceSpans, spanOf } from "./price-spans.ts";

const DAY = 86_400_000;
const until = new Date("2026-06-30T00:00:00Z");
const ago = (days: number): Date => new Date(until.getTime() - days * DAY);

test("the price that stood when the thirty days began belongs to them, an older one does not", async () => {
  const { db } = await world();
  const ids = await openIds(db);
  after(() => ids.close());
  const { shopId } = await aShop(db);
  const { skuIds } = await aProduct(db, shopId, { prices: [9_900n, 8_800n] });
  for (const [fen, days] of [
    [3_000n, 90],
    [7_000n, 60],
    [9_900n, 20],
  ] as const)
    await sql`insert into catalog.price_history (sku_id, price_fen, since) values (${skuIds[0]!}, ${fen}, ${ago(days)})`.execute(
      db,
    );
  const spans = await readPriceSpans(db, skuIds, until);
  assert.deepEqual(spans.get(skuIds[0]!), { lowestFen: 7_000n, medianFen: 9_900n });
  assert.deepEqual(
    spans.get(skuIds[1]!),
    { lowestFen: 8_800n, medianFen: 8_800n },
    "without a past: the present price",
  );
});

test("the median is the price that half of the time was not above, however often it changed", () => {
  const steps = [
    { priceFen: 100n, since: ago(40) },
    { priceFen: 50n, since: ago(10) },
    { priceFen: 90n, since: ago(9.9) },
    { priceFen: 60n, since: ago(9.8) },
  ];
  assert.deepEqual(spanOf(steps, 60n, ago(30), until), { lowestFen: 50n, medianFen: 100n });
});
