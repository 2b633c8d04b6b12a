import assert from "node:assert/strict";
import { test } from "node:test";
import { EFFECTS } from "./effects.ts";
import { newFaults, seeded } from "./faults.ts";

test("all eighteen misbehaviours have a name", () => {
  const numbers = new Set(Object.values(EFFECTS).map(({ number }) => number as number));
  assert.deepEqual(
    [...numbers].sort((a, b) => a - b),
    Array.from({ length: 18 }, (_, at) => at + 1),
  );
});

test("a fault strikes what it names, as often as it was asked to, and nothing else", () => {
  const faults = newFaults();
  faults.add({ effect: "drips", match: { call: "look", outTradeNo: "A" }, times: 2 });
  assert.deepEqual(faults.take("look", { outTradeNo: "B" }), []);
  assert.deepEqual(faults.take("close", { outTradeNo: "A" }), []);
  assert.deepEqual(faults.take("look", { outTradeNo: "A" }), ["drips"]);
  assert.deepEqual(faults.take("look", { outTradeNo: "A" }), ["drips"]);
  assert.deepEqual(faults.take("look", { outTradeNo: "A" }), []);
  assert.throws(() => faults.add({ effect: "toString" }), /unknown effect/);
});

test("an effect waits for the call it belongs to", () => {
  const faults = newFaults();
  faults.add({ effect: "flipped-tag", match: {} });
  assert.deepEqual(faults.take("look", {}), []);
  assert.deepEqual(faults.take("notify", {}), ["flipped-tag"]);
});

test("the same seed strikes the same ones", () => {
  const run = (seed: number): number[] => Array.from({ length: 50 }, seeded(seed));
  assert.deepEqual(run(7), run(7));
  assert.notDeepEqual(run(7), run(8));
  const struck = Array.from({ length: 1000 }, seeded(3)).filter((drawn) => drawn < 0.1).length;
  assert.ok(struck > 60 && struck < 140, `${struck} of 1,000 at a tenth`);
});
