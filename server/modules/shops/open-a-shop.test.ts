import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { standStill } from "#platform/clock";
import { transact } from "#platform/db";
import { drain, emit } from "#platform/events";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { anUpload, aPerson } from "../../../tests/fixtures/goods.ts";
import { testHouse } from "../../../tests/house.ts";
import { type Application, changeShop, createShop, submitShop } from "./apply-for-shop.ts";
import { endTrials } from "./end-trials.ts";
import { consumers } from "./handlers.ts";
import { pauseShop } from "./pause-shop.ts";
import { listInReview, readDesk, readShopFacts, readShopPage, requireOpen } from "./read-shops.ts";
import { reviewShop } from "./review-shop.ts";

const { house } = await testHouse();
const { db } = house;
const time = standStill(new Date());
let operator: bigint;
before(async () => {
  operator = await aPerson(db, "运营");
});

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const notices = async (personId: bigint): Promise<string[]> =>
  (
    await sql<{ kind: string }>`select kind from identity.notices where person_id = ${personId} order by id`.execute(db)
  ).rows.map(({ kind }) => kind);
let licences = 0;
const newLicence = (): string => `91330100MA2A${String(++licences).padStart(6, "0")}`;

async function applied(more: Partial<Application> = {}): Promise<{ shopId: bigint; ownerId: bigint }> {
  const ownerId = await aPerson(db, "店主");
  const licenceUploadId = await anUpload(db, ownerId);
  const form: Application = { name: "苔间茶社", intro: "", kind: "enterprise", ...more };
  const papers = form.kind === "individual" ? {} : { licenceNumber: newLicence(), licenceUploadId };
  const { id } = await createShop(db, ownerId, { ...papers, ...form });
  return { shopId: id, ownerId };
}
async function submitted(more: Partial<Application> = {}): Promise<{ shopId: bigint; ownerId: bigint }> {
  const shop = await applied(more);
  await submitShop(db, shop.shopId);
  return shop;
}
const approve = (shopId: bigint) => reviewShop(db, { shopId, decision: "approve", reasons: [], by: operator });

/** What payments tells when a deposit was captured; its money was booked in the same transaction. */
async function depositCaptured(shopId: bigint): Promise<void> {
  const { depositNeedFen, depositFen } = await readDesk(db, shopId);
  const depositId = newId();
  const fen = depositNeedFen - depositFen;
  await sql`insert into shops.deposits (id, shop_id, fen, state, created_at)
    values (${depositId}, ${shopId}, ${fen}, 'waiting', ${new Date()})`.execute(db);
  const news = { intentId: newId(), purpose: "deposit", subjectId: depositId, fen, orderIds: [] };
  await transact(db, (tx) => emit(tx, "payments.captured", [news, news]));
  await drain(db, consumers());
}

test("deposit first or approval first, the shop opens when both are there, and the merchant is told", async () => {
  const first = await submitted();
  await depositCaptured(first.shopId);
  assert.equal((await readDesk(db, first.shopId)).state, "submitted");
  assert.equal((await approve(first.shopId)).state, "open");
  assert.deepEqual(await notices(first.ownerId), ["shops.opened"]);

  const second = await submitted();
  assert.equal((await approve(second.shopId)).state, "waiting_provider");
  await assert.rejects(requireOpen(db, second.shopId), refusedWith("shops.not_open"));
  await depositCaptured(second.shopId);
  const desk = await readDesk(db, second.shopId);
  assert.deepEqual([desk.state, desk.depositFen], ["open", 200_000n]);
  await requireOpen(db, second.shopId);
  assert.deepEqual(await notices(second.ownerId), ["shops.approved", "shops.opened"]);
  const told = await sql`select 1 from platform.events where topic = 'shops.opened'
    and payload->>'shopId' = ${String(second.shopId)}`.execute(db);
  assert.equal(told.rows.length, 1);
});

test("a rejected application comes back with a reason for each field, is mended and handed in again", async () => {
  const { shopId, ownerId } = await submitted();
  const reasons = [{ field: "licenceUploadId", reason: "照片看不清" }];
  const reject = (given: typeof reasons) =>
    reviewShop(db, { shopId, decision: "reject", reasons: given, by: operator });
  await assert.rejects(reject([]), refusedWith("request.invalid"));
  const rejected = await reject(reasons);
  assert.deepEqual([rejected.state, rejected.reviewReasons], ["rejected", reasons]);
  assert.deepEqual(await notices(ownerId), ["shops.rejected"]);
  const { licenceNumber } = rejected;
  const licenceUploadId = await anUpload(db, ownerId);
  const form = {
    name: "苔间茶社",
    intro: "好茶",
    kind: "enterprise" as const,
    licenceNumber: licenceNumber!,
    licenceUploadId,
  };
  assert.equal((await changeShop(db, shopId, ownerId, form)).state, "draft");
  assert.equal((await submitShop(db, shopId)).state, "submitted");
  const rows = await sql<{ actorId: bigint; action: string }>`select actor_id, action from platform.audit_rows
    where subject = ${`shop:${shopId}`}`.execute(db);
  assert.deepEqual(rows.rows, [{ actorId: operator, action: "shops.reject" }]);
});

