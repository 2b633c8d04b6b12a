/** Money is a whole number of fen in a bigint. */

/**
 * Divides a total in proportion to parts, in whole fen and without a remainder, by the method of Webster (Sainte-Laguë).
 * House-monotone: a larger total never gives anyone less, which is what makes a claw-back by differences exact.
 * Starts from the nearest whole share (exact halves down) and then hands out or takes back one fen at a time.
 * Ties go to the first when a fen is given and to the last when one is taken. All shares are 0 when all parts are 0
 * and the total is 0; a positive total over no parts at all is a bug and throws.
 */
export function shareOut(parts: readonly bigint[], total: bigint): bigint[] {
  if (total < 0n || parts.some((part) => part < 0n)) throw new RangeError("shares of money are never negative");
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole === 0n) {
    if (total > 0n) throw new RangeError("money to share and nobody to take it");
    return parts.map(() => 0n);
  }
  // Nearest with halves down: ceil((2·part·total − whole) / (2·whole)), never below zero.
  const shares = parts.map((part) => {
    const twice = 2n * part * total - whole;
    return twice <= 0n ? 0n : (twice + 2n * whole - 1n) / (2n * whole);
  });
  let left = total - shares.reduce((sum, share) => sum + share, 0n);
  for (; left > 0n; left -= 1n) shares[mostOwed(parts, shares)]! += 1n;
  for (; left < 0n; left += 1n) shares[leastOwed(parts, shares)]! -= 1n;
  return shares;
}

/** The part with the largest part ÷ (2·share + 1); the first of equals. */
function mostOwed(parts: readonly bigint[], shares: readonly bigint[]): number {
  let best = 0;
  for (let n = 1; n < parts.length; n++)
    if (parts[n]! * (2n * shares[best]! + 1n) > parts[best]! * (2n * shares[n]! + 1n)) best = n;
  return best;
}

/** The part with the smallest part ÷ (2·share − 1) among those that have any; the last of equals. */
function leastOwed(parts: readonly bigint[], shares: readonly bigint[]): number {
  let best = -1;
  for (let n = 0; n < parts.length; n++) {
    if (shares[n]! === 0n) continue;
    if (best < 0 || parts[n]! * (2n * shares[best]! - 1n) <= parts[best]! * (2n * shares[n]! - 1n)) best = n;
  }
  return best;
}
