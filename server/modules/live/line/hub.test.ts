import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomMessageWire } from "#contract/room-stream";
import { fullAllowance, thin } from "./lanes.ts";
import { openRing } from "./ring.ts";
import { buildFrame } from "#platform/ws-frames";

const chat = (text: string, badge: "viewer" | "host" = "viewer"): RoomMessageWire => ({
  kind: "chat",
  message: { id: "1", name: "小满", badge, text, at: "2026-01-01T00:00:00.000Z", replyTo: null, mine: false },
});
const stock = (productId: string, available: number): RoomMessageWire => ({
  kind: "product",
  productId,
  priceMinFen: 1,
  priceMaxFen: 1,
  available,
  isSellable: true,
});
const notice = (who: string): RoomMessageWire => ({ kind: "notice", what: "paid", who, productId: "7", count: 1 });

test("of a product's stock only the last word of a window is told, of each product", () => {
  const window = [
    { n: 1, m: [stock("1", 9), stock("2", 5)] },
    { n: 2, m: [stock("1", 8)] },
  ];
  assert.deepEqual(thin(window, fullAllowance(0), 0), [
    { n: 1, m: [stock("2", 5)] },
    { n: 2, m: [stock("1", 8)] },
  ]);
});

test("chat beyond forty a second is sampled evenly; the host is always heard and numbers stay", () => {
  const window = Array.from({ length: 200 }, (_, n) => ({
    n: n + 1,
    m: [n % 50 === 7 ? chat(`主播${n}`, "host") : chat(`弹幕${n}`)],
  }));
  const kept = thin(window, fullAllowance(0), 0);
  assert.equal(kept.length, 200);
  const texts = kept.flatMap(({ m }) => m.flatMap((message) => (message.kind === "chat" ? message.message.text : [])));
  assert.equal(texts.filter((text) => text.startsWith("主播")).length, 4);
  assert.equal(texts.filter((text) => text.startsWith("弹幕")).length, 40);
  const firstHalf = kept.slice(0, 100).filter(({ m }) => m.length > 0).length;
  assert.ok(firstHalf >= 20 && firstHalf <= 24, `${firstHalf} of the first hundred`);
});

test("the allowance fills up again with time", () => {
  const allowance = fullAllowance(0);
  const flood = () => [{ n: 1, m: Array.from({ length: 100 }, () => chat("满")) }];
  assert.equal(thin(flood(), allowance, 0)[0]!.m.length, 40);
  assert.equal(thin(flood(), allowance, 0)[0]!.m.length, 0);
  assert.equal(thin(flood(), allowance, 500)[0]!.m.length, 20);
});

test("buyers behind one another become one notice with their number", () => {
  const [only] = thin([{ n: 1, m: [notice("张**"), notice("李**"), notice("王**")] }], fullAllowance(0), 0);
  assert.deepEqual(only!.m, [{ ...notice("王**"), count: 3 }]);
});

test("what is put on the shelf is never overwritten by a later order", () => {
  const shelf = (version: number, added: boolean): RoomMessageWire =>
    ({ kind: "shelf", version, order: [], added: added ? { id: "1" } : null }) as unknown as RoomMessageWire;
  const kept = thin([{ n: 1, m: [shelf(1, true), shelf(2, false), shelf(3, false)] }], fullAllowance(0), 0);
  assert.deepEqual(kept[0]!.m, [shelf(1, true), shelf(3, false)]);
});

test("the ring replays from any number it still has, and says so when it has not", () => {
  const ring = openRing();
  const frame = buildFrame("{}");
  ring.keep({ f: 5, s: 6, atMs: 0, frame });
  ring.keep({ f: 7, s: 7, atMs: 100, frame });
  assert.equal(ring.after(4)!.length, 2);
  assert.equal(ring.after(5)!.length, 2); // the page drops the half it knows
  assert.equal(ring.after(6)!.length, 1);
  assert.equal(ring.after(3), undefined);
  assert.equal(ring.oldestAfter(6), 100);
  ring.keep({ f: 8, s: 8, atMs: 200_000, frame });
  assert.equal(ring.after(6), undefined);
});
