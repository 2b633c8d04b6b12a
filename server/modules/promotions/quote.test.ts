import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FreightRules } from "#contract/freight";
import type { Freight } from "#modules/catalog";
import { feeFor } from "./freight.ts";
import { type HeldGrant, type QuoteAsk, type QuoteLine, quoteShop, type ShopQuote } from "./quote.ts";

const at = new Date("2026-03-01T00:00:00Z");
const free: FreightRules = {
  firstPieces: 1,
  firstFen: 0n,
  furtherPieces: 1,
  furtherFen: 0n,
  freeFromFen: null,
  noShip: [],
};
const freeFreight: Freight = { kind: "free", rules: free };
const charged = (rules: Partial<FreightRules>): Freight => ({ kind: "conditional", rules: { ...free, ...rules } });
const line = (unitFen: bigint, quantity = 1, freight = freeFreight): QuoteLine => ({
  skuId: unitFen * 1000n + BigInt(quantity),
  unitFen,
  listFen: unitFen,
  dealId: null,
  takesCoupons: true,
  quantity,
  freight,
});
const grant = (id: bigint, offFen: bigint, fromFen = 0n, more: Partial<HeldGrant> = {}): HeldGrant => ({
  id,
  personId: 1n,
  couponId: id,
  shopId: 7n,
  nameZh: `减${offFen}`,
  nameEn: "",
  offFen,
  fromFen,
  startsAt: new Date(at.getTime() - 1),
  endsAt: new Date(at.getTime() + 1000),
  ...more,
});
const BEIJING = ["110000", "110100", "110101"];
const ask = (more: Partial<QuoteAsk<QuoteLine>>): QuoteAsk<QuoteLine> => ({
  shopId: 7n,
  lines: [],
  regionCodes: BEIJING,
  grants: [],
  at,
  ...more,
});
function quoted(more: Partial<QuoteAsk<QuoteLine>>): ShopQuote<QuoteLine> {
  const outcome = quoteShop(ask(more));
  assert.ok("ok" in outcome, "the quote was refused");
  return outcome.ok;
}

const anyRules: fc.Arbitrary<Freight> = fc.record({
  kind: fc.constantFrom("free" as const, "conditional" as const, "charged" as const),
  rules: fc.record({
    firstPieces: fc.integer({ min: 1, max: 5 }),
    firstFen: fc.bigInt(0n, 3000n),
    furtherPieces: fc.integer({ min: 1, max: 5 }),
    furtherFen: fc.bigInt(0n, 1000n),
    freeFromFen: fc.option(fc.bigInt(0n, 50_000n)),
    noShip: fc.constant([]),
  }),
});
const anyLine: fc.Arbitrary<QuoteLine> = fc
  .record({
    skuId: fc.bigInt(1n, 1_000_000n),
    unitFen: fc.oneof(fc.bigInt(1n, 20n), fc.bigInt(1n, 1_000_000_000n)),
    overFen: fc.oneof(fc.constant(0n), fc.bigInt(1n, 10_000n)),
    takesCoupons: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 999 }),
    freight: anyRules,
  })
  .map(({ overFen, ...line }) => ({
    ...line,
    listFen: line.unitFen + overFen,
    dealId: overFen > 0n ? 9n : null,
    takesCoupons: overFen === 0n || line.takesCoupons,
  }));
const anyGrant = fc
  .record({ id: fc.bigInt(1n, 99n), offFen: fc.bigInt(1n, 2_000_000_000n), fromFen: fc.bigInt(0n, 3_000_000_000n) })
  .map(({ id, offFen, fromFen }) => grant(id, offFen, fromFen));
const sum = (parts: bigint[]) => parts.reduce((total, part) => total + part, 0n);

test("PR1: the items add up to what is paid, to the fen; no line is below zero; at least one fen is paid", () => {
  const wishes = fc.tuple(fc.array(anyLine, { minLength: 1, maxLength: 12 }), fc.array(anyGrant, { maxLength: 5 }));
  fc.assert(
    fc.property(wishes, fc.boolean(), ([lines, grants], hasAddress) => {
      const quote = quoted({ lines, grants, regionCodes: hasAddress ? BEIJING : null });
      assert.equal(sum(quote.items.map(({ fen }) => fen)), quote.payableFen);
      assert.equal(sum(quote.lines.map(({ paidFen }) => paidFen)), quote.payableFen);
      assert.equal(sum(quote.lines.map(({ discountFen }) => discountFen)), quote.discountFen);
      assert.equal(sum(quote.lines.map(({ freightFen }) => freightFen)), quote.freightFen);
      assert.equal(quote.payableFen, quote.goodsFen - quote.discountFen + quote.freightFen);
      assert.ok(quote.payableFen >= 1n);
      for (const { goodsFen, discountFen, freightFen, paidFen } of quote.lines)
        assert.ok(discountFen >= 0n && discountFen <= goodsFen && freightFen >= 0n && paidFen >= 0n);
      if (!hasAddress) assert.equal(quote.freightFen, 0n);
    }),
    { numRuns: 500 },
  );
});

