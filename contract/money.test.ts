import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { shareOut } from "./money.ts";

const sum = (list: readonly bigint[]): bigint => list.reduce((total, each) => total + each, 0n);
const amount = (max: bigint) => fc.bigInt({ min: 0n, max });
const somebodyPaid = (parts: readonly bigint[]): boolean => sum(parts) > 0n;

/** The definition itself, one fen after the other from nothing: slow, and too simple to be wrong. */
function byDefinition(parts: readonly bigint[], total: bigint): bigint[] {
  const shares = parts.map(() => 0n);
  for (let given = 0n; given < total; given += 1n) {
    let best = 0;
    for (let n = 1; n < parts.length; n++)
      if (parts[n]! * (2n * shares[best]! + 1n) > parts[best]! * (2n * shares[n]! + 1n)) best = n;
    shares[best]! += 1n;
  }
  return shares;
}

const GOLDEN: [parts: bigint[], total: bigint, shares: bigint[]][] = [
  [[200n, 1000n, 8800n], 9_999n, [200n, 1000n, 8799n]],
  [[1n, 1n, 1n], 100n, [34n, 33n, 33n]],
  [[1n, 1n], 1n, [1n, 0n]],
  [[1n, 3n], 2n, [1n, 1n]],
  [[5n, 3n, 1n], 4n, [3n, 1n, 0n]],
  [[0n, 10_000n], 7n, [0n, 7n]],
  [[1n, 1_000_000_000n], 1n, [0n, 1n]],
  [[1n, 1_000_000_000n], 500_000_001n, [1n, 500_000_000n]],
  [[0n, 0n], 0n, [0n, 0n]],
  [[], 0n, []],
];

test("golden examples", () => {
  for (const [parts, total, shares] of GOLDEN)
    assert.deepEqual(shareOut(parts, total), shares, `${parts.join(", ")} of ${total}`);
});

test("it is the method of Webster, tie for tie", () => {
  const cases = fc.tuple(fc.array(amount(40n), { minLength: 1, maxLength: 7 }), amount(300n));
  fc.assert(
    fc.property(cases, ([parts, total]) => {
      fc.pre(somebodyPaid(parts));
      assert.deepEqual(shareOut(parts, total), byDefinition(parts, total));
    }),
    { numRuns: 10_000 },
  );
});

test("one fen more never takes a fen from anyone, however skewed the parts", () => {
  const part = fc.oneof(amount(3n), amount(10_000n), amount(10n ** 15n));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), amount(10n ** 12n), (parts, total) => {
      fc.pre(somebodyPaid(parts));
      const [less, more] = [shareOut(parts, total), shareOut(parts, total + 1n)];
      assert.equal(sum(less), total);
      assert.equal(sum(more), total + 1n);
      assert.ok(less.every((share, n) => share >= 0n && share <= more[n]!));
    }),
    { numRuns: 20_000 },
  );
});

/** Refunds of a line one after the other, as fractions of what is left; the last takes the rest. */
function clawedBack(shares: readonly bigint[], steps: readonly number[]): bigint[] {
  const whole = sum(shares);
  const returned = shares.map(() => 0n);
  let [reversed, before] = [0n, shares.map(() => 0n)];
  for (const [n, step] of steps.entries()) {
    const left = whole - reversed;
    reversed += n === steps.length - 1 ? left : (left * BigInt(step)) / 100n;
    const now = shareOut(shares, reversed);
    for (const [party, share] of now.entries()) {
      const back = share - before[party]!;
      assert.ok(back >= 0n, "a refund never pays anybody");
      returned[party]! += back;
      assert.ok(returned[party]! <= shares[party]!, "nobody returns more than was received");
    }
    before = now;
  }
  return returned;
}

test("200,000 sequences of refunds: never negative, never above the share, and a full refund returns exactly the shares", () => {
  const bp = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 5 });
  const steps = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(bp, amount(2_000_000n), steps, (bps, goodsFen, story) => {
      const others = bps.map(BigInt);
      const agreed = shareOut([...others, 10_000n - sum(others)], goodsFen);
      assert.equal(sum(agreed), goodsFen);
      assert.deepEqual(clawedBack(agreed, story), agreed);
    }),
    { numRuns: 200_000 },
  );
});

test("extreme skews end at once", () => {
  const parts = [...Array.from({ length: 500 }, () => 1n), 10n ** 18n];
  for (const total of [1n, 249n, 10n ** 9n, 10n ** 18n + 500n]) assert.equal(sum(shareOut(parts, total)), total);
});

test("negative money, and money that nobody takes, is a bug", () => {
  assert.throws(() => shareOut([1n, -1n], 1n), RangeError);
  assert.throws(() => shareOut([1n], -1n), RangeError);
  assert.throws(() => shareOut([0n, 0n], 1n), /nobody to take it/);
  assert.throws(() => shareOut([], 1n), /nobody to take it/);
});
