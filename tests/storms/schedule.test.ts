import assert from "node:assert/strict";
import { test } from "node:test";
import { edges, planStorm, victims } from "./schedule.ts";

test("a seed makes the same storm each time, another seed another one", () => {
  assert.deepEqual(planStorm(7, 25), planStorm(7, 25));
  assert.notDeepEqual(planStorm(7, 25), planStorm(8, 25));
});

test("a storm has its kills in rounds of ten, everybody falls equally often, and moments only go on", () => {
  const rounds = planStorm(11, 100);
  assert.deepEqual(
    rounds.map((round) => round.kills.length),
    Array.from({ length: 10 }, () => 10),
  );
  const fallen = Map.groupBy(
    rounds.flatMap((round) => round.kills),
    (kill) => kill.victim,
  );
  for (const victim of victims) assert.equal(fallen.get(victim)?.length, 20, victim);
  for (const { kills, faults } of rounds) {
    for (const list of [kills, faults])
      assert.deepEqual(
        list.map(({ after }) => after),
        list.map(({ after }) => after).toSorted((a, b) => a - b),
      );
    assert.ok(faults.every(({ after }) => after < kills.at(-1)!.after));
  }
});

test("in a long storm every edge suffers, and no database line is sent twice", () => {
  const struck = planStorm(3, 100).flatMap((round) => round.faults);
  assert.deepEqual(new Set(struck.map(({ edge }) => edge)), new Set(edges));
  assert.deepEqual(
    struck.filter(({ edge, fault }) => edge.endsWith("db") && fault === "twice"),
    [],
  );
});