test("what lacks its papers is not handed in, what is handed in is not changed, and nothing is decided twice", async () => {
  const ownerId = await aPerson(db);
  const bare = await createShop(db, ownerId, { name: "无照小店", intro: "", kind: "household" });
  await assert.rejects(submitShop(db, bare.id), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual(error.details["errors"], [
      { pointer: "/licenceNumber", code: "missing" },
      { pointer: "/licenceUploadId", code: "missing" },
    ]);
    return true;
  });
  const { shopId, ownerId: owner } = await submitted({ kind: "individual" });
  const change = changeShop(db, shopId, owner, { name: "改名", intro: "", kind: "individual" });
  await assert.rejects(change, refusedWith("shops.wrong_state"));
  const both = await Promise.allSettled([approve(shopId), approve(shopId)]);
  assert.equal(both.filter(({ status }) => status === "fulfilled").length, 1);
});

test("an individual shop opens without a deposit; when its trial is over it stops until the deposit is in", async () => {
  const { shopId, ownerId } = await submitted({ kind: "individual" });
  assert.equal((await approve(shopId)).state, "open");
  assert.equal((await readShopFacts(db, [shopId])).get(shopId)?.productsMax, 20);
  assert.equal(await endTrials(db), 0);
  const orders = Array.from({ length: 300 }, () => ({ shopId, payableFen: 100n }));
  await transact(db, (tx) => emit(tx, "orders.paid", orders));
  await drain(db, consumers());
  assert.equal(await endTrials(db), 1);
  const limited = await readDesk(db, shopId);
  assert.deepEqual([limited.state, limited.depositNeedFen], ["limited", 50_000n]);
  assert.equal((await readShopFacts(db, [shopId])).get(shopId)?.isOpen, false);
  await depositCaptured(shopId);
  assert.equal((await readDesk(db, shopId)).state, "open");
  assert.equal(await endTrials(db), 0);
  assert.ok((await notices(ownerId)).includes("shops.trial_over"));
  time.advance(32 * 86_400_000);
  assert.equal((await readShopFacts(db, [shopId])).get(shopId)?.tier, "b");
});

test("a household's licence opens five shops at most, also when the sixth and seventh come at once", async () => {
  const licenceNumber = newLicence();
  for (let n = 0; n < 4; n++) await applied({ kind: "household", licenceNumber });
  const more = await Promise.allSettled([1, 2, 3].map(() => applied({ kind: "household", licenceNumber })));
  const lost = more.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
  assert.equal(lost.length, 2);
  assert.ok(lost.every(({ reason }) => refusedWith("shops.licence_quota")(reason)));
});

test("opening a shop needs a real name with a face, and one's own licence picture", async () => {
  const shy = await aPerson(db, "未实名", 2);
  const form = { name: "小店", intro: "", kind: "individual" as const };
  await assert.rejects(createShop(db, shy, form), refusedWith("identity.real_name_required"));
  const ownerId = await aPerson(db);
  const licenceUploadId = await anUpload(db, operator);
  const stolen = { ...form, kind: "enterprise" as const, licenceNumber: newLicence(), licenceUploadId };
  await assert.rejects(createShop(db, ownerId, stolen), refusedWith("media.not_found"));
});

test("a shop pauses and resumes by itself; one that never opened has no page", async () => {
  const { shopId } = await submitted({ kind: "individual" });
  await assert.rejects(readShopPage(db, shopId), refusedWith("shops.not_found"));
  assert.ok((await listInReview(db, ["submitted"], undefined, 50)).some(({ id }) => id === shopId));
  await approve(shopId);
  await pauseShop(db, shopId, true);
  assert.equal((await readShopPage(db, shopId)).isOpen, false);
  await assert.rejects(pauseShop(db, shopId, true), refusedWith("shops.wrong_state"));
  await pauseShop(db, shopId, false);
  assert.equal((await readShopPage(db, shopId)).isOpen, true);
});
