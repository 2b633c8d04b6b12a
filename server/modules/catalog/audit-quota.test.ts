import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { clock, standStill } from "#platform/clock";
import { transact } from "#platform/db";
import { drain, emit } from "#platform/events";
import { newId, openIds } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { aProduct, aShop, type ShopFixture } from "../../../tests/fixtures/goods.ts";
import { world } from "../../../tests/world.ts";
import { quotaOf, takeQuota } from "./audit-quota.ts";
import { consumers } from "./handlers.ts";
import { requireRoom } from "./submit-product.ts";

const { db } = await world();
const time = standStill(new Date());
let shop: ShopFixture;
before(async () => {
  await openIds(db);
  shop = await aShop(db);
});

const refusal = (code: string, details: object) => (error: unknown) => {
  assert.ok(error instanceof Refusal);
  assert.deepEqual([error.code, error.details], [code, details]);
  return true;
};

test("a shop has 200 audits an hour, and the refusal says when the next one is free", async () => {
  const { productId } = await aProduct(db, shop.shopId);
  const first = clock.now();
  await sql`insert into catalog.audit_log (id, product_id, draft_version, decision, actor_id, happened_at)
    select ${newId()}::bigint + n, ${productId}, 1, 'submitted', 1, ${first} from generate_series(1, 200) n`.execute(
    db,
  );
  time.advance(60_000);
  const take = (level: number) => transact(db, (tx) => takeQuota(tx, shop.shopId, level));
  const resetsAt = new Date(first.getTime() + 3_600_000).toISOString();
  await assert.rejects(take(0), refusal("catalog.audit_quota_used", { resetsAt }));
  await take(2);
  time.advance(3_600_000);
  await take(0);
  assert.deepEqual(
    [quotaOf(1), quotaOf(3)],
    [
      { hour: 200, day: 1000 },
      { hour: 1000, day: 5000 },
    ],
  );
});

test("a shop on trial has room for twenty products", async () => {
  const trial = await aShop(db, "小摊");
  await sql`update shops.shops set kind = 'individual', licence_number = null where id = ${trial.shopId}`.execute(db);
  for (let n = 0; n < 19; n++) await aProduct(db, trial.shopId, { pieces: 0 });
  const room = () => transact(db, (tx) => requireRoom(tx, trial.shopId, 1n));
  await room();
  await aProduct(db, trial.shopId, { pieces: 0 });
  await assert.rejects(room(), refusal("shops.trial_limit", { limit: 20 }));
});

test("when a SKU runs low its shop is told once", async () => {
  const { skuIds } = await aProduct(db, shop.shopId);
  await transact(db, (tx) => emit(tx, "inventory.stock_low", [{ skuId: skuIds[0], left: 9 }]));
  await drain(db, consumers());
  await drain(db, consumers());
  const told = await sql<{ params: object }>`select params from identity.notices
    where person_id = ${shop.ownerId} and kind = 'inventory.stock_low'`.execute(db);
  assert.deepEqual(told.rows, [{ params: { title: "明前龙井", left: "9" } }]);
});
