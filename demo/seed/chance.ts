/** Chance that falls the same way each time: the demo world is the same world everywhere. */
export type Chance = {
  /** A whole number from 0 to below `n`. */
  below: (n: number) => number;
  /** True in so many of a hundred cases. */
  percent: (n: number) => boolean;
  one: <T>(list: readonly T[]) => T;
};

/** A linear congruential generator of 48 bits, begun with a seed. */
export function chanceFrom(seed: number): Chance {
  let state = BigInt(seed);
  const below = (n: number): number => {
    state = (state * 25_214_903_917n + 11n) & 0xffff_ffff_ffffn;
    return Number((state >> 17n) % BigInt(n));
  };
  return { below, percent: (n) => below(100) < n, one: (list) => list[below(list.length)]! };
}
