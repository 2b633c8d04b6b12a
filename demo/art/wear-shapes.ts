import type { ArtKind } from "../catalogue/types.ts";
import { box, gleam, line, oval, path, type Shape } from "./larder-shapes.ts";
import type { Paint } from "./palette.ts";

const hanger = (y: number) =>
  line(`M0 ${y - 6}L-120 ${y + 46}M0 ${y - 6}L120 ${y + 46}`, "#a87a45", 16) +
  line(`M0 ${y - 6}V${y - 44}Q0 ${y - 84} 30 ${y - 76}`, "#8b8b86", 8);

const TORSO =
  "M-96-500Q-150-486-196-452L-290-250L-208-214L-168-300V0H168V-300L208-214L290-250L196-452Q150-486 96-500Q0-440-96-500Z";
const LONG =
  "M-96-500Q-160-486-200-446L-296-70L-214-48L-164-300V0H164V-300L214-48L296-70L200-446Q160-486 96-500Q0-440-96-500Z";
const folds = (p: Paint) =>
  line(
    "M-164-296Q-120-200-140-60M164-296Q120-190 138-70M-40-200Q-56-110-36-30M60-180Q76-100 54-24",
    p.deep,
    7,
    'opacity=".2"',
  );

const shirt: Shape = (
  p,
) => `${hanger(-516)}${path(LONG, p.body)}${folds(p)}${line("M0-470V0", p.deep, 4, 'opacity=".4"')}${line("M-18-470V0M18-470V0", p.light, 3, 'opacity=".5"')}
  ${path("M-96-500L-40-410L0-462L40-410L96-500Q0-452-96-500Z", p.light)}${line("M-96-500L-40-410L0-462L40-410L96-500", p.dark, 4, 'opacity=".5"')}${[-400, -320, -240, -160, -80].map((y) => oval(0, y, 8, 8, p.accent)).join("")}
  ${path("M50-340H126V-262L88-244L50-262Z", p.dark, 'opacity=".22"')}${line("M50-340H126", p.light, 5)}`;

const tee: Shape = (
  p,
) => `${hanger(-516)}${path(TORSO, p.body)}${folds(p)}${line("M-96-500Q0-424 96-500", p.dark, 16, 'opacity=".4"')}${line("M-284-262L-212-230M284-262L212-230", p.dark, 6, 'opacity=".4"')}
  ${[-360, -310, -260, -210, -160, -110, -60].map((y) => box(-168, y, 336, 17, 0, p.accent, 'opacity=".62"')).join("")}${path("M96-300H168V0H110Z", p.deep, 'opacity=".12"')}`;

const dress: Shape = (
  p,
) => `${hanger(-556)}${path("M-80-540L-110-420Q-100-350-96-320Q-180-160-236-10Q0 40 236-10Q180-160 96-320Q100-350 110-420L80-540Q60-470 0-466Q-60-470-80-540Z", p.body)}
  ${path("M-80-540Q-150-520-190-440L-130-400L-104-440ZM80-540Q150-520 190-440L130-400L104-440Z", p.body)}${box(-98, -336, 196, 26, 8, p.accent)}
  ${line("M-60-300Q-110-150-140 4M-10-300Q-24-140-30 16M50-300Q84-150 96 12M76-306Q150-160 180 0", p.deep, 7, 'opacity=".22"')}
  ${[
    [-120, -70],
    [-60, -150],
    [-10, -60],
    [60, -120],
    [120, -50],
    [0, -220],
    [-90, -230],
    [84, -214],
    [-30, -400],
    [40, -380],
  ]
    .map(([x = 0, y = 0]) => `${oval(x, y, 12, 12, p.accent, 'opacity=".9"')}${oval(x, y, 4, 4, p.dark)}`)
    .join("")}`;

const trousers: Shape = (
  p,
) => `${path("M-140-540H140L206-6Q130 14 66-2L4-330L-66-2Q-130 14-206-6Z", p.body)}${box(-144, -548, 288, 42, 8, p.dark)}${[-100, -40, 40, 100].map((x) => box(x - 7, -556, 14, 56, 4, p.base)).join("")}
  ${line("M0-506V-340M-84-500Q-100-250-134-10M84-500Q100-250 134-10", p.deep, 5, 'opacity=".35"')}${line("M-136-480Q-90-470-80-420M136-480Q90-470 80-420", p.accent, 5, 'stroke-dasharray="9 6"')}${oval(0, -527, 11, 11, p.accent)}${line("M-200-34Q-130-14-72-30M200-34Q130-14 72-30", p.light, 7, 'opacity=".5"')}`;

