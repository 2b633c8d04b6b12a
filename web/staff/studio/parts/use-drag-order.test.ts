import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, sameOrder } from "./use-drag-order.ts";

test("a product dropped on another takes its place, whichever way it came", () => {
  assert.deepEqual(moved(["a", "b", "c", "d"], "a", 2), ["b", "c", "a", "d"]);
  assert.deepEqual(moved(["a", "b", "c", "d"], "d", 1), ["a", "d", "b", "c"]);
});

test("the ends hold: nothing moves above the first or below the last", () => {
  assert.deepEqual(moved(["a", "b"], "a", -1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], "a", 9), ["b", "a"]);
});

test("an order is the same only when every place is", () => {
  assert.equal(sameOrder(["a", "b"], ["a", "b"]), true);
  assert.equal(sameOrder(["a", "b"], ["b", "a"]), false);
  assert.equal(sameOrder(["a"], ["a", "b"]), false);
});
