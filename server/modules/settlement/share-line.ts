import { shareOut } from "#contract/money";

/** What is left of a paid line: cash in escrow, and the part of it that is goods, the base of every share. */
export type LineLeft = { lineId: bigint; cashFen: bigint; goodsFen: bigint };
export type Claim = { payee: string; bp: number; reason: string };
export type LineShare = Claim & { lineId: bigint; fen: bigint; baseFen: bigint; bps: string; place: number };

const WHOLE_BP = 10_000;

/**
 * Divides one line by Webster over the basis points of everyone with a claim, the shop's rest last. Freight is the shop's
 * alone. Each share carries all that is needed to compute it again: the base, everybody's basis points and its place.
 */
export function shareLine(
  { lineId, cashFen, goodsFen }: LineLeft,
  shop: string,
  claims: readonly Claim[],
): LineShare[] {
  const restBp = WHOLE_BP - claims.reduce((sum, { bp }) => sum + bp, 0);
  if (restBp < 0) throw new RangeError(`the claims on line ${lineId} exceed the whole by ${-restBp} bp`);
  const bps = [...claims.map(({ bp }) => bp), restBp];
  const parts = shareOut(bps.map(BigInt), goodsFen);
  const all = [...claims, { payee: shop, bp: restBp, reason: "shop_rest" }];
  const freightFen = cashFen - goodsFen;
  return all.map((claim, place) => ({
    ...claim,
    lineId,
    baseFen: goodsFen,
    bps: bps.join(","),
    place,
    fen: parts[place]! + (claim.payee === shop ? freightFen : 0n),
  }));
}