const knit: Shape = (p) => {
  const cable = (x: number) =>
    Array.from(
      { length: 7 },
      (_, i) =>
        `${line(`M${x - 18} ${-420 + i * 56}q36 14 36 28t-36 28M${x + 18} ${-420 + i * 56}q-36 14-36 28t36 28`, p.light, 9, 'opacity=".75"')}`,
    ).join("");
  return `${path(LONG, p.body)}${cable(-90)}${cable(0)}${cable(90)}${path("M-168-44H168V0H-168ZM-306-82L-214-50L-222-14L-314-42ZM306-82L214-50L222-14L314-42Z", p.dark)}${Array.from({ length: 20 }, (_, i) => line(`M${-158 + i * 16.6}-40V-4`, p.deep, 3, 'opacity=".4"')).join("")}
  ${path("M-104-506Q0-426 104-506L92-530Q0-470-92-530Z", p.dark)}${line("M-164-300Q-190-210-200-120M164-300Q190-210 200-120", p.deep, 7, 'opacity=".3"')}`;
};

const jacket: Shape = (
  p,
) => `${hanger(-516)}${path(LONG, p.body)}${line("M0-450V0", p.deep, 7, 'opacity=".55"')}${path("M-100-502L-60-390L0-440L60-390L100-502Q0-446-100-502Z", p.dark)}${path("M-100-502Q0-446 100-502L88-526Q0-486-88-526Z", p.accent)}
  ${[
    [-134, -190],
    [42, -190],
    [-128, -350],
    [46, -350],
  ]
    .map(
      ([x = 0, y = 0], i) =>
        `${box(x, y, i < 2 ? 92 : 80, i < 2 ? 130 : 96, 8, p.dark, 'opacity=".35"')}${box(x, y, i < 2 ? 92 : 80, 22, 6, p.light, 'opacity=".5"')}`,
    )
    .join("")}
  ${[-380, -280, -180, -80].map((y) => oval(16, y, 11, 11, p.accent)).join("")}${line("M-262-110L-212-94M262-110L212-94", p.accent, 6, 'stroke-dasharray="8 5"')}`;

const skirt: Shape = (p) =>
  `${path("M-120-480H120L250-20Q0 40-250-20Z", p.body)}${[-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((i) => `${path(`M${i * 20} -440L${i * 44} ${14 - Math.abs(i) * 6}L${i * 44 + 24} ${14 - Math.abs(i) * 6}L${i * 20 + 7} -440Z`, i % 2 ? p.light : p.deep, 'opacity=".26"')}`).join("")}${box(-124, -492, 248, 54, 10, p.dark)}${line("M-240-50Q0 8 240-50", p.accent, 7, 'opacity=".7"')}`;

const cap: Shape = (
  p,
) => `${path("M-210-150Q-210-380 0-386Q210-380 210-150Q0-100-210-150Z", p.body)}${path("M-214-166Q0-106 196-160Q330-130 344-70Q330-34 250-46Q90-100-60-84Q-200-90-214-166Z", p.dark)}${path("M-200-150Q0-96 190-150Q300-128 326-86Q220-120 60-110Q-140-100-200-150Z", p.light, 'opacity=".35"')}
  ${line("M0-386Q-20-240-10-124M0-386Q-140-320-150-132M0-386Q130-320 150-140", p.deep, 5, 'opacity=".35" stroke-dasharray="10 6"')}${oval(0, -388, 24, 12, p.accent)}${path("M-40-220Q-10-290 10-240Q34-262 56-214Q8-190-40-220Z", p.accent)}${gleam("M-170-200Q-160-310-80-350")}`;

