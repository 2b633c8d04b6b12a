import { place, shapes } from "../art/compose.ts";
import { box, leaf, line, oval, path } from "../art/larder-shapes.ts";
import { mix, paint } from "../art/palette.ts";
import { light, shadow } from "../art/scenes.ts";
import type { ArtKind, Tone } from "../catalogue/types.ts";

export const width = 540;
export const height = 960;
export const loopSeconds = 48;
const turn = Math.PI * 2;

/** A wave that comes round a whole number of times per loop, so that the end meets the beginning. */
const wave = (t: number, times: number, phase = 0) => Math.sin((t / loopSeconds) * turn * times + phase);
const smooth = (x: number) => (x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x));

const shown: [ArtKind, Tone][] = [
  ["tin", "moss"],
  ["teapot", "clay"],
  ["teacake", "oat"],
  ["giftbox", "pine"],
  ["jar", "honey"],
  ["tin", "rust"],
];
const slot = loopSeconds / shown.length;
const paints = shown.map(([, tone], i) => paint(tone, `s${i}`));
const cupPaint = paint("snow", "cu");
const vasePaint = paint("sea", "va");
const robe = paint("moss", "ro");
const defs = [...paints, cupPaint, vasePaint, robe].map((each) => each.defs).join("");

const wrap = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${light}${defs}<linearGradient id="wall" x2="0" y2="1"><stop offset="0" stop-color="#dfe5cc"/><stop offset="1" stop-color="#f3ead4"/></linearGradient><linearGradient id="desk" gradientUnits="userSpaceOnUse" x1="0" y1="680" x2="0" y2="960"><stop offset="0" stop-color="#c4905c"/><stop offset="1" stop-color="#7c522e"/></linearGradient><clipPath id="win"><rect x="70" y="110" width="400" height="350" rx="200"/></clipPath></defs>${inside}</svg>`;

/** Stands before the host and behind the products. */
const table = `${path("M0 704Q270 672 540 704V960H0Z", "url(#desk)")}${path("M0 704Q270 672 540 704V718Q270 686 0 718Z", "#e4bd8b")}${line("M0 800Q270 776 540 804M0 880Q270 860 540 884", "#5d3a1d", 3, 'opacity=".22"')}`;

/** All that never moves: wall, round window, shelves. */
export function backdrop(): string {
  const shelf = (x: number, y: number, w: number) =>
    box(x, y, w, 12, 4, "#a8754a") + box(x, y + 12, w, 5, 2, "#000", 'opacity=".12"');
  return wrap(`${box(0, 0, width, height, 0, "url(#wall)")}${box(54, 94, 432, 382, 216, "#b98555")}${box(70, 110, 400, 350, 200, "#cfe2e6")}
  ${shelf(0, 540, 92)}${shelf(450, 520, 90)}${place(shapes.vase(vasePaint), 44, 540, 0.2)}${place(shapes.jar(paints[4] ?? cupPaint), 500, 520, 0.17)}`);
}

function view(t: number): string {
  const drift = (share: number, start: number) => ((start + (t / loopSeconds) * share * 560) % 560) - 80;
  const cloud = (x: number, y: number, s: number) =>
    `<g transform="translate(${x} ${y}) scale(${s})" fill="#fff" opacity=".85"><ellipse rx="60" ry="18"/><ellipse cx="-18" cy="-14" rx="28" ry="20"/><ellipse cx="18" cy="-18" rx="32" ry="24"/></g>`;
  return `<g clip-path="url(#win)">${oval(360, 190 + 8 * wave(t, 1), 44, 44, "#fff3cc")}${cloud(drift(1, 60), 180, 0.8)}${cloud(drift(1, 330), 240, 0.6)}${path("M60 400Q160 280 250 360T480 310V480H60Z", "#a9bf9d")}${path("M60 440Q200 350 310 420T480 390V480H60Z", "#86a37d")}</g>`;
}

const lantern = (x: number, length: number, t: number, phase: number) =>
  `<g transform="rotate(${(5 * wave(t, 12, phase)).toFixed(2)} ${x} 0)">${line(`M${x} 0V${length}`, "#5d4a35", 3)}${oval(x, length + 34, 54, 60, "#ffe2a0", 'opacity=".35"')}${oval(x, length + 34, 31, 36, "#f6c56f")}${oval(x - 5, length + 30, 20, 28, "#fff0c4")}${box(x - 17, length - 6, 34, 9, 3, "#8a4b2c")}${box(x - 17, length + 66, 34, 9, 3, "#8a4b2c")}${line(`M${x} ${length + 75}v30`, "#c2553a", 5)}</g>`;

/** The fox who hosts: breathing, looking from side to side, talking, now and then a blink. */
function host(t: number): string {
  const bob = 4 * wave(t, 16);
  const tilt = 3.2 * wave(t, 6);
  const look = 6 * wave(t, 5, 1);
  const blink = t % 4 < 0.16 ? 0.12 : 1;
  const talk = Math.max(0, wave(t, 96) * 0.6 + wave(t, 60, 2) * 0.5) * (wave(t, 6, 0.5) > -0.5 ? 1 : 0);
  const wag = 9 * wave(t, 18);
  const eye = (x: number) =>
    `<g transform="translate(${x + look} 262) scale(1 ${blink})">${oval(0, 0, 17, 20, "#2b1c16")}${oval(-5, -7, 5.5, 5.5, "#fff")}</g>`;
  const head = `${path("M96 190L104 60L216 130ZM416 190L408 60L296 130Z", "#d9763c")}${path("M120 160L124 92L184 132ZM392 160L388 92L328 132Z", "#5b3424")}${oval(256, 262, 168, 152, "#d9763c")}
  ${path("M112 300Q150 250 216 286Q256 240 296 286Q362 250 400 300Q380 412 256 414Q132 412 112 300Z", "#fff3e2")}${eye(190)}${eye(322)}${oval(146, 318, 28, 17, "#ee8f7d", 'opacity=".5"')}${oval(366, 318, 28, 17, "#ee8f7d", 'opacity=".5"')}
  ${line("M256 324V338Q236 360 216 342M256 338Q276 360 296 342", "#3a241c", 6)}${talk > 0.08 ? oval(256, 358 + talk * 6, 10 + talk * 10, 2 + talk * 18, "#7a2f28") : ""}${path(`M${236 + look * 0.5} 300Q256 290 ${276 + look * 0.5} 300Q272 322 256 324Q240 322 236 300Z`, "#3a241c")}${leaf(398, 168, 40 + 6 * wave(t, 14), 0.62, "#7d9163")}${leaf(398, 168, 84 + 6 * wave(t, 14), 0.5, "#a3b078")}`;
  const tail = `<g transform="rotate(${wag.toFixed(2)} 400 700)">${path("M372 720Q430 640 424 560Q470 590 474 650Q474 710 410 740Z", "#d9763c")}${path("M424 560Q470 590 472 628Q446 610 424 612Q428 584 424 560Z", "#fff3e2")}</g>`;
  return `${tail}<g transform="translate(0 ${bob.toFixed(2)})">${path("M120 730Q130 520 270 506Q410 520 420 730Z", robe.body)}${path("M214 512Q270 600 326 512L346 520Q300 640 270 730Q240 640 194 520Z", robe.accent)}${line("M270 600V730", robe.dark, 4, 'opacity=".4"')}
  <g transform="translate(270 424) rotate(${tilt.toFixed(2)}) scale(.74) translate(-256 -300)">${head}</g></g>`;
}

/** One paw rests; the other lifts the product up when it is its turn and waves at the change. */
function paws(t: number): string {
  const inSlot = t % slot;
  const hello = smooth(1 - Math.abs(inSlot - 0.9) / 0.9);
  const shake = 14 * wave(t, 72) * hello;
  const arm = `<g transform="rotate(${(-10 - 62 * hello + shake).toFixed(2)} 140 640)">${line("M140 640Q120 690 168 716", robe.dark, 54)}${oval(174, 716, 31, 28, "#5b3424")}</g>`;
  return `${arm}${line("M402 640Q424 690 372 716", robe.dark, 54)}${oval(366, 718, 31, 28, "#5b3424")}`;
}

/** Products come in turn on a turning stand: in from the right, out to the left. */
function product(t: number): string {
  const now = Math.floor(t / slot) % shown.length;
  const arrive = smooth((t % slot) / 1.2);
  const one = (index: number, x: number) => {
    const entry = shown[(index + shown.length) % shown.length];
    const colours = paints[(index + shown.length) % shown.length];
    if (!entry || !colours || x < -200 || x > 740) return "";
    const swing = 2.2 * wave(t, 24);
    return shadow(x, 786, 130) + place(shapes[entry[0]](colours), x, 786 - 5 * Math.abs(wave(t, 24)), 0.44, swing);
  };
  const stand = `${oval(270, 792, 150, 26, mix("#7c522e", "#000000", 0.2))}${oval(270, 784, 150, 26, "#efe2c9")}${Array.from(
    { length: 12 },
    (_, i) => {
      const angle = (i / 12) * turn + (t / loopSeconds) * turn * 4;
      return oval(270 + Math.cos(angle) * 136, 784 + Math.sin(angle) * 22, 5, 3, "#b98555");
    },
  ).join("")}`;
  return stand + one(now - 1, 270 - 440 * arrive) + one(now, 270 + 440 * (1 - arrive));
}

function steam(t: number): string {
  return [0, 1, 2, 3]
    .map((i) => {
      const age = (((t / 4 + i / 4) % 1) + 1) % 1;
      const x = 456 + 10 * Math.sin(age * 7 + i);
      return oval(
        x,
        770 - age * 120,
        7 + age * 15,
        9 + age * 18,
        "#fff",
        `opacity="${(0.34 * Math.sin(age * Math.PI)).toFixed(3)}"`,
      );
    })
    .join("");
}

function fallingLeaves(t: number): string {
  return [0, 1, 2, 3]
    .map((i) => {
      const age = (t / 12 + i / 4) % 1;
      return leaf(
        70 + i * 130 + 34 * Math.sin(age * 9 + i * 2),
        -60 + age * 1080,
        age * 540 + i * 70,
        0.26,
        i % 2 ? "#7d9163" : "#b3bd82",
      );
    })
    .join("");
}

/** All that moves at the given second of the loop. */
export function movement(t: number): string {
  return wrap(`${view(t)}${lantern(66, 60, t, 0)}${lantern(474, 96, t, 1.4)}${host(t)}${table}${paws(t)}${product(t)}
  ${shadow(456, 838, 62)}${place(shapes.cup(cupPaint), 452, 842, 0.2)}${steam(t)}${shadow(76, 830, 60)}${place(shapes.gaiwan(cupPaint), 76, 836, 0.22)}${fallingLeaves(t)}`);
}
