/** One line of what a buyer wants, with the token of where they came from. */
export type Wish = {
  skuId: bigint;
  quantity: number;
  trail?: string | undefined;
  /** The flash deal whose price was agreed to; left out, the cheapest that needs no line. */
  dealId?: bigint | undefined;
  /** The pass of who was let in from the line. */
  pass?: string | undefined;
  /** The place on the waitlist for which pieces were offered. */
  waitId?: bigint | undefined;
};

/** One buyer's wish to buy. `requestId` names the attempt: asked again, it is answered by the same checkout. */
export type Ask = {
  requestId: string;
  buyerId: bigint;
  lines: Wish[];
  addressId: bigint;
  /** What the buyer was shown and agreed to. */
  expectedFen: bigint;
  /** Left out: the best coupon of each shop. Empty: none. */
  couponGrantIds?: bigint[] | undefined;
  note: string;
};

export type Placed = { checkoutId: bigint; orderIds: bigint[]; payableFen: bigint; payBy: Date };

/** A request id belongs to its buyer: nobody finds another's checkout with it. */
export const requestOf = (ask: { buyerId: bigint; requestId: string }): string => `${ask.buyerId}:${ask.requestId}`;
