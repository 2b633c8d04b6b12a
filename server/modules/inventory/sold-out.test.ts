import assert from "node:assert/strict";
import { test } from "node:test";
import { quietBus } from "../../../tests/fixtures/bus.ts";
import { knownSoldOut, listenForReleases, rememberSoldOut } from "./sold-out.ts";

test("without ears nothing is remembered; with them a release or a cut line lets go what was", () => {
  rememberSoldOut({ skuId: 1n });
  assert.equal(knownSoldOut({ skuId: 1n }), false);
  const bus = quietBus();
  listenForReleases(bus);
  rememberSoldOut({ skuId: 1n });
  rememberSoldOut({ skuId: 2n });
  rememberSoldOut({ skuId: 1n, dealId: 7n });
  bus.say("inventory.released", "1:5");
  assert.deepEqual([knownSoldOut({ skuId: 1n }), knownSoldOut({ skuId: 2n })], [false, true]);
  assert.equal(knownSoldOut({ skuId: 1n, dealId: 7n }), true, "a piece in the warehouse is none of the deal");
  bus.say("inventory.released", "1:7");
  assert.equal(knownSoldOut({ skuId: 1n, dealId: 7n }), false);
  bus.gap();
  assert.equal(knownSoldOut({ skuId: 2n }), false);
});
