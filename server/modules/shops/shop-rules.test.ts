import assert from "node:assert/strict";
import { test } from "node:test";
import { isOnTrial, missingFields, tierOf, trialIsOver } from "./shop-rules.ts";

const at = new Date("2026-06-01T00:00:00Z");
const daysAgo = (days: number): Date => new Date(at.getTime() - days * 86_400_000);
const shop = { tier: "new" as const, level: 0, score: null, openedAt: daysAgo(40), paidOrders: 30, paidFen: 1n };

test("a shop is new for 31 days and for 30 orders, whichever lasts longer; then its score and level decide", () => {
  assert.equal(tierOf({ ...shop, openedAt: daysAgo(30) }, at), "new");
  assert.equal(tierOf({ ...shop, paidOrders: 29 }, at), "new");
  assert.equal(tierOf({ ...shop, openedAt: null }, at), "new");
  assert.equal(tierOf(shop, at), "b");
  assert.equal(tierOf({ ...shop, score: 379 }, at), "c");
  assert.equal(tierOf({ ...shop, score: 380, level: 2 }, at), "a");
  assert.equal(tierOf({ ...shop, level: 3 }, at), "s");
  assert.equal(tierOf({ ...shop, level: 3, tier: "risk" }, at), "risk");
});

test("only enterprise and household shops need a licence, its number and its picture", () => {
  const nothing = { licenceNumber: null, licenceUploadId: null };
  assert.deepEqual(missingFields({ kind: "individual", ...nothing }), []);
  assert.deepEqual(missingFields({ kind: "household", ...nothing }), ["/licenceNumber", "/licenceUploadId"]);
  assert.deepEqual(missingFields({ kind: "enterprise", licenceNumber: "9133", licenceUploadId: null }), [
    "/licenceUploadId",
  ]);
});

test("a trial ends by days, by orders or by sum, and only an individual shop without a deposit is on one", () => {
  const young = { openedAt: daysAgo(89), paidOrders: 299, paidFen: 4_999_999n };
  assert.equal(trialIsOver(young, at), false);
  assert.equal(trialIsOver({ ...young, openedAt: daysAgo(90) }, at), true);
  assert.equal(trialIsOver({ ...young, paidOrders: 300 }, at), true);
  assert.equal(trialIsOver({ ...young, paidFen: 5_000_000n }, at), true);
  assert.equal(trialIsOver({ ...young, openedAt: null }, at), false);
  assert.equal(isOnTrial({ kind: "individual", depositNeedFen: 0n }), true);
  assert.equal(isOnTrial({ kind: "enterprise", depositNeedFen: 0n }), false);
});
