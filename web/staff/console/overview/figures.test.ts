import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf } from "./figures.ts";

test("a change is told against the period before, and not at all against nothing", () => {
  assert.equal(changeOf(150, 100), 0.5);
  assert.equal(changeOf(50, 100), -0.5);
  assert.equal(changeOf(10, 0), null);
  assert.equal(changeOf(0, 0), null);
});
