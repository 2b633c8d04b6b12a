import assert from "node:assert/strict";
import { test } from "node:test";
import { dropLook } from "./drop-look.ts";
import { lineView } from "./line-view.ts";
import { againIn, type Place } from "./use-place.ts";

const now = Date.parse("2026-03-01T12:00:10Z");
const place = (part: Partial<Place>): Place => ({
  dealId: "4",
  state: "waiting",
  position: 12,
  waiting: 40,
  left: 9,
  drawAt: "2026-03-01T12:00:03Z",
  token: null,
  tokenUntil: null,
  againMs: 1_000,
  serverTime: "2026-03-01T12:00:10Z",
  ...part,
});
const pass = place({ state: "admitted", position: null, token: "t", tokenUntil: "2026-03-01T12:01:00Z" });
const idle = { state: "idle" } as const;

test("who was let in orders as long as the pass holds, and joins again after it", () => {
  assert.equal(lineView("on", pass, idle, now).view, "admitted");
  assert.equal(lineView("on", pass, idle, Date.parse("2026-03-01T12:01:00Z")).view, "open");
  assert.deepEqual(dropLook("on", pass, now), { deed: "orderNow", until: pass.tokenUntil, tone: "primary" });
  assert.equal(dropLook("on", pass, Date.parse("2026-03-01T12:01:00Z")).deed, "grab");
});

test("a pass is worth something even when the last free piece is shown as gone", () => {
  assert.equal(lineView("gone", pass, idle, now).view, "admitted");
  assert.equal(dropLook("gone", pass, now).deed, "orderNow");
});

test("the place in the line is said wherever the drop is shown", () => {
  assert.deepEqual(dropLook("on", place({}), now), { deed: "inLine", position: 12, tone: "tint" });
  assert.equal(dropLook("on", place({ state: "drawing", position: null }), now).deed, "drawing");
  assert.equal(lineView("on", place({ state: "drawing", position: null }), idle, now).view, "drawing");
});

test("the end of the deal ends the line; what was got stays got", () => {
  assert.equal(lineView("over", place({}), idle, now).view, "over");
  assert.equal(dropLook("over", place({}), now).deed, "ended");
  assert.equal(lineView("over", place({ state: "used" }), idle, now).view, "used");
});

test("who got one and is refused another reads why", () => {
  const problem = new Error("limit");
  assert.deepEqual(lineView("on", place({ state: "used" }), { state: "refused", problem }, now), {
    view: "refused",
    problem,
  });
});

test("a line that is over leads to the waitlist", () => {
  assert.equal(lineView("gone", place({ state: "over", position: null }), idle, now).view, "gone");
  assert.equal(dropLook("gone", place({ state: "over", position: null }), now).deed, "goneWait");
});

test("the page asks as often as it is told to, never hastily, and not about what is decided", () => {
  assert.equal(againIn(place({ againMs: 10 }), false), 400);
  assert.equal(againIn(place({ againMs: 2_500 }), false), 2_500);
  assert.equal(againIn(place({ state: "used" }), false), false);
  assert.equal(againIn(place({ state: "over" }), true), false);
  assert.ok(Number(againIn(place({ state: "over" }), false)) >= 5_000);
});
