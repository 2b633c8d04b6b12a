import assert from "node:assert/strict";
import { test } from "node:test";
import { orderStates } from "#contract/states/order";
import { deedsOf } from "./order-deeds.ts";

test("every state of an order has its deeds, and an order that is being closed has none", () => {
  for (const state of orderStates) assert.ok(Array.isArray(deedsOf({ state })));
  assert.deepEqual(deedsOf({ state: "closing" }), []);
});

test("an unpaid order is paid or cancelled, and nothing else", () => {
  assert.deepEqual(deedsOf({ state: "unpaid" }), ["cancel", "pay"]);
});

test("a refund is offered once: not while one is open, and not after shipping", () => {
  assert.deepEqual(deedsOf({ state: "to_ship" }), ["refund"]);
  assert.deepEqual(deedsOf({ state: "to_ship", caseOpen: true }), []);
  assert.ok(!deedsOf({ state: "to_receive" }).includes("refund"));
});

test("more time is offered only where the order allows it", () => {
  assert.deepEqual(deedsOf({ state: "to_receive" }), ["track", "confirm"]);
  assert.deepEqual(deedsOf({ state: "to_receive", canExtend: true }), ["track", "extend", "confirm"]);
});
