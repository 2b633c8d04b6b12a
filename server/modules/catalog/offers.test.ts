import assert from "node:assert/strict";
import { before, test } from "node:test";
import { transact } from "#platform/db";
import { drain, emit } from "#platform/events";
import { newId, openIds } from "#platform/ids";
import { aPerson, aProduct, aShop } from "../../../tests/fixtures/goods.ts";
import { world } from "../../../tests/world.ts";
import { consumers } from "./handlers.ts";

const { db } = await world();
before(() => openIds(db));

test("who waited is told once, with a link to the page where the kept piece is bought", async () => {
  const { productId, skuIds } = await aProduct(db, (await aShop(db)).shopId, { title: "冬窑茶盏" });
  const [plain, hunter] = [await aPerson(db, "小满"), await aPerson(db, "阿宽")];
  const [waitId, dealWaitId, sliceId] = [newId(), newId(), newId()];
  const offer = { skuId: skuIds[0]!, quantity: 1, until: "2026-01-01T00:02:00.000Z" };
  await transact(db, (tx) =>
    emit(tx, "inventory.offered", [
      { ...offer, waitId, personId: plain, sliceId: null },
      { ...offer, waitId: dealWaitId, personId: hunter, sliceId },
    ]),
  );
  await drain(db, consumers());
  await drain(db, consumers());
  const told = await db
    .selectFrom("identity.notices")
    .select(["personId", "kind", "params", "link"])
    .orderBy("id")
    .execute();
  const notice = { kind: "inventory.offered", params: { title: "冬窑茶盏" } };
  assert.deepEqual(told, [
    { ...notice, personId: plain, link: `/products/${productId}?wait=${waitId}` },
    { ...notice, personId: hunter, link: `/products/${productId}?wait=${dealWaitId}&deal=${sliceId}` },
  ]);
});
