import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsTogether } from "./real-name.ts";

const now = Date.parse("2026-03-01");

test("a citizen number needs its check character and a day that was", () => {
  assert.equal(holdsTogether("11010519491231002X", now), true);
  assert.equal(holdsTogether("11010519491231002x", now), true);
  assert.equal(holdsTogether("110105194912310021", now), false);
  assert.equal(holdsTogether("11010519490231002X", now), false);
  assert.equal(holdsTogether("1101051949123100", now), false);
  for (let digit = 0; digit < 10; digit++)
    assert.equal(holdsTogether(`11010519491231${digit}02X`, now), digit === 0, "each single slip is seen");
});
