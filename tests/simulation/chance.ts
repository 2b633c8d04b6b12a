/** Chance that falls the same way for the same seed, on every machine. */
export type Chance = {
  /** A number from 0 to below 1. */
  draw: () => number;
  /** A whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number;
  /** True so often: 0.05 is one time in twenty. */
  happens: (rate: number) => boolean;
  one: <T>(list: readonly T[]) => T;
  some: <T>(list: readonly T[], n: number) => T[];
  /** A stream of its own: whoever draws from it disturbs nobody else. */
  fork: (name: string) => Chance;
};

const spread = (text: string): number => {
  let h = 2_166_136_261;
  for (const unit of text) h = Math.imul(h ^ unit.codePointAt(0)!, 16_777_619);
  return h >>> 0;
};

/** Thirty-two bits of state stepped by an odd constant and mixed: small, fast, and good enough for a story. */
export function chanceFrom(seed: string): Chance {
  let state = spread(seed);
  const draw = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(draw() * (high - low + 1));
  const one = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError("nothing to choose from");
    return list[between(0, list.length - 1)]!;
  };
  const some = <T>(list: readonly T[], n: number): T[] => {
    const left = [...list];
    return Array.from({ length: Math.min(n, left.length) }, () => left.splice(between(0, left.length - 1), 1)[0]!);
  };
  return { draw, between, happens: (rate) => draw() < rate, one, some, fork: (name) => chanceFrom(`${seed}/${name}`) };
}
