import type { Tone } from "../catalogue/types.ts";

type Three = [base: string, accent: string, pale: string];

const tones: Record<Tone, Three> = {
  moss: ["#7d9163", "#e9dcb4", "#e6ead8"],
  pine: ["#2f5d50", "#d9b26a", "#d9e5df"],
  clay: ["#c27a55", "#f1dfc8", "#f3dfd1"],
  honey: ["#dfa03c", "#fff0c9", "#fbeccb"],
  ink: ["#3d4756", "#c9a56b", "#dde1e6"],
  sky: ["#86a9c4", "#fbf3e4", "#dfeaf2"],
  rose: ["#d58a92", "#fae6de", "#f8e3e2"],
  oat: ["#d8c3a0", "#8a6a48", "#f2e9da"],
  plum: ["#7d4a66", "#e8b9a8", "#ecdce4"],
  sage: ["#a3b69a", "#f5efdd", "#e6ede1"],
  rust: ["#a9492f", "#efc27c", "#f2d9cb"],
  snow: ["#ece7dd", "#9fb0a6", "#e3e6e0"],
  sea: ["#33698a", "#e8e2cf", "#d5e4ea"],
  coral: ["#ea8a68", "#fff0dc", "#fde3d6"],
};

export function mix(from: string, to: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const channel = (at: number) => Math.round(part(from, at) + (part(to, at) - part(from, at)) * share);
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, "0")).join("")}`;
}

/** The colours of one object, with the gradients that make it round; `defs` must stand in the same SVG. */
export type Paint = {
  base: string;
  dark: string;
  deep: string;
  light: string;
  accent: string;
  accentDark: string;
  pale: string;
  body: string;
  trim: string;
  wood: string;
  defs: string;
};

const stops = (colours: [string, number][]) =>
  colours.map(([colour, at]) => `<stop offset="${at}%" stop-color="${colour}"/>`).join("");

/** Light falls from the upper left: bright at a third, dark towards the right edge. */
function round(id: string, base: string): string {
  const lit = mix(base, "#ffffff", 0.34);
  const shade = mix(base, "#20160f", 0.36);
  const edge = mix(base, "#20160f", 0.14);
  return `<linearGradient id="${id}">${stops([
    [edge, 0],
    [lit, 28],
    [base, 58],
    [shade, 94],
    [mix(shade, base, 0.4), 100],
  ])}</linearGradient>`;
}

export function paint(tone: Tone, id: string): Paint {
  const [base, accent, pale] = tones[tone];
  return {
    base,
    dark: mix(base, "#1d1511", 0.28),
    deep: mix(base, "#1d1511", 0.55),
    light: mix(base, "#ffffff", 0.4),
    accent,
    accentDark: mix(accent, "#2a1c10", 0.22),
    pale,
    body: `url(#${id}b)`,
    trim: `url(#${id}t)`,
    wood: `url(#${id}w)`,
    defs: round(`${id}b`, base) + round(`${id}t`, accent) + round(`${id}w`, "#b98555"),
  };
}

/** Numbers that look random and are the same on every machine for the same word. */
export function dice(word: string): () => number {
  let state = 2166136261;
  for (const letter of word) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822507) + 0x9e3779b9;
    state ^= state >>> 13;
    return ((state >>> 0) % 100_000) / 100_000;
  };
}