test("the coupon that is chosen by itself is the best one: no other usable grant would make it cheaper", () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { minLength: 1, maxLength: 6 }),
      fc.array(anyGrant, { maxLength: 4 }),
      (lines, raw) => {
        const grants = raw.map((one, n) => ({ ...one, id: BigInt(n + 1) }));
        const best = quoted({ lines, grants }).payableFen;
        for (const { id } of grants) {
          const forced = quoteShop(ask({ lines, grants, chosen: [id] }));
          if ("ok" in forced) assert.ok(best <= forced.ok.payableFen);
        }
        assert.ok(best <= quoted({ lines, grants, chosen: [] }).payableFen);
      },
    ),
    { numRuns: 200 },
  );
});

test("a coupon takes its sum from its threshold on, spread over the lines by what they cost", () => {
  const lines = [line(10_000n), line(5_000n), line(5_000n)];
  const quote = quoted({ lines, grants: [grant(1n, 3_001n, 20_000n)] });
  assert.deepEqual(
    quote.lines.map(({ discountFen }) => discountFen),
    [1501n, 750n, 750n],
  );
  assert.deepEqual(quote.coupon, { grantId: 1n, nameZh: "减3001", nameEn: "", offFen: 3001n });
});

test("a coupon worth more than the goods still leaves one fen to pay", () => {
  const quote = quoted({ lines: [line(500n)], grants: [grant(1n, 10_000n)] });
  assert.deepEqual([quote.payableFen, quote.discountFen], [1n, 499n]);
  assert.equal(quoted({ lines: [line(1n)], grants: [grant(1n, 10_000n)] }).coupon, null);
});

test("each coupon that does not serve says why, and how much is missing", () => {
  const grants = [
    grant(1n, 500n, 20_000n),
    grant(2n, 500n, 0n, { startsAt: new Date(at.getTime() + 1) }),
    grant(3n, 500n, 0n, { endsAt: at }),
    grant(4n, 900n, 0n, { shopId: 8n }),
  ];
  const quote = quoted({ lines: [line(15_000n)], grants });
  assert.equal(quote.coupon, null);
  assert.deepEqual(
    quote.unusableCoupons.map(({ grantId, why, shortFen }) => [grantId, why, shortFen]),
    [
      [1n, "below_threshold", 5_000n],
      [2n, "not_started", 0n],
      [3n, "ended", 0n],
    ],
  );
});

test("PR2: a coupon that would cost more in lost free delivery than it saves is left out and says so", () => {
  const freight = charged({ firstFen: 1_200n, freeFromFen: 9_900n });
  const quote = quoted({ lines: [line(10_000n, 1, freight)], grants: [grant(1n, 500n)] });
  assert.deepEqual([quote.payableFen, quote.freightFen, quote.coupon], [10_000n, 0n, null]);
  assert.equal(quote.unusableCoupons[0]?.why, "no_saving");
  const better = quoted({ lines: [line(10_000n, 1, freight)], grants: [grant(1n, 2_000n)] });
  assert.deepEqual([better.payableFen, better.freightFen], [9_200n, 1_200n]);
});

test("a coupon that was asked for and does not serve is refused, and so are two of one shop", () => {
  const grants = [grant(1n, 500n, 90_000n), grant(2n, 100n), grant(3n, 100n)];
  const lines = [line(15_000n)];
  assert.deepEqual(quoteShop(ask({ lines, grants, chosen: [1n] })), {
    refused: "promotions.not_applicable",
    details: { grantId: "1", why: "below_threshold" },
  });
  assert.deepEqual(quoteShop(ask({ lines, grants, chosen: [2n, 3n] })), {
    refused: "promotions.not_applicable",
    details: { grantId: "3", why: "one_per_shop" },
  });
  assert.equal(quoted({ lines, grants, chosen: [3n] }).coupon?.grantId, 3n);
  assert.equal(quoted({ lines, grants, chosen: [] }).coupon, null);
});

test("freight counts pieces in lots, and lines under the same terms travel together", () => {
  const rules = { ...free, firstPieces: 2, firstFen: 800n, furtherPieces: 3, furtherFen: 200n };
  assert.deepEqual(
    [1, 2, 3, 5, 6].map((pieces) => feeFor(rules, pieces)),
    [800n, 800n, 1000n, 1000n, 1200n],
  );
  const same = charged(rules);
  const other = charged({ ...rules, firstFen: 500n });
  const quote = quoted({ lines: [line(3_000n, 1, same), line(1_000n, 1, same), line(100n, 1, other)] });
  assert.deepEqual(
    quote.lines.map(({ freightFen }) => freightFen),
    [600n, 200n, 500n],
  );
});

test("a province that a shop does not serve is refused, naming the lines; without an address freight is not asked", () => {
  const far = charged({ noShip: ["540000", "650000"], firstFen: 900n });
  const lines = [line(100n), line(200n, 1, far)];
  assert.deepEqual(quoteShop(ask({ lines, regionCodes: ["540000", "540100", "540102"] })), {
    refused: "orders.address_not_covered",
    details: { skuIds: [String(lines[1]!.skuId)] },
  });
  assert.equal(quoted({ lines, regionCodes: null }).freightFen, 0n);
});
