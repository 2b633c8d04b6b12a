import type { FreightRules } from "#contract/freight";
import { shareOut } from "#contract/money";
import type { Freight } from "#modules/catalog";

type Line = { skuId: bigint; quantity: number; freight: Freight };

/** Lines whose shop does not deliver to this place. */
export const notServed = <L extends Line>(lines: readonly L[], regionCodes: readonly string[]): L[] =>
  lines.filter(({ freight: { rules } }) => rules.noShip.some((code) => regionCodes.includes(code)));

/** What so many pieces cost: the first lot, then each further lot that was begun. */
export function feeFor(rules: FreightRules, pieces: number): bigint {
  const further = Math.max(0, pieces - rules.firstPieces);
  return rules.firstFen + BigInt(Math.ceil(further / rules.furtherPieces)) * rules.furtherFen;
}

const termsOf = ({ kind, rules }: Freight): string =>
  JSON.stringify([kind, rules], (_key, v: unknown) => (typeof v === "bigint" ? v.toString() : v));

/** Lines under the same terms travel together. */
function groups(lines: readonly Line[]): Map<string, number[]> {
  if (lines.length === 1) return new Map([["", [0]]]);
  const together = new Map<string, number[]>();
  for (const [n, { freight }] of lines.entries()) {
    const terms = termsOf(freight);
    together.set(terms, [...(together.get(terms) ?? []), n]);
  }
  return together;
}

/**
 * The freight of each line. Each group of lines under one template is charged by its pieces, or goes free from a sum
 * of its goods after discounts on; the fee is spread over its lines by what they cost.
 */
export function freightOf(lines: readonly Line[], netFen: readonly bigint[]): bigint[] {
  const freights = lines.map(() => 0n);
  for (const members of groups(lines).values()) {
    const { kind, rules } = lines[members[0]!]!.freight;
    if (kind === "free") continue;
    const net = members.map((n) => netFen[n]!);
    const goods = net.reduce((total, fen) => total + fen, 0n);
    if (rules.freeFromFen !== null && goods >= rules.freeFromFen) continue;
    const pieces = members.reduce((total, n) => total + lines[n]!.quantity, 0);
    // Lines that a coupon made free still weigh something: then by pieces.
    const weights = goods > 0n ? net : members.map((n) => BigInt(lines[n]!.quantity));
    const shares = shareOut(weights, feeFor(rules, pieces));
    for (const [n, member] of members.entries()) freights[member] = shares[n]!;
  }
  return freights;
}
