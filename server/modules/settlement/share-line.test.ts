import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { shareOut } from "#contract/money";
import { shareLine } from "./share-line.ts";
import { dueAt, terms } from "./tiers.ts";

const claims = [
  { payee: "platform", bp: 200, reason: "platform_fee" },
  { payee: "creator:5", bp: 1000, reason: "commission" },
];

test("a line of 129.00 with 8.00 freight: fee 2.58, commission 12.90, the shop 121.52", () => {
  const shares = shareLine({ lineId: 1n, cashFen: 13_700n, goodsFen: 12_900n }, "shop:7", claims);
  assert.deepEqual(
    shares.map(({ payee, fen }) => [payee, fen]),
    [
      ["platform", 258n],
      ["creator:5", 1_290n],
      ["shop:7", 12_152n],
    ],
  );
});

test("every fen of a line goes to somebody, and each share can be computed again from its reason", () => {
  const bp = fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 5 });
  const fen = fc.bigInt({ min: 0n, max: 10_000_000n });
  fc.assert(
    fc.property(bp, fen, fc.bigInt({ min: 0n, max: 5_000n }), (bps, goodsFen, freightFen) => {
      const own = bps.map((each, n) => ({ payee: `creator:${n}`, bp: each, reason: "commission" }));
      const shares = shareLine({ lineId: 1n, cashFen: goodsFen + freightFen, goodsFen }, "shop:7", own);
      assert.equal(
        shares.reduce((sum, share) => sum + share.fen, 0n),
        goodsFen + freightFen,
      );
      for (const share of shares.slice(0, -1))
        assert.equal(share.fen, shareOut(share.bps.split(",").map(BigInt), share.baseFen)[share.place]);
    }),
    { numRuns: 5_000 },
  );
});

test("claims above the whole are a bug", () => {
  const greedy = [{ payee: "creator:5", bp: 10_001, reason: "commission" }];
  assert.throws(
    () => shareLine({ lineId: 1n, cashFen: 1n, goodsFen: 1n }, "shop:7", greedy),
    /exceed the whole by 1 bp/,
  );
});

test("money is due after the tier's days, and not before the after-sale window when a person is paid", () => {
  const done = new Date("2026-03-01T00:00:00Z");
  const days = (tier: keyof typeof terms, person: boolean): string =>
    dueAt(done, terms[tier].days, person).toISOString().slice(0, 10);
  assert.deepEqual(
    [days("s", false), days("s", true), days("a", true), days("b", false), days("new", true), days("risk", false)],
    ["2026-03-02", "2026-03-08", "2026-03-08", "2026-03-08", "2026-03-16", "2026-04-01"],
  );
});
