import assert from "node:assert/strict";
import { test } from "node:test";
import { changePlan, type PlanVersion, runsAt } from "./plan-versions.ts";

const at = new Date("2026-03-01T12:00:00Z");
const hours = (n: number): Date => new Date(at.getTime() + n * 3_600_000);
const version = (over: Partial<PlanVersion> = {}): PlanVersion => ({
  id: 1n,
  productId: 7n,
  shopId: 3n,
  commissionBp: 1000,
  version: 1,
  startsAt: hours(-48),
  endsAt: null,
  ...over,
});

test("the first plan of a product binds at once", () => {
  assert.deepEqual(changePlan([], 1000, at), { ends: new Map(), added: { commissionBp: 1000, startsAt: at } });
});

test("a raise binds at once and ends the version before it at the same moment", () => {
  const { ends, added } = changePlan([version()], 1500, at);
  assert.deepEqual([ends.get(1n), added], [at, { commissionBp: 1500, startsAt: at }]);
});

test("a lower share begins after 24 hours, and until then the old one runs", () => {
  const { ends, added } = changePlan([version()], 500, at);
  assert.deepEqual([ends.get(1n), added?.startsAt], [hours(24), hours(24)]);
  assert.equal(runsAt(version({ endsAt: ends.get(1n)! }), hours(23)), true);
  assert.equal(runsAt(version({ endsAt: ends.get(1n)! }), hours(24)), false);
});

test("a newer word replaces an announced lowering: that version never runs", () => {
  const announced = [
    version({ endsAt: hours(20) }),
    version({ id: 2n, version: 2, commissionBp: 500, startsAt: hours(20) }),
  ];
  const raised = changePlan(announced, 2000, at);
  assert.deepEqual([raised.ends.get(2n), raised.ends.get(1n)], [hours(20), at]);
  const same = changePlan(announced, 1000, at);
  assert.deepEqual([same.ends.get(2n), same.ends.get(1n), same.added], [hours(20), null, undefined]);
});

test("lowering twice keeps the first notice, and nobody can restart the 24 hours against a creator", () => {
  const announced = [
    version({ endsAt: hours(20) }),
    version({ id: 2n, version: 2, commissionBp: 500, startsAt: hours(20) }),
  ];
  const { ends, added } = changePlan(announced, 300, at);
  assert.deepEqual([ends.get(1n), added], [hours(20), { commissionBp: 300, startsAt: hours(20) }]);
});

test("ending a plan takes the same 24 hours", () => {
  const { ends, added } = changePlan([version()], undefined, at);
  assert.deepEqual([ends.get(1n), added], [hours(24), undefined]);
});
