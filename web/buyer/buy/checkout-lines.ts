import type { AnswerOf } from "../../kit/api.ts";
import type { ApiProblem } from "../../kit/problem.ts";

export type Line = {
  skuId: string;
  quantity: number;
  trail?: string | undefined;
  /** The drop whose price was agreed to, the pass of who was let in, a piece that was offered to who waited. */
  dealId?: string | undefined;
  pass?: string | undefined;
  waitId?: string | undefined;
  /** Until when pass or offer hold, and how many one person may have: for the page, the server knows. */
  until?: string | undefined;
  limit?: number | undefined;
};
export type Quote = AnswerOf<"quote">;
export type ShopQuote = Quote["shops"][number];
export type QuoteLine = ShopQuote["lines"][number];
/** Per shop: a grant to use, or none of them. A shop that is not named gets its best one. */
export type CouponChoice = Record<string, string | "none">;

export const dropCodes = [
  "promotions.deal_not_running",
  "promotions.token_needed",
  "promotions.token_invalid",
  "promotions.price_hidden",
  "promotions.other_room",
  "inventory.offer_gone",
] as const;
export type DropCode = (typeof dropCodes)[number];

export type Fault =
  | { kind: "price"; beforeFen: number; nowFen: number }
  | { kind: "stock"; skuId: string; left: number }
  | { kind: "limit"; limit: number; bought: number; ofDrop?: boolean }
  /** The drop's price, pass or offer does not hold any more; what may still be bought is the same at another price. */
  | { kind: "drop"; code: DropCode }
  | { kind: "realName" }
  /** Far more people wait than pieces are left: this page asks again by itself. */
  | { kind: "busy"; ahead: number; waitMs: number }
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
  if (code === "promotions.limit_per_buyer" && details["limit"] !== undefined)
    return { kind: "limit", limit: numberOf(details["limit"]), bought: numberOf(details["bought"]), ofDrop: true };
  if (code === "orders.busy") {
    const [ahead, waitMs] = [numberOf(details["position"]) - 1, numberOf(details["retryAfterMs"])];
    return { kind: "busy", ahead: Math.max(1, ahead), waitMs: Math.max(500, waitMs) };
  }
  if (code === "identity.real_name_required") return { kind: "realName" };
  const dropCode = dropCodes.find((one) => one === code);
  return dropCode ? { kind: "drop", code: dropCode } : { kind: "other", problem };
}

/** What the server is asked for a line. Where a drop is wished, the trail says which room it is bought in. */
export const wishOf = ({ skuId, quantity, trail, dealId, pass, waitId }: Line): Line => ({
  skuId,
  quantity,
  ...(dealId ? { dealId, ...(trail ? { trail } : {}) } : {}),
  ...(pass ? { pass } : {}),
  ...(waitId ? { waitId } : {}),
});

/** The same goods without what a drop or an offer gave. */
export const plainLine = ({ skuId, quantity, trail }: Line): Line => ({ skuId, quantity, trail });

/** Nothing when every shop takes its best: the server then chooses; else exactly the grants that are meant. */
export function grantsOf(choice: CouponChoice, shops: ShopQuote[]): string[] | undefined {
  if (Object.keys(choice).length === 0) return undefined;
  return shops.flatMap((shop) => {
    const chosen = choice[shop.shopId] ?? shop.coupon?.grantId ?? "none";
    return chosen === "none" ? [] : [chosen];
  });
}

/** What one piece costs without the drop, where a line has its price. */
export function listUnitFen(quote: Quote | undefined, { skuId, quantity, dealId }: QuoteLine): number | undefined {
  if (dealId === null) return undefined;
  const list = quote?.items.find((item) => item.step === "list" && item.lineSkuId === skuId);
  return list && quantity > 0 ? list.fen / quantity : undefined;
}

/** How many may be taken: what is there, and of a drop what one person may have. */
export const mostOf = ({ skuId, available }: QuoteLine, lines: Line[]): number =>
  Math.max(1, Math.min(available, lines.find((line) => line.skuId === skuId)?.limit ?? available));

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
export function parseLines(text = "", trail?: string, given: Pick<Line, "dealId" | "waitId" | "until"> = {}): Line[] {
  return text.split(",").flatMap((part) => {
    const [, skuId, quantity] = /^(\d{1,16}):(\d{1,3})$/.exec(part) ?? [];
    return skuId && Number(quantity) > 0 ? [{ skuId, quantity: Number(quantity), trail, ...given }] : [];
  });
}
