import assert from "node:assert/strict";
import { test } from "node:test";
import { quietBus } from "../../../tests/fixtures/bus.ts";
import { knownSoldOut, lastSeenLeft, listenForReleases, rememberLeft } from "./sold-out.ts";

test("without ears nothing is remembered; with them a release or a cut line lets go what was", () => {
  rememberLeft({ skuId: 1n }, 0);
  assert.equal(knownSoldOut({ skuId: 1n }), false);
  const bus = quietBus();
  listenForReleases(bus);
  rememberLeft({ skuId: 1n }, 0);
  rememberLeft({ skuId: 2n }, 0);
  rememberLeft({ skuId: 1n, dealId: 7n }, 0);
  bus.say("inventory.released", "1:5");
  assert.deepEqual([knownSoldOut({ skuId: 1n }), knownSoldOut({ skuId: 2n })], [false, true]);
  assert.equal(knownSoldOut({ skuId: 1n, dealId: 7n }), true, "a piece in the warehouse is none of the deal");
  bus.say("inventory.released", "1:7");
  assert.equal(knownSoldOut({ skuId: 1n, dealId: 7n }), false);
  bus.gap();
  assert.equal(knownSoldOut({ skuId: 2n }), false);
});

test("few pieces are remembered as they were last seen, many are not", () => {
  const bus = quietBus();
  listenForReleases(bus);
  assert.equal(lastSeenLeft({ skuId: 9n }), undefined);
  rememberLeft({ skuId: 9n }, 12);
  assert.deepEqual([lastSeenLeft({ skuId: 9n }), knownSoldOut({ skuId: 9n })], [12, false]);
  rememberLeft({ skuId: 9n }, 1_000_000);
  assert.equal(lastSeenLeft({ skuId: 9n }), undefined);
  rememberLeft({ skuId: 9n }, 3);
  bus.gap();
  assert.equal(lastSeenLeft({ skuId: 9n }), undefined);
});
