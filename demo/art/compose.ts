import type { ArtKind, DemoProduct, RoomPlan, ShopKey, Tone } from "../catalogue/types.ts";
import { homeShapes } from "./home-shapes.ts";
import { box, larderShapes, line, oval, path, type Shape } from "./larder-shapes.ts";
import { dice, mix, type Paint, paint } from "./palette.ts";
import { light, litter, paper, scenes, shadow } from "./scenes.ts";
import { wearShapes } from "./wear-shapes.ts";

export const shapes: Record<ArtKind, Shape> = { ...larderShapes, ...homeShapes, ...wearShapes };

const hung: ReadonlySet<ArtKind> = new Set(["shirt", "tee", "dress", "knit", "jacket", "scarf"]);
/** Slim objects come closer, tall ones step back. */
const closeness: Partial<Record<ArtKind, number>> = {
  tin: 1.36,
  pouch: 1.34,
  teacake: 1.36,
  bottle: 1.34,
  noodles: 1.36,
  jar: 1.4,
  gaiwan: 1.4,
  vase: 0.98,
  glass: 1.36,
  candle: 1.3,
  fruit: 1.3,
};
const companions: Record<ShopKey, ArtKind[]> = {
  moss: ["gaiwan", "jar", "teapot", "biscuits", "tin"],
  kiln: ["vase", "cup", "candle", "bowl", "basket"],
  flax: ["cap", "bag", "socks", "umbrella"],
};
const friends: Record<Tone, Tone> = {
  moss: "oat",
  pine: "honey",
  clay: "sage",
  honey: "rust",
  ink: "honey",
  sky: "coral",
  rose: "sage",
  oat: "pine",
  plum: "rose",
  sage: "clay",
  rust: "oat",
  snow: "sea",
  sea: "coral",
  coral: "sky",
};

