import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Trail } from "#contract/trail";
import { commissionOf, earnerOf } from "./commission-rules.ts";
import type { PlanVersion } from "./plan-versions.ts";

const clickedAt = new Date("2026-03-01T12:00:00Z");
const plan: PlanVersion = {
  id: 5n,
  productId: 7n,
  shopId: 3n,
  commissionBp: 1000,
  version: 1,
  startsAt: new Date("2026-02-01T00:00:00Z"),
  endsAt: new Date("2026-03-02T00:00:00Z"),
};
const trail = (over: Partial<Trail> = {}): Trail => ({
  scene: "live",
  channel: "public",
  productId: 7n,
  roomId: 11n,
  pinId: null,
  creatorId: 20n,
  planId: 5n,
  clickedAt,
  ...over,
});
const earner = (from: Trail, buyerId = 99n, plans = [plan]) =>
  earnerOf(
    { lineId: 1n, productId: 7n, goodsFen: 9900n, trail: from },
    buyerId,
    new Map(plans.map((each) => [each.id, each])),
  );

test("the creator of the trail earns the plan's share of the goods", () => {
  assert.deepEqual(earner(trail()), { creatorId: 20n, planId: 5n, bp: 1000, fen: 990n });
});

test("an own purchase, a trail without a creator or plan, another product's plan and a made-up plan earn nothing", () => {
  assert.equal(earner(trail(), 20n), undefined);
  assert.equal(earner(trail({ creatorId: null })), undefined);
  assert.equal(earner(trail({ planId: null })), undefined);
  assert.equal(earner(trail(), 99n, [{ ...plan, productId: 8n }]), undefined);
  assert.equal(earner(trail({ planId: 6n })), undefined);
});

test("the version that ran at the click counts, not one that ended or began around it", () => {
  assert.equal(earner(trail({ clickedAt: new Date("2026-03-02T00:00:00Z") })), undefined);
  assert.equal(earner(trail({ clickedAt: new Date("2026-01-31T23:59:59Z") })), undefined);
});

test("a commission is never negative, never above the goods, and no smaller for dearer goods", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 9n), fc.integer({ min: 0, max: 5000 }), (goods, bp) => {
      const fen = commissionOf(goods, bp);
      assert.ok(fen >= 0n && fen <= goods);
      assert.ok(commissionOf(goods + 1n, bp) >= fen);
    }),
  );
});
