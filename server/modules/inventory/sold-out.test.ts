import assert from "node:assert/strict";
import { test } from "node:test";
import { quietBus } from "../../../tests/fixtures/bus.ts";
import { knownSoldOut, listenForReleases, rememberSoldOut } from "./sold-out.ts";

test("without ears nothing is remembered; with them a release or a cut line lets go what was", () => {
  rememberSoldOut(1n);
  assert.equal(knownSoldOut(1n), false);
  const bus = quietBus();
  listenForReleases(bus);
  rememberSoldOut(1n);
  rememberSoldOut(2n);
  bus.say("inventory.released", "1");
  assert.deepEqual([knownSoldOut(1n), knownSoldOut(2n)], [false, true]);
  bus.gap();
  assert.equal(knownSoldOut(2n), false);
});
