import assert from "node:assert/strict";
import { test } from "node:test";
import { type Deal, inTurn, nextTurn, stageOf, takenShare, withDeal, withLeft } from "./deals.ts";

const at = (time: string) => Date.parse(`2026-03-01T${time}Z`);
const dealOf = (part: Partial<Deal>): Deal => ({
  id: "1",
  shopId: "5",
  productId: "8",
  skuId: "80",
  roomId: "7",
  titleZh: "杯子",
  titleEn: "Mug",
  options: [],
  pictureUrl: "/p.webp",
  listFen: 12_900,
  priceFen: 4_900,
  pieces: 100,
  left: 100,
  perBuyer: 1,
  verifiedOnly: false,
  takesCoupons: false,
  admission: "line",
  state: "scheduled",
  isOn: false,
  startsAt: "2026-03-01T12:00:00Z",
  endsAt: "2026-03-01T12:10:00Z",
  version: 1,
  ...part,
});

const deal = (part: Partial<Deal> = {}): Deal => dealOf({ roomId: null, ...part });

test("a drop of a room has begun when the room says so, not before", () => {
  assert.equal(stageOf(deal({ roomId: "7" }), at("12:00:05")), "soon");
  assert.equal(stageOf(deal({ roomId: "7", state: "running" }), at("12:00:05")), "on");
});

test("the clock starts and ends a deal, whatever state the page was told last", () => {
  assert.equal(stageOf(deal(), at("11:59:59.999")), "soon");
  assert.equal(stageOf(deal(), at("12:00:00")), "on");
  assert.equal(stageOf(deal({ state: "running" }), at("11:59:59")), "on", "started early by the desk");
  assert.equal(stageOf(deal({ state: "running" }), at("12:10:00")), "over");
  assert.equal(stageOf(deal({ state: "stopped" }), at("12:05:00")), "over");
});

test("without a price, without pieces: said so only while it runs", () => {
  assert.equal(stageOf(deal({ priceFen: null }), at("11:00:00")), "soon");
  assert.equal(stageOf(deal({ priceFen: null }), at("12:01:00")), "hidden");
  assert.equal(stageOf(deal({ left: 0, priceFen: null }), at("12:01:00")), "gone");
});

test("a page looks again at the start, at the end, and not after it", () => {
  assert.equal(nextTurn(deal(), at("11:00:00")), at("12:00:00"));
  assert.equal(nextTurn(deal(), at("12:00:00")), at("12:10:00"));
  assert.equal(nextTurn(deal(), at("12:10:00")), null);
  assert.equal(nextTurn(deal({ state: "stopped" }), at("12:01:00")), null);
});

test("what still has a piece is never wholly taken", () => {
  assert.equal(takenShare({ pieces: 1000, left: 1 }), 0.99);
  assert.equal(takenShare({ pieces: 100, left: 32 }), 0.68);
  assert.equal(takenShare({ pieces: 100, left: 0 }), 1);
});

test("an older word about a deal does not undo a younger one", () => {
  const known = [deal({ version: 3, priceFen: 4_500 })];
  assert.equal(withDeal(known, deal({ version: 2 }))[0]?.priceFen, 4_500);
  assert.equal(withDeal(known, deal({ version: 4 }))[0]?.priceFen, 4_900);
  assert.equal(withDeal(known, deal({ id: "2" })).length, 2);
  assert.equal(withLeft(known, "1", 7)[0]?.left, 7);
  assert.equal(withLeft(known, "9", 7)[0]?.left, 100);
});

test("what can be bought comes before what is gone, what comes next, and what is over", () => {
  const deals = [
    deal({ id: "over", state: "ended" }),
    deal({ id: "later", startsAt: "2026-03-01T13:00:00Z", endsAt: "2026-03-01T13:10:00Z" }),
    deal({ id: "gone", left: 0 }),
    deal({ id: "ends-later", endsAt: "2026-03-01T12:20:00Z" }),
    deal({ id: "on" }),
    deal({ id: "soon", startsAt: "2026-03-01T12:30:00Z", endsAt: "2026-03-01T12:40:00Z" }),
  ];
  assert.deepEqual(
    inTurn(deals, at("12:05:00")).map((one) => one.id),
    ["on", "ends-later", "gone", "soon", "later", "over"],
  );
});
