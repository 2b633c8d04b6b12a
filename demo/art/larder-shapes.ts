import type { ArtKind } from "../catalogue/types.ts";
import type { Paint } from "./palette.ts";

/** Draws one object standing on y = 0, centred on x = 0, about 520 tall. */
export type Shape = (p: Paint) => string;

export const path = (d: string, fill: string, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, more = "") =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;
export const box = (x: number, y: number, w: number, h: number, r: number, fill: string, more = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${more}/>`;
export const line = (d: string, colour: string, width: number, more = "") =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const gleam = (d: string, width = 14, share = 0.35) => line(d, "#fff", width, `opacity="${share}"`);
export const leaf = (x: number, y: number, turn: number, size: number, colour: string) =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${size})">${path("M0 0C18-34 18-74 0-104C-18-74-18-34 0 0Z", colour)}${line("M0-4V-92", "#fff", 2, 'opacity=".45"')}</g>`;

/** Our own mark on labels: hills, a sun and two leaves; no letters. */
const label = (p: Paint, x: number, y: number, w: number, h: number) =>
  `${box(x, y, w, h, 10, "#fbf5e6")}${box(x + 10, y + 10, w - 20, h - 20, 5, "none", `stroke="${p.base}" stroke-width="2.5" opacity=".7"`)}
  ${oval(x + w * 0.66, y + h * 0.36, h * 0.11, h * 0.11, p.accent === "#fff0c9" ? p.base : p.accentDark)}
  ${path(`M${x + 16} ${y + h - 18}V${y + h * 0.7}Q${x + w * 0.3} ${y + h * 0.3} ${x + w * 0.52} ${y + h * 0.66}Q${x + w * 0.74} ${y + h * 0.46} ${x + w - 16} ${y + h * 0.76}V${y + h - 18}Z`, p.base, 'opacity=".85"')}
  ${path(`M${x + 16} ${y + h - 18}Q${x + w * 0.5} ${y + h * 0.66} ${x + w - 16} ${y + h - 18}Z`, p.dark)}`;

const tin: Shape = (p) => `
  ${path("M-150-30V-370H150V-30Q0 34-150-30Z", p.body)}${path("M-158-356V-440Q0-498 158-440V-356Q0-318-158-356Z", p.trim)}
  ${oval(0, -440, 158, 40, p.accent)}${oval(0, -444, 128, 28, p.accentDark, 'opacity=".25"')}${oval(0, -462, 34, 14, p.accentDark)}
  ${label(p, -92, -300, 184, 220)}${gleam("M-122-330V-60", 12)}`;

const pouch: Shape = (p) => `
  ${path("M-170-470Q0-450 170-470L178-60Q186-6 150-4Q0 18-150-4Q-186-6-178-60Z", p.body)}
  ${path("M-170-470Q0-450 170-470L172-404Q0-386-172-404Z", p.dark, 'opacity=".55"')}${line("M-168-424Q0-404 168-424", "#fff", 4, 'opacity=".4" stroke-dasharray="2 12"')}
  ${label(p, -104, -330, 208, 236)}${path("M-178-60Q0-120 178-60L150-4Q0 18-150-4Z", p.deep, 'opacity=".22"')}${gleam("M-140-380Q-150-200-146-70", 12)}`;

const teacake: Shape = (p) => `
  ${oval(10, -215, 232, 222, p.deep, 'opacity=".35"')}${oval(0, -225, 230, 222, p.pale)}${oval(0, -225, 230, 222, p.trim, 'opacity=".28"')}
  ${oval(0, -225, 150, 145, "#fbf5e6")}${oval(0, -225, 150, 145, "none", `stroke="${p.base}" stroke-width="5"`)}
  ${path("M-112-170Q-40-300 6-216Q44-270 112-170Q0-110-112-170Z", p.base)}${oval(44, -290, 26, 26, p.accentDark)}${path("M-96-160Q0-210 100-160Q0-112-96-160Z", p.dark)}
  ${Array.from({ length: 16 }, (_, i) => `<path d="M0-158V-214" transform="translate(0 -225) rotate(${i * 22.5})" stroke="${p.accentDark}" stroke-width="4" opacity=".3"/>`).join("")}
  ${path("M120-40Q190-70 210-10Q170 20 120 0Z", p.deep)}${path("M180-60Q246-64 250-14Q214 8 176-8Z", p.dark)}`;

const teapot: Shape = (p) => `
  ${path("M150-190Q270-250 300-330Q316-352 330-330Q316-190 178-100Z", p.body)}${line("M-160-260Q-300-300-292-180Q-284-90-168-90", p.dark, 34)}${line("M-164-262Q-286-292-280-180Q-274-104-172-98", p.light, 8, 'opacity=".5"')}
  ${path("M-200-150Q-200-300 0-300Q200-300 200-150Q200 0 90 0H-90Q-200 0-200-150Z", p.body)}${oval(0, -292, 112, 24, p.dark)}
  ${path("M-106-298Q-90-350 0-352Q90-350 106-298Q0-270-106-298Z", p.body)}${oval(0, -368, 26, 26, p.trim)}
  ${path("M-200-150Q-120-96-70-140Q-20-190 40-136Q110-90 200-150Q196-210 168-246Q0-180-168-246Q-196-210-200-150Z", p.accent, 'opacity=".22"')}${gleam("M-150-200Q-130-256-70-272", 14)}`;

const gaiwan: Shape = (p) => `
  ${oval(0, -26, 230, 34, p.body)}${oval(0, -32, 190, 22, p.dark, 'opacity=".35"')}
  ${path("M-200-250Q-160-30-80-24H80Q160-30 200-250Z", p.body)}${oval(0, -250, 200, 36, p.light)}
  ${path("M-172-252Q-130-360 0-366Q130-360 172-252Q0-216-172-252Z", p.body)}${path("M-50-370Q-44-410 0-410Q44-410 50-370Q0-356-50-370Z", p.trim)}
  ${leaf(-40, -90, 24, 0.9, p.accentDark)}${leaf(-30, -90, 70, 0.7, p.accent)}${gleam("M-160-216Q-130-110-90-66", 12, 0.7)}`;

const jar: Shape = (p) => `
  ${path("M-160-330Q-186-300-186-260V-50Q-186 0-130 0H130Q186 0 186-50V-260Q186-300 160-330Z", p.body)}
  ${path("M-170-250Q0-214 170-250V-50Q168-14 126-14H-126Q-168-14-170-50Z", p.dark, 'opacity=".3"')}
  ${path("M-172-326V-420Q0-452 172-420V-326Q0-300-172-326Z", p.trim)}${path("M-196-410Q-100-480 0-476Q100-480 196-410Q150-396 172-350Q120-384 80-346Q40-386 0-350Q-40-386-80-346Q-120-384-172-350Q-150-396-196-410Z", p.accent)}
  ${line("M-170-372Q0-340 170-372", p.accentDark, 7)}${label(p, -104, -226, 208, 160)}${gleam("M-160-270V-60", 14, 0.5)}`;

const noodles: Shape = (p) => {
  const strands = Array.from({ length: 25 }, (_, i) => {
    const x = -132 + i * 11;
    const lean = (i - 12) * 1.7;
    return line(
      `M${x + lean} -470Q${x * 0.72} -240 ${x + lean * 1.1} 0`,
      i % 3 === 0 ? p.light : i % 3 === 1 ? "#f3e3bd" : "#dcc088",
      9,
    );
  });
  return `${path("M-150-470L-100-230L-152 0H152L100-230L150-470Z", "#cfae72")}${strands.join("")}${path("M-112-310Q0-286 112-310L110-160Q0-134-110-160Z", "#fbf5e6")}
  ${path("M-112-310Q0-286 112-310V-290Q0-266-112-290ZM-110-182Q0-156 110-182V-160Q0-134-110-160Z", p.accent)}${path("M-66-184Q-20-270 10-216Q36-250 66-186Q0-160-66-184Z", "#a9492f")}`;
};

const giftbox: Shape = (p) => `
  ${path("M-250-300H250V-20Q250 0 230 0H-230Q-250 0-250-20Z", p.body)}${path("M-264-380H264V-290H-264Z", p.body)}${path("M-264-300H264V-284H-264Z", p.deep, 'opacity=".4"')}
  ${box(-34, -380, 68, 380, 0, p.trim)}${box(-264, -350, 528, 34, 0, p.trim, 'opacity=".9"')}
  ${path("M0-376Q-150-500-160-420Q-160-370 0-376Q150-500 160-420Q160-370 0-376Z", p.accent)}${path("M0-376Q-92-450-110-416Q-100-390 0-376Q92-450 110-416Q100-390 0-376Z", p.accentDark, 'opacity=".55"')}${oval(0, -378, 26, 22, p.accentDark)}
  ${leaf(-150, -110, -30, 0.9, p.light)}${leaf(-150, -110, 30, 0.9, p.accent)}${oval(150, -160, 44, 44, p.accent, 'opacity=".8"')}`;

const bottle: Shape = (p) => `
  ${path("M-46-430V-330Q-46-290-92-250Q-120-226-120-180V-40Q-120 0-80 0H80Q120 0 120-40V-180Q120-226 92-250Q46-290 46-330V-430Z", p.body)}
  ${box(-54, -500, 108, 92, 14, p.trim)}${box(-50, -430, 100, 12, 4, p.accentDark)}${label(p, -88, -206, 176, 166)}${gleam("M-98-190V-50", 10)}${gleam("M-30-390V-320", 8)}`;

const biscuits: Shape = (p) => {
  const one = (x: number, y: number, r: number) =>
    `${oval(x, y + 12, r, r * 0.5, "#9a6a35")}${oval(x, y, r, r * 0.5, "#dfae68")}${oval(x - r * 0.1, y - 5, r * 0.82, r * 0.36, "#efcb8c")}${oval(x - r * 0.3, y - 6, r * 0.14, r * 0.08, p.dark)}${oval(x + r * 0.25, y + 6, r * 0.16, r * 0.08, p.dark)}${oval(x + r * 0.1, y - 16, r * 0.12, r * 0.06, p.deep)}`;
  return `${oval(0, -46, 280, 62, p.body)}${oval(0, -60, 262, 50, p.light)}${one(-120, -96, 110)}${one(110, -92, 112)}${one(-6, -112, 118)}${one(-66, -160, 108)}${one(70, -166, 106)}${one(0, -216, 110)}${one(6, -262, 98)}${leaf(70, -268, 60, 0.8, "#7d9163")}`;
};

const fruit: Shape = (p) => {
  const ball = (x: number, y: number, r: number) =>
    `${oval(x, y, r, r, p.base)}${oval(x + r * 0.18, y + r * 0.2, r * 0.8, r * 0.78, p.dark, 'opacity=".28"')}${oval(x - r * 0.14, y - r * 0.14, r * 0.76, r * 0.74, p.base)}${oval(x - r * 0.34, y - r * 0.38, r * 0.26, r * 0.18, "#fff", 'opacity=".5"')}${oval(x + 4, y - r * 0.72, 9, 6, p.deep)}`;
  return `${leaf(-30, -330, -48, 1.2, "#5d7f52")}${ball(-130, -240, 112)}${ball(110, -250, 116)}${leaf(80, -340, 40, 1.2, "#7d9a5f")}${ball(-20, -300, 108)}${ball(0, -200, 118)}
  ${path("M-260-170H260Q240 0 110 0H-110Q-240 0-260-170Z", "#c99b63")}${[-140, -105, -70, -35].map((y) => line(`M${-250 + (170 + y) * 0.5} ${y}H${250 - (170 + y) * 0.5}`, "#8f6437", 6, 'stroke-dasharray="26 10" opacity=".7"')).join("")}${line("M-262-170H262", "#a87a45", 22)}`;
};

export const larderShapes = {
  tin,
  pouch,
  teacake,
  teapot,
  gaiwan,
  jar,
  noodles,
  giftbox,
  bottle,
  biscuits,
  fruit,
} satisfies Partial<Record<ArtKind, Shape>>;
