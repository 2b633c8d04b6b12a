import type { AnswerOf } from "../../kit/api.ts";
import type { ApiProblem } from "../../kit/problem.ts";

export type Line = { skuId: string; quantity: number; trail?: string | undefined };
export type Quote = AnswerOf<"quote">;
export type ShopQuote = Quote["shops"][number];
/** Per shop: a grant to use, or none of them. A shop that is not named gets its best one. */
export type CouponChoice = Record<string, string | "none">;

export type Fault =
  | { kind: "price"; beforeFen: number; nowFen: number }
  | { kind: "stock"; skuId: string; left: number }
  | { kind: "limit"; limit: number; bought: number }
  | { kind: "other"; problem: ApiProblem };

const numberOf = (value: unknown): number => (typeof value === "number" ? value : Number(value ?? 0));
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const firstOf = (value: unknown): Record<string, unknown> =>
  Array.isArray(value) ? (value[0] as Record<string, unknown>) : {};

/** What the server's "no" means on this page. */
export function faultOf(problem: ApiProblem): Fault {
  const { code, details } = problem;
  const line = firstOf(details["lines"]);
  if (code === "promotions.price_changed")
    return { kind: "price", beforeFen: numberOf(details["oldFen"]), nowFen: numberOf(details["newFen"]) };
  if (code === "inventory.out_of_stock")
    return { kind: "stock", skuId: textOf(line["skuId"]), left: numberOf(line["left"]) };
  if (code === "orders.over_limit")
    return { kind: "limit", limit: numberOf(line["limit"]), bought: numberOf(line["bought"]) };
  return { kind: "other", problem };
}

/** Nothing when every shop takes its best: the server then chooses; else exactly the grants that are meant. */
export function grantsOf(choice: CouponChoice, shops: ShopQuote[]): string[] | undefined {
  if (Object.keys(choice).length === 0) return undefined;
  return shops.flatMap((shop) => {
    const chosen = choice[shop.shopId] ?? shop.coupon?.grantId ?? "none";
    return chosen === "none" ? [] : [chosen];
  });
}

export const piecesOf = (shops: ShopQuote[]): number =>
  shops.reduce((sum, shop) => sum + shop.lines.reduce((pieces, line) => pieces + line.quantity, 0), 0);

export type PriceLine = { key: string; kind: "goods" | "freight" | "coupon"; shopName: string; fen: number };

/** The lines of the sum as a person adds them up; they always come to the total. */
export function priceLines({ shops }: Quote): PriceLine[] {
  const goods = shops.reduce((sum, shop) => sum + shop.goodsFen, 0);
  const freight = shops.reduce((sum, shop) => sum + shop.freightFen, 0);
  const discounts = shops
    .filter((shop) => shop.discountFen > 0)
    .map((shop): PriceLine => ({ key: shop.shopId, kind: "coupon", shopName: shop.shopName, fen: -shop.discountFen }));
  return [
    { key: "goods", kind: "goods", shopName: "", fen: goods },
    { key: "freight", kind: "freight", shopName: "", fen: freight },
    ...discounts,
  ];
}

/** `12:2,13:1` in the address of the checkout page. */
export function parseLines(text = "", trail?: string): Line[] {
  return text.split(",").flatMap((part) => {
    const [, skuId, quantity] = /^(\d{1,16}):(\d{1,3})$/.exec(part) ?? [];
    return skuId && Number(quantity) > 0 ? [{ skuId, quantity: Number(quantity), trail }] : [];
  });
}