export const svg = (width: number, height: number, defs: string, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${light}${defs}</defs>${inside}</svg>`;

export const place = (drawing: string, x: number, y: number, scale: number, turn = 0) =>
  `<g transform="translate(${x} ${y}) scale(${scale}) rotate(${turn})">${drawing}</g>`;

const rail = (p: Paint) =>
  `${box(90, 168, 820, 14, 7, "#b98555")}${box(90, 168, 820, 5, 3, "#fff", 'opacity=".4"')}${oval(90, 175, 13, 13, p.dark)}${oval(910, 175, 13, 13, p.dark)}`;
const grain = (word: string) => `${box(0, 0, 1000, 1000, 0, "url(#vg)")}${paper(word, 1000, 1000)}`;

function hero(product: DemoProduct, shop: ShopKey): string {
  const { kind, tone } = product.art;
  const p = paint(tone, "a");
  const roll = dice(product.key);
  const hangs = hung.has(kind);
  const floor = hangs ? 790 : shop === "kiln" ? 832 : 884;
  const scale = hangs ? 1.02 : (closeness[kind] ?? 1.16);
  const stage = scenes[shop](p, roll) + (hangs ? rail(p) : "");
  return svg(
    1000,
    1000,
    p.defs,
    `${stage}${shadow(500, hangs ? 880 : floor - 6, hangs ? 250 : 340)}${place(shapes[kind](p), 500, floor, scale)}${litter[shop](p, roll)}${grain(product.key)}`,
  );
}

/** The same object in another light, with something from the same shelf beside it. */
function pair(product: DemoProduct, shop: ShopKey): string {
  const { kind, tone } = product.art;
  const roll = dice(`${product.key} pair`);
  const p = paint(tone, "a");
  const q = paint(friends[tone], "b");
  const beside = companions[shop].filter((other) => other !== kind);
  const other = beside[Math.floor(roll() * beside.length)] ?? "cup";
  const [x, aside] = roll() > 0.5 ? [400, 800] : [600, 200];
  const wall = mix(q.pale, "#ffffff", 0.2);
  const stage = `${box(0, 0, 1000, 1000, 0, wall)}${oval(x, 470, 370, 370, mix(q.pale, q.base, 0.34))}${oval(x, 470, 300, 300, mix(q.pale, q.base, 0.2))}${box(0, 0, 1000, 1000, 0, "url(#gl)")}${path("M0 812H1000V1000H0Z", mix(q.pale, "#8a6444", 0.4))}${path("M0 812H1000V824H0Z", "#fff", 'opacity=".5"')}`;
  return svg(
    1000,
    1000,
    p.defs + q.defs,
    `${stage}${shadow(aside, 866, 170)}${place(shapes[other](q), aside, 872, 0.6)}${shadow(x, 900, 320)}${place(shapes[kind](p), x, 906, hung.has(kind) ? 1.1 : 1.16, hung.has(kind) ? 0 : -2)}${grain(`${product.key}2`)}`,
  );
}

/** The product in its other colours, side by side, on a plain ground. */
function colours(product: DemoProduct): string {
  const { kind, tone } = product.art;
  const tones: Tone[] = [tone, friends[tone], friends[friends[tone]] === tone ? "snow" : friends[friends[tone]]];
  const panels = tones.map((each, i) => {
    const p = paint(each, `c${i}`);
    const x = i * 333.4;
    const wide = 333.4;
    return {
      defs: p.defs,
      art: `${box(x, 0, wide, 1000, 0, mix(p.pale, p.base, 0.12))}${oval(x + wide / 2, 480, 140, 140, "#fff", 'opacity=".4"')}${shadow(x + wide / 2, 700, 130)}${place(shapes[kind](p), x + wide / 2, 704, 0.54)}${[0, 1, 2].map((dot) => oval(x + wide / 2 - 46 + dot * 46, 836, 15, 15, [p.base, p.accent, p.dark][dot] ?? p.base, 'stroke="#fff" stroke-width="4"')).join("")}`,
    };
  });
  return svg(
    1000,
    1000,
    panels.map((panel) => panel.defs).join(""),
    `${panels.map((panel) => panel.art).join("")}${box(0, 0, 1000, 1000, 0, "url(#gl)")}${grain(`${product.key}3`)}`,
  );
}

/** Two pictures for every product, a third where colours or glazes can be chosen. */
export function productPictures(product: DemoProduct, shop: ShopKey): string[] {
  const chooses = product.options.some((group) => /Colour|Glaze|Set/.test(group.name.en));
  return [hero(product, shop), pair(product, shop), ...(chooses ? [colours(product)] : [])];
}

export function roomCover(room: RoomPlan): string {
  const p = paint(room.cover.tone, "a");
  const objects = room.cover.kinds.map((kind, i) => {
    const q = paint(i === 0 ? room.cover.tone : i === 1 ? friends[room.cover.tone] : "oat", `k${i}`);
    const [x, y, scale] = [
      [360, 1010, 1.02],
      [170, 1100, 0.62],
      [560, 1110, 0.6],
    ][i] ?? [360, 1000, 1];
    return {
      defs: q.defs,
      art: shadow(x ?? 0, y ?? 0, (scale ?? 1) * 290) + place(shapes[kind](q), x ?? 0, y ?? 0, scale ?? 1),
    };
  });
  const stage = `${box(0, 0, 720, 1280, 0, mix(p.pale, p.base, 0.22))}${oval(360, 470, 300, 300, mix(p.pale, "#ffffff", 0.4))}${oval(360, 470, 226, 226, "#fff8e6", 'opacity=".7"')}
  ${path("M0 740Q180 560 380 700T720 640V1280H0Z", mix(p.pale, p.base, 0.42))}${path("M0 830Q260 700 480 800T720 780V1280H0Z", mix(p.pale, p.base, 0.6))}${path("M0 960Q360 900 720 960V1280H0Z", "#c79a68")}${path("M0 960Q360 900 720 960V980Q360 922 0 980Z", "#e8c79a")}${line("M90 0V150M630 0V210M540 0V110", p.dark, 4)}
  ${[
    [90, 190],
    [630, 250],
    [540, 146],
  ]
    .map(
      ([x = 0, y = 0]) =>
        `${oval(x, y, 70, 80, "#ffe9b0", 'opacity=".35"')}${oval(x, y, 40, 46, "#fff1c9")}${box(x - 22, y - 52, 44, 12, 4, p.dark)}${box(x - 22, y + 40, 44, 12, 4, p.dark)}`,
    )
    .join("")}`;
  const ordered = [...objects.slice(1), ...objects.slice(0, 1)];
  const front = objects.length > 2 ? [objects[0], objects[1], objects[2]] : ordered;
  return svg(
    720,
    1280,
    p.defs + objects.map((each) => each.defs).join(""),
    `${stage}${front.map((each) => each?.art ?? "").join("")}${box(0, 0, 720, 1280, 0, "url(#vg)")}${paper(room.key, 720, 1280)}`,
  );
}
