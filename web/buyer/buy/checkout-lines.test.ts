import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../../kit/problem.ts";
import {
  faultOf,
  grantsOf,
  listUnitFen,
  mostOf,
  parseLines,
  plainLine,
  priceLines,
  type QuoteLine,
  type ShopQuote,
  wishOf,
} from "./checkout-lines.ts";

const shop = (part: Partial<ShopQuote>): ShopQuote => ({
  shopId: "5",
  shopName: "山陶",
  lines: [],
  goodsFen: 8900,
  discountFen: 0,
  freightFen: 0,
  payableFen: 8900,
  coupon: null,
  unusableCoupons: [],
  promiseHours: 48,
  ...part,
});

test("the price lines of several shops add up to the total", () => {
  const shops = [
    shop({ discountFen: 1000, freightFen: 800, payableFen: 8700 }),
    shop({ shopId: "6", goodsFen: 4990, freightFen: 600, payableFen: 5590 }),
  ];
  const payableFen = 8700 + 5590;
  const sum = priceLines({ shops, items: [], payableFen }).reduce((fen, line) => fen + line.fen, 0);
  assert.equal(sum, payableFen);
});

test("a buyer who chose nothing leaves the choice of coupons to the house", () => {
  assert.equal(grantsOf({}, [shop({})]), undefined);
});

test("a buyer who wants no coupon in one shop keeps the best one in the other", () => {
  const coupon = { grantId: "81", nameZh: "新客券", nameEn: "", offFen: 500 };
  const shops = [shop({ coupon }), shop({ shopId: "6", coupon: { ...coupon, grantId: "91" } })];
  assert.deepEqual(grantsOf({ "5": "none" }, shops), ["91"]);
  assert.deepEqual(grantsOf({ "5": "83" }, shops), ["83", "91"]);
});

test("a refusal becomes what the page can help with", () => {
  const no = (code: string, details: Record<string, unknown>) =>
    faultOf(new ApiProblem({ status: 409, code, details }));
  assert.deepEqual(no("promotions.price_changed", { oldFen: 100, newFen: 120 }), {
    kind: "price",
    beforeFen: 100,
    nowFen: 120,
  });
  assert.deepEqual(no("inventory.out_of_stock", { lines: [{ skuId: "12", left: 1 }] }), {
    kind: "stock",
    skuId: "12",
    left: 1,
  });
  assert.deepEqual(no("orders.over_limit", { lines: [{ skuId: "12", limit: 2, bought: 1 }] }), {
    kind: "limit",
    limit: 2,
    bought: 1,
  });
  assert.equal(no("orders.address_not_covered", {}).kind, "other");
  assert.deepEqual(no("orders.busy", { position: 81, retryAfterMs: 1000 }), { kind: "busy", ahead: 80, waitMs: 1000 });
});

test("the address of the checkout page names lines, and nonsense names none", () => {
  assert.deepEqual(parseLines("12:2,13:1"), [
    { skuId: "12", quantity: 2, trail: undefined },
    { skuId: "13", quantity: 1, trail: undefined },
  ]);
  assert.deepEqual(parseLines("12:0,x:1,-3:2,12:99999"), []);
  assert.deepEqual(parseLines(undefined), []);
});

test("a drop's line asks for its price with its pass and its room; given up, it is plain goods", () => {
  const line = {
    skuId: "12",
    quantity: 1,
    trail: "t",
    dealId: "4",
    pass: "p",
    until: "2026-03-01T12:01:00Z",
    limit: 2,
  };
  assert.deepEqual(wishOf(line), { skuId: "12", quantity: 1, trail: "t", dealId: "4", pass: "p" });
  assert.deepEqual(wishOf({ skuId: "12", quantity: 1, trail: "t" }), { skuId: "12", quantity: 1 });
  assert.deepEqual(plainLine(line), { skuId: "12", quantity: 1, trail: "t" });
  assert.deepEqual(parseLines("12:1", undefined, { dealId: "4", waitId: "7" }), [
    { skuId: "12", quantity: 1, trail: undefined, dealId: "4", waitId: "7" },
  ]);
});

test("what a drop saves is seen at its line, and no more can be taken than one person may have", () => {
  const line = { skuId: "12", quantity: 2, dealId: "4", unitFen: 4_900, available: 30 } as QuoteLine;
  const item = { lineSkuId: "12", step: "list", source: "catalog", fundedBy: "shop", fen: 25_800 } as const;
  assert.equal(listUnitFen({ shops: [], items: [item], payableFen: 9_800 }, line), 12_900);
  assert.equal(listUnitFen({ shops: [], items: [item], payableFen: 9_800 }, { ...line, dealId: null }), undefined);
  assert.equal(mostOf(line, [{ skuId: "12", quantity: 1, limit: 2 }]), 2);
  assert.equal(mostOf({ ...line, available: 0 }, [{ skuId: "12", quantity: 1 }]), 1);
});

test("a pass or an offer that holds no longer is said with a way on", () => {
  const no = (code: string, details: Record<string, unknown> = {}) =>
    faultOf(new ApiProblem({ status: 409, code, details }));
  assert.deepEqual(no("promotions.token_invalid"), { kind: "drop", code: "promotions.token_invalid" });
  assert.deepEqual(no("inventory.offer_gone"), { kind: "drop", code: "inventory.offer_gone" });
  assert.deepEqual(no("promotions.limit_per_buyer", { limit: 1, bought: 1 }), {
    kind: "limit",
    limit: 1,
    bought: 1,
    ofDrop: true,
  });
  assert.equal(no("identity.real_name_required").kind, "realName");
});
