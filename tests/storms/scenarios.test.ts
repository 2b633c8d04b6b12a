import assert from "node:assert/strict";
import { test } from "node:test";
import { scenarios } from "./scenarios/index.ts";

const sentences: Record<string, string> = {
  failover: "the primary dies: its standby takes over and no acknowledged order is lost",
  "cut-off": "one server loses the database: it says so at once, and the other goes on",
  exhausted: "no connection is left: buyers are told to come again, nothing is lost, and it recovers",
  "disk-full": "the disk is full: nothing is acknowledged that is not kept",
  "fsync-error": "a flush fails: the database falls rather than lie",
};

for (const [name, run] of Object.entries(scenarios))
  test(sentences[name] ?? name, async (t) => {
    const outcome = await run();
    if ("skipped" in outcome) return t.skip(outcome.skipped);
    t.diagnostic(JSON.stringify(outcome.figures));
    assert.deepEqual(outcome.violations, [], `kept in ${outcome.kept}`);
  });
