import type { ShopKey } from "../catalogue/types.ts";
import { box, leaf, line, oval, path } from "./larder-shapes.ts";
import { dice, mix, type Paint } from "./palette.ts";

export const light = `<radialGradient id="sh"><stop offset="0" stop-color="#1c120a" stop-opacity=".5"/><stop offset=".6" stop-color="#1c120a" stop-opacity=".2"/><stop offset="1" stop-color="#1c120a" stop-opacity="0"/></radialGradient>
<radialGradient id="gl" cx=".32" cy=".22" r=".9"><stop offset="0" stop-color="#fff" stop-opacity=".65"/><stop offset=".55" stop-color="#fff" stop-opacity="0"/></radialGradient>
<linearGradient id="vg" x2="0" y2="1"><stop offset=".6" stop-color="#2a1a0c" stop-opacity="0"/><stop offset="1" stop-color="#2a1a0c" stop-opacity=".16"/></linearGradient>`;

export const shadow = (x: number, y: number, rx: number) => oval(x + rx * 0.12, y, rx, rx * 0.17, "url(#sh)");

/** Fibres and flecks, as handmade paper has them. */
export function paper(word: string, width: number, height: number): string {
  const roll = dice(word);
  const flecks = Array.from({ length: 46 }, () => {
    const [x, y] = [Math.round(roll() * width), Math.round(roll() * height)];
    return roll() > 0.5
      ? `<circle cx="${x}" cy="${y}" r="${(1 + roll() * 1.6).toFixed(1)}"/>`
      : `<path d="M${x} ${y}q${Math.round(roll() * 16 - 8)} ${Math.round(roll() * 10)} ${Math.round(roll() * 26 - 13)} 4" fill="none" stroke="#5b4327" stroke-width="1.4"/>`;
  });
  return `<g fill="#5b4327" opacity=".2">${flecks.join("")}</g>`;
}

const wall = (colour: string) => `${box(0, 0, 1000, 1000, 0, colour)}${box(0, 0, 1000, 1000, 0, "url(#gl)")}`;

function hills(p: Paint, roll: () => number): string {
  const sun = 250 + roll() * 500;
  const ridge = (y: number, swing: number, colour: string) => {
    const a = y - swing * (0.4 + roll());
    const b = y + swing * (roll() - 0.3);
    return path(`M0 ${y}C180 ${a} 300 ${a} 430 ${y}S760 ${b - swing} 1000 ${b}V1000H0Z`, colour);
  };
  const far = mix(p.pale, p.base, 0.14);
  return `${wall(p.pale)}${oval(sun, 250, 128, 128, "#fff8e2", 'opacity=".95"')}${oval(sun, 250, 168, 168, "#fff8e2", 'opacity=".35"')}
  ${ridge(420, 150, far)}${ridge(510, 130, mix(p.pale, p.base, 0.26))}${path("M0 560Q250 520 520 566T1000 548V620H0Z", "#fff", 'opacity=".35"')}${ridge(600, 100, mix(p.pale, p.base, 0.4))}
  ${path("M0 742H1000V1000H0Z", "#c79a68")}${path("M0 742H1000V768H0Z", "#e2bd8c")}${line("M0 830Q400 818 1000 836M0 916Q520 902 1000 922", "#9c6f40", 4, 'opacity=".35"')}`;
}

function niche(p: Paint, roll: () => number): string {
  const plaster = mix(p.pale, "#f4e7d8", 0.45);
  const left = roll() > 0.5;
  const beam = left ? "M80 0H330L760 742H420Z" : "M560 0H760L420 742H140Z";
  return `${wall(plaster)}${path("M190 742V400Q190 96 500 96T810 400V742Z", mix(plaster, p.base, 0.3))}${path("M218 742V410Q218 130 506 130T810 420V742Z", mix(plaster, p.base, 0.16))}
  ${path(beam, "#fff", 'opacity=".24"')}${box(0, 742, 1000, 258, 0, mix(plaster, "#9d7452", 0.36))}${box(0, 742, 1000, 10, 0, "#fff", 'opacity=".4"')}
  ${path("M190 812V872Q190 930 500 930T810 872V812Z", mix(p.pale, p.dark, 0.3))}${oval(500, 812, 310, 66, mix(p.pale, "#ffffff", 0.45))}`;
}

function studio(p: Paint, roll: () => number): string {
  const cool = mix(p.pale, p.base, 0.24);
  const shift = Math.round(roll() * 160);
  const pane = (x: number, y: number) => path(`M${x} ${y}l150 40v170l-150-40Z`, "#fff", 'opacity=".3"');
  return `${wall(p.pale)}${path(`M${560 - shift} 0H1000V1000H${360 - shift}Z`, cool)}${oval(500, 430, 350, 350, mix(p.pale, "#ffffff", 0.5), 'opacity=".75"')}
  ${pane(70 + shift, 90)}${pane(240 + shift, 136)}${pane(70 + shift, 280)}${pane(240 + shift, 326)}
  ${path("M0 800Q500 742 1000 800V1000H0Z", mix(p.pale, "#a47e58", 0.34))}${path("M0 800Q500 742 1000 800V812Q500 756 0 812Z", "#fff", 'opacity=".5"')}`;
}

export const scenes: Record<ShopKey, (p: Paint, roll: () => number) => string> = {
  moss: hills,
  kiln: niche,
  flax: studio,
};

/** What lies in front of the product, by shop: tea leaves, sherds and stones, buttons and thread. */
export const litter: Record<ShopKey, (p: Paint, roll: () => number) => string> = {
  moss: (p, roll) =>
    `${leaf(150, 950, -60 + roll() * 30, 0.95, "#6f8a58")}${leaf(170, 956, -110, 0.7, "#8da373")}${leaf(850, 936, 60 + roll() * 30, 0.9, "#7d9163")}${oval(760, 928, 12, 8, p.dark)}${oval(800, 950, 9, 6, p.dark)}`,
  kiln: (p) =>
    `${oval(120, 900, 62, 28, mix(p.base, "#d9cdbd", 0.6))}${oval(108, 890, 40, 14, "#fff", 'opacity=".25"')}${oval(196, 932, 30, 14, mix(p.base, "#8d7a68", 0.5))}${leaf(880, 960, 30, 1.1, "#9aa37c")}${leaf(890, 960, 66, 0.8, "#b3b98f")}`,
  flax: (p, roll) =>
    `${line(`M90 930q70 -60 130 0t130 ${Math.round(roll() * 16)}`, p.accentDark, 5)}${[830, 880, 920].map((x, i) => `${oval(x, 930 - i * 14, 17, 15, i % 2 ? p.accent : p.base)}${oval(x - 4, 928 - i * 14, 2.6, 2.6, p.deep)}${oval(x + 5, 928 - i * 14, 2.6, 2.6, p.deep)}`).join("")}`,
};
