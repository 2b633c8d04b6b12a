import { shareOut } from "#contract/money";

export type AgreedShare = { payee: string; fen: bigint; returnedFen: bigint };
export type ReleasedLine = {
  /** The shop that bears what the others do not. */
  shop: string;
  /** The base that the shares were taken from at release, and how much of it was reversed since, before this refund. */
  baseFen: bigint;
  reversedFen: bigint;
  shares: readonly AgreedShare[];
};

/**
 * What each payee returns when `cashFen` of a released line goes back to the buyer, `goodsFen` of it for goods. Everyone
 * but the shop returns by the cumulative rule, share(V now) − share(V before): never negative, and exactly the whole
 * share once all goods are reversed. The shop bears the rest of the cash: freight and compensation are its own.
 */
export function clawBack(line: ReleasedLine, cashFen: bigint, goodsFen: bigint): Map<string, bigint> {
  const others = line.shares.filter(({ payee }) => payee !== line.shop);
  const agreed = others.map(({ fen }) => fen);
  const rest = line.baseFen - agreed.reduce((sum, fen) => sum + fen, 0n);
  const before = shareOut([...agreed, rest], line.reversedFen);
  const after = shareOut([...agreed, rest], line.reversedFen + goodsFen);
  const returns = new Map(others.map(({ payee }, n) => [payee, after[n]! - before[n]!]));
  let shops = cashFen;
  for (const fen of returns.values()) shops -= fen;
  return returns.set(line.shop, shops);
}
