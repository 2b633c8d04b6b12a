import type { Furniture, Sku } from "./furnish.ts";

export type Line = { skuId: bigint; quantity: number };
export type Deal = { name: string; dealId: bigint; skuId: bigint; priceFen: bigint; pieces: number; perBuyer: number };
export type Checkout = {
  name: string;
  checkoutId: bigint;
  buyerId: bigint;
  orderIds: bigint[];
  lines: Line[];
  payableFen: bigint;
};

type MustBe = (isSo: boolean, what: string) => void;

/** What a checkout may cost and who was told of it. */
function priceModel({ skus, coupons }: Furniture, mustBe: MustBe) {
  const goods = new Map<bigint, Sku>(skus.map((sku) => [sku.skuId, sku]));
  const prices = new Map(skus.map(({ skuId, priceFen }) => [skuId, new Set([priceFen])]));
  const checkouts = new Map<bigint, Checkout>();
  const deals = new Map<bigint, Deal>();

  /** What a piece may cost: each price that may be in force, and that of each deal there was of it. */
  const pricesOf = (skuId: bigint): bigint[] => [
    ...prices.get(skuId)!,
    ...[...deals.values()].filter((deal) => deal.skuId === skuId).map(({ priceFen }) => priceFen),
  ];
  const shopsOf = (lines: readonly Line[]) => Map.groupBy(lines, ({ skuId }) => goods.get(skuId)!.shopId);

  /** Every sum that these lines may cost: each price, each coupon or none per shop. */
  const sums = (lines: readonly Line[]): Set<bigint> => {
    let totals = new Set([0n]);
    for (const [shopId, own] of shopsOf(lines)) {
      let plain = new Set([0n]);
      for (const { skuId, quantity } of own) {
        const each = pricesOf(skuId).map((fen) => fen * BigInt(quantity));
        plain = cross(plain, each);
      }
      const offers = coupons.filter((coupon) => coupon.shopId === shopId);
      const withOffer = [...plain].flatMap((fen) => [
        fen,
        ...offers.filter(({ fromFen }) => fen >= fromFen).map(({ offFen }) => (fen > offFen ? fen - offFen : 1n)),
      ]);
      totals = cross(totals, withOffer);
    }
    return totals;
  };

  return {
    checkouts,
    priceOf: (skuId: bigint): bigint => [...prices.get(skuId)!].at(-1)!,
    quoted: (lines: readonly Line[], payableFen: bigint): void =>
      mustBe(sums(lines).has(payableFen), `no price list makes ${payableFen} of ${lines.length} lines`),
    placed: (checkout: Checkout): void => {
      const { name, orderIds, lines, checkoutId } = checkout;
      const known = checkouts.get(checkoutId);
      mustBe(!known || known.name === name, `${name} was answered by ${known?.name}`);
      mustBe(orderIds.length === shopsOf(lines).size, `${name} has ${orderIds.length} orders`);
      checkouts.set(checkoutId, checkout);
    },
    /** A price change is under way: both prices are possible until it is known. */
    priceChanging: (skuId: bigint, fen: bigint): void => void prices.get(skuId)!.add(fen),
    priceIs: (skuId: bigint, fen: bigint): void => void prices.set(skuId, new Set([fen])),
    planned: (deal: Deal): void => void deals.set(deal.dealId, deal),
    /** What stands of a deal: all of it, and the most that one buyer has. */
    dealIs: (dealId: bigint, pieces: number, most: number): void => {
      const deal = deals.get(dealId);
      mustBe(deal !== undefined, "a deal that nobody planned is sold");
      if (!deal) return;
      mustBe(pieces <= deal.pieces, `${deal.name}: ${pieces} sold of ${deal.pieces}`);
      mustBe(most <= deal.perBuyer, `${deal.name}: ${most} for one buyer, ${deal.perBuyer} allowed`);
    },
  };
}

/** What came into the warehouse, what left it, and how many coupons were given. */
function stockModel({ skus, coupons }: Furniture, mustBe: MustBe) {
  const names = new Map(skus.map(({ skuId, name }) => [skuId, name]));
  const received = new Map(skus.map(({ skuId, pieces }) => [skuId, { sure: pieces, maybe: 0 }]));
  const shipped = new Map(skus.map(({ skuId }) => [skuId, 0]));
  const claims = new Map(coupons.map(({ couponId }) => [couponId, { sure: 0, maybe: 0 }]));
  return {
    receiving: (skuId: bigint, pieces: number): void => void (received.get(skuId)!.maybe += pieces),
    receivedAtLast: (skuId: bigint, pieces: number): void => {
      const stock = received.get(skuId)!;
      stock.maybe -= pieces;
      stock.sure += pieces;
    },
    shipped: (lines: readonly Line[]): void => {
      for (const { skuId, quantity } of lines) shipped.set(skuId, shipped.get(skuId)! + quantity);
    },
    /** Compares what lies there with what came in and went out. */
    stockIs: (skuId: bigint, onHand: number, reserved: number, wanted: number): void => {
      const { sure, maybe } = received.get(skuId)!;
      const gone = shipped.get(skuId)!;
      const name = names.get(skuId)!;
      const fits = onHand >= sure - gone && onHand <= sure + maybe - gone;
      mustBe(fits, `${name}: ${onHand} on hand, ${sure} - ${gone} told`);
      mustBe(reserved === wanted, `${name}: ${reserved} reserved, ${wanted} wanted by living orders`);
      mustBe(reserved <= onHand, `${name}: oversold, ${reserved} of ${onHand}`);
    },
    claiming: (couponId: bigint): void => void (claims.get(couponId)!.maybe += 1),
    claimed: (couponId: bigint, won: boolean): void => {
      const own = claims.get(couponId)!;
      own.maybe -= 1;
      if (won) own.sure += 1;
    },
    grantsAre: (couponId: bigint, granted: number): void => {
      const { sure, maybe } = claims.get(couponId)!;
      const { name, total } = coupons.find((coupon) => coupon.couponId === couponId)!;
      mustBe(granted >= sure && granted <= sure + maybe, `${name}: ${granted} granted, ${sure} told`);
      mustBe(granted <= total, `${name}: ${granted} granted of ${total}`);
    },
  };
}

/**
 * A small world of its own, told only what was asked and answered. It knows prices, coupons and stock by simple sums, so
 * that an answer or a row that does not fit stands out. A command whose answer was lost may have happened: until it is
 * known both ways are allowed for.
 */
export function openModel(furniture: Furniture) {
  const wrongs: string[] = [];
  const mustBe: MustBe = (isSo, what) => {
    if (!isSo) wrongs.push(what);
  };
  return { wrongs, mustBe, ...priceModel(furniture, mustBe), ...stockModel(furniture, mustBe) };
}
export type Model = ReturnType<typeof openModel>;

const cross = (left: ReadonlySet<bigint>, right: readonly bigint[]): Set<bigint> =>
  new Set([...left].flatMap((a) => right.map((b) => a + b)));
