import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomMessageWire } from "#contract/room-stream";
import { asksReading, changedBy, type Comment, type Desk, type Feed, feedOf, heard, isQuestion } from "./desk-feed.ts";

const comment = (id: string, text = "好看"): Comment => ({
  id,
  name: "张**",
  badge: "viewer",
  text,
  at: "2026-11-22T12:00:00.000Z",
  replyTo: null,
  mine: false,
});
const empty = feedOf({ messages: [], likes: 10, state: "live" });
const after = (messages: RoomMessageWire[], start: Feed = empty) =>
  messages.reduce((feed, message, at) => heard(feed, message, at), start);

test("a comment that came by answer and by stream stands once", () => {
  const feed = after([
    { kind: "chat", message: comment("1") },
    { kind: "chat", message: comment("1") },
  ]);
  assert.equal(feed.comments.length, 1);
});

test("a flood keeps the newest three hundred comments", () => {
  const flood = Array.from(
    { length: 900 },
    (_, n): RoomMessageWire => ({ kind: "chat", message: comment(String(n + 1)) }),
  );
  const { comments } = after(flood);
  assert.equal(comments.length, 300);
  assert.equal(comments.at(-1)?.id, "900");
});

test("a removed comment keeps its row, so that nothing moves under the mouse", () => {
  const feed = after([
    { kind: "chat", message: comment("1") },
    { kind: "chatRemoved", id: "1" },
  ]);
  assert.deepEqual(
    feed.comments.map(({ id, removed }) => [id, removed]),
    [["1", true]],
  );
});

const notice = (what: "going" | "paid", who: string): RoomMessageWire => ({
  kind: "notice",
  what,
  who,
  productId: "7",
  count: 1,
});

test("likes and carts count up in one line, orders each keep theirs", () => {
  const feed = after([
    notice("paid", "李**"),
    { kind: "likes", likes: 14 },
    { kind: "likes", likes: 20 },
    notice("going", "王**"),
    notice("going", "赵**"),
    notice("paid", "赵**"),
    notice("paid", "钱**"),
  ]);
  assert.deepEqual(
    feed.activity.map((one) => ("count" in one ? `${one.deed} ${one.count}` : one.deed)),
    ["paid 1", "liked 10", "going 2", "paid 1", "paid 1"],
  );
});

test("what another operator did is told with their name", () => {
  const deed: RoomMessageWire = {
    kind: "desk",
    what: "pin",
    by: "小助手",
    name: "马克杯",
    at: "2026-11-22T12:00:00.000Z",
  };
  const told = heard(empty, deed, 1).activity.at(-1);
  assert.equal(told?.deed === "operated" && told.by, "小助手");
});

const item = (id: string) =>
  ({ id, available: 5, commissionBp: 1000, position: 0 }) as unknown as Desk["shelf"][number];
const desk = { shelf: [item("7"), item("8")], version: 3 } as unknown as Desk;

test("another operator's order moves the rows and brings the version to answer with", () => {
  const next = changedBy(desk, { kind: "shelf", version: 4, order: ["9", "8", "7"], added: item("9") });
  assert.deepEqual(
    next.shelf.map(({ id, position }) => [id, position]),
    [
      ["9", 0],
      ["8", 1],
      ["7", 2],
    ],
  );
  assert.equal(next.version, 4);
});

test("a product that the desk does not know makes it read the room anew", () => {
  assert.equal(asksReading(desk, { kind: "shelf", version: 4, order: ["7", "10"], added: null }), true);
  assert.equal(asksReading(desk, { kind: "shelf", version: 4, order: ["8", "7"], added: null }), false);
});

test("the desk follows a product's stock", () => {
  const less = { priceMinFen: 1, priceMaxFen: 1, available: 2, isSellable: true };
  assert.equal(changedBy(desk, { kind: "product", productId: "7", ...less }).shelf[0]?.available, 2);
});

test("questions are told from exclamations in both languages", () => {
  assert.deepEqual(["多少钱", "有没有红色", "How big is it", "好看！", "Lovely"].map(isQuestion), [
    true,
    true,
    true,
    false,
    false,
  ]);
});
