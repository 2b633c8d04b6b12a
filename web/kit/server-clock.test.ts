import assert from "node:assert/strict";
import { test } from "node:test";
import { learnServerTime, learnToldTime, serverNow } from "./server-clock.ts";

const aheadMs = () => serverNow() - Date.now();
const near = (wanted: number) => assert.ok(Math.abs(aheadMs() - wanted) <= 200, `${aheadMs()} is not about ${wanted}`);
const told = (ms: number) => ({ serverTime: new Date(Date.now() + ms).toISOString() });

test("what an answer says of its moment is believed before the header, and an old answer does not set the clock back", () => {
  learnServerTime(Date.now() + 60_000, Date.now(), Date.now());
  near(60_000);
  learnToldTime(told(90_000));
  near(90_000);
  learnToldTime(told(88_000));
  near(90_000);
  learnToldTime(told(91_000));
  near(91_000);
  learnToldTime({ serverTime: "nonsense" });
  learnToldTime(null);
  near(91_000);
});

test("a clock that was moved is followed", () => {
  learnToldTime(told(7 * 86_400_000));
  near(7 * 86_400_000);
  learnToldTime(told(-30_000));
  near(-30_000);
});
