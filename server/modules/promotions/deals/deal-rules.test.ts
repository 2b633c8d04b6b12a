import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "#platform/refusal";
import { newEndOf, requireHost, requirePrice, windowOf } from "./deal-rules.ts";

const now = new Date("2026-06-18T20:00:00Z");
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const inRoom = 7n;

function refusalOf(work: () => unknown): unknown {
  try {
    work();
    return "allowed";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.details["errors"] ?? error.code;
  }
}
const lasting = (seconds: number, roomId: bigint | null): unknown =>
  refusalOf(() => windowOf({ startsAt: at(60), endsAt: at(60 + seconds) }, roomId, now));

test("in a room a deal lasts one to twenty minutes, elsewhere ten seconds to seven days", () => {
  const tooLong = [{ pointer: "/endsAt" }];
  for (const seconds of [60, 1200]) assert.equal(lasting(seconds, inRoom), "allowed");
  for (const seconds of [59, 1201]) assert.deepEqual(lasting(seconds, inRoom), tooLong);
  for (const seconds of [10, 604_800]) assert.equal(lasting(seconds, null), "allowed");
  for (const seconds of [9, 604_801, 0, -60]) assert.deepEqual(lasting(seconds, null), tooLong);
});

test("a deal planned for this moment begins now and lasts as long as was asked; the past is refused", () => {
  assert.deepEqual(windowOf({ startsAt: at(-4), endsAt: at(56) }, inRoom, now), { startsAt: now, endsAt: at(60) });
  assert.deepEqual(
    refusalOf(() => windowOf({ startsAt: at(-6), endsAt: at(300) }, null, now)),
    [{ pointer: "/startsAt" }],
  );
});

test("a running deal's new end lies ahead and within what is allowed", () => {
  assert.deepEqual(newEndOf(at(-60), at(10), inRoom, now), { startsAt: at(-60), endsAt: at(10) });
  for (const seconds of [0, -10, 1141])
    assert.deepEqual(
      refusalOf(() => newEndOf(at(-60), at(seconds), inRoom, now)),
      [{ pointer: "/endsAt" }],
    );
});

test("a deal is cheaper than ever in thirty days; far below their median somebody has to be sure", () => {
  const span = { lowestFen: 8_000n, medianFen: 10_000n };
  assert.equal(
    refusalOf(() => requirePrice(8_000n, span, true)),
    "promotions.deal_price_too_high",
  );
  assert.equal(
    refusalOf(() => requirePrice(7_999n, span, false)),
    "allowed",
  );
  assert.equal(
    refusalOf(() => requirePrice(3_000n, span, false)),
    "allowed",
  );
  assert.equal(
    refusalOf(() => requirePrice(2_999n, span, false)),
    "identity.step_up_required",
  );
  assert.equal(
    refusalOf(() => requirePrice(2_999n, span, true)),
    "allowed",
  );
});

test("a hidden price needs a host who can reveal it", () => {
  assert.equal(
    refusalOf(() => requireHost(true, inRoom)),
    "allowed",
  );
  assert.deepEqual(
    refusalOf(() => requireHost(true, null)),
    [{ pointer: "/isHidden" }],
  );
});