/** Thrown over a rail: the far length hangs behind, the near one in front. */
const scarf: Shape = (p) => {
  const fringe = (x: number, y: number, count: number, colour: string) =>
    Array.from({ length: count }, (_, i) => line(`M${x + i * 17} ${y}v${46 + (i % 3) * 6}`, colour, 7)).join("");
  const bands = [-470, -410, -350, -290, -230, -170].map((y, i) =>
    box(-168, y, 210, 14 + i * 7, 0, i % 2 ? p.light : p.accent, 'opacity=".75"'),
  );
  return `${path("M0-612Q110-628 150-596L176-150H10Z", p.dark)}${fringe(22, -150, 9, p.dark)}${[-420, -340, -260].map((y) => box(12, y, 160, 22, 0, p.accent, 'opacity=".35"')).join("")}
  ${path("M-156-596Q-60-640 40-600L46-70Q-60-46-176-70Z", p.body)}${bands.join("")}${path("M-20-616Q-60-300-44-56L-4-58Q-10-300 26-606Z", p.deep, 'opacity=".16"')}${line("M-116-600Q-140-300-136-70", "#fff", 12, 'opacity=".25"')}
  ${fringe(-168, -68, 13, p.accent)}${path("M-156-596Q-60-640 40-600L150-596Q90-634 0-632Q-110-632-156-596Z", p.light, 'opacity=".55"')}`;
};

const bag: Shape = (
  p,
) => `${line("M-120-330Q-120-540 0-540Q120-540 120-330", p.dark, 26)}${line("M-120-330Q-120-530 0-530Q120-530 120-330", p.accent, 6, 'opacity=".6" stroke-dasharray="12 8"')}${path("M-230-350H230L254-30Q256 0 224 0H-224Q-256 0-254-30Z", p.body)}${path("M-230-350H230L236-270Q120-190 0-190Q-120-190-236-270Z", p.dark, 'opacity=".55"')}
  ${line("M-226-278Q-120-204 0-204Q120-204 226-278", p.accent, 5, 'stroke-dasharray="12 8"')}${box(-32, -226, 64, 56, 12, p.accent)}${oval(0, -198, 11, 11, p.accentDark)}${line("M-240-40H240", p.accent, 5, 'stroke-dasharray="12 8" opacity=".7"')}${path("M-230-350H-150L-166 0H-224Q-256 0-254-30Z", "#fff", 'opacity=".12"')}`;

const socks: Shape = (p) => {
  const one = (x: number, turn: number, main: string, second: string) =>
    `<g transform="translate(${x} 0) rotate(${turn} 0 -250)">${path("M-74-500H74V-190Q80-150 150-116Q204-86 190-40Q176 0 110 0H0Q-82-6-84-100Z", main)}${path("M-74-500H74V-430H-74Z", second)}${path("M118-132Q204-92 190-40Q176 0 110 0H76Q140-60 118-132Z", second)}${path("M-84-100Q-60-150 0-120Q0-50-34-12Q-80-30-84-100Z", second)}${box(-76, -390, 150, 22, 0, second, 'opacity=".8"')}${box(-76, -346, 150, 12, 0, second, 'opacity=".6"')}${Array.from({ length: 8 }, (_, i) => line(`M${-62 + i * 18}-494V-436`, "#000", 3, 'opacity=".14"')).join("")}</g>`;
  return one(-110, -6, p.dark, p.accent) + one(60, 5, p.body, p.accent);
};

const umbrella: Shape = (
  p,
) => `${line("M0-470V-60Q0 0-50 0Q-96-4-94-52", "#8b5e34", 18)}${path("M-310-290Q-270-560 0-566Q270-560 310-290Q260-340 206-290Q154-340 104-290Q52-340 0-290Q-52-340-104-290Q-154-340-206-290Q-260-340-310-290Z", p.body)}
  ${path("M0-566Q-90-470-104-290Q-52-340 0-290Q52-340 104-290Q90-470 0-566Z", p.accent, 'opacity=".5"')}${path("M0-566Q-220-500-310-290Q-260-340-206-290Q-170-470 0-566Z", "#fff", 'opacity=".14"')}${line("M0-566Q-90-470-104-290M0-566Q90-470 104-290M0-566Q-190-480-206-290M0-566Q190-480 206-290", p.dark, 5, 'opacity=".5"')}${oval(0, -572, 12, 18, "#8b5e34")}`;

export const wearShapes = {
  shirt,
  tee,
  dress,
  trousers,
  knit,
  jacket,
  skirt,
  cap,
  scarf,
  bag,
  socks,
  umbrella,
} satisfies Partial<Record<ArtKind, Shape>>;
