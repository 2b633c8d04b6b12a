import assert from "node:assert/strict";
import { test } from "node:test";
import { drawAt, DRAW_MS, rankAt } from "./ranks.ts";

const STARTS = new Date("2026-06-18T12:00:00Z");
const after = (ms: number): Date => new Date(STARTS.getTime() + ms);

test("in the first two seconds the lot decides, not who was first", () => {
  const people = 20_000;
  const tenths = 10;
  const drawn = Array.from({ length: people }, (_, n) => ({
    came: Math.floor((n * tenths) / people),
    rank: rankAt(STARTS, after((n * (DRAW_MS - 1)) / people)),
  }));
  drawn.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const seen = new Map<string, number>();
  for (const [place, { came }] of drawn.entries()) {
    const cell = `${came}:${Math.floor((place * tenths) / people)}`;
    seen.set(cell, (seen.get(cell) ?? 0) + 1);
  }
  const expected = people / tenths ** 2;
  let chiSquare = 0;
  for (let came = 0; came < tenths; came++)
    for (let place = 0; place < tenths; place++)
      chiSquare += ((seen.get(`${came}:${place}`) ?? 0) - expected) ** 2 / expected;
  // 81 degrees of freedom: a fair lot exceeds 170 once in ten million runs, one that favours the first by a tenth always.
  assert.ok(chiSquare < 170, `chi-square ${chiSquare}`);
  assert.ok(chiSquare > 25, `too even to be drawn: ${chiSquare}`);
});

test("afterwards it is first come, first served, behind everybody who was drawn", () => {
  const lots = Array.from({ length: 1_000 }, () => rankAt(STARTS, after(1_999)));
  const later = [2_000, 2_000, 2_000, 2_001, 2_001, 2_500, 60_000].map((ms) => rankAt(STARTS, after(ms)));
  const highest = lots.reduce((a, b) => (a > b ? a : b));
  assert.ok(highest < later[0]!);
  for (const [n, rank] of later.entries()) if (n > 0) assert.ok(rank > later[n - 1]!, `${n}`);
  assert.equal(drawAt(STARTS).getTime(), after(2_000).getTime());
});

test("a deal of a week still counts within a double", () => {
  assert.ok(rankAt(STARTS, after(7 * 86_400_000)) < BigInt(Number.MAX_SAFE_INTEGER));
});
