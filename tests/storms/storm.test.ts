import assert from "node:assert/strict";
import { test } from "node:test";
import { runStorm } from "./storm.ts";

// A small share of `npm run storm -- --kills 100`: everybody falls once, and somebody twice.
const [SEED, KILLS] = [20_261, 6];

test("six kills under a checkout storm: nothing acknowledged is lost, doubled or oversold, and the ledger is right", async (t) => {
  const result = await runStorm({ seed: SEED, kills: KILLS, lanes: 32 });
  t.diagnostic(JSON.stringify({ ...result, violations: result.violations.length }));
  assert.deepEqual(result.violations, [], `kept in ${result.kept}`);
  assert.equal(result.kills, KILLS);
  assert.ok(result.acknowledged > 100 && result.refused > 10, "there was a storm at all");
  assert.ok(result.unknownResolved > 0, "somebody had to ask again");
});
