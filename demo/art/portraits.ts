import type { DemoCreator, ShopKey } from "../catalogue/types.ts";
import { svg } from "./compose.ts";
import { box, leaf, line, oval, path } from "./larder-shapes.ts";
import { mix, type Paint, paint } from "./palette.ts";

type Animal = DemoCreator["avatar"]["animal"];

const ears: Record<Animal, (p: Paint, fur: string, inner: string) => string> = {
  fox: (_, fur, inner) =>
    `${path("M96 190L104 60L216 130ZM416 190L408 60L296 130Z", fur)}${path("M120 160L124 92L184 132ZM392 160L388 92L328 132Z", inner)}`,
  cat: (_, fur, inner) =>
    `${path("M110 200L116 84Q160 96 218 146ZM402 200L396 84Q352 96 294 146Z", fur)}${path("M132 170L136 112L182 142ZM380 170L376 112L330 142Z", inner)}`,
  bear: (_, fur, inner) =>
    `${oval(128, 146, 58, 58, fur)}${oval(384, 146, 58, 58, fur)}${oval(128, 146, 32, 32, inner)}${oval(384, 146, 32, 32, inner)}`,
  rabbit: (_, fur, inner) =>
    `<g transform="rotate(-8 190 120)">${oval(186, 96, 40, 110, fur)}${oval(186, 100, 20, 84, inner)}</g><g transform="rotate(10 326 120)">${oval(326, 96, 40, 110, fur)}${oval(326, 100, 20, 84, inner)}</g>`,
  owl: (_, fur) => path("M116 210L96 92Q170 132 256 132Q342 132 416 92L396 210Z", fur),
};

const furs: Record<Animal, [fur: string, inner: string, muzzle: string]> = {
  fox: ["#d9763c", "#5b3424", "#fff3e2"],
  cat: ["#e3b069", "#f3c9b4", "#fff3e2"],
  bear: ["#9a6b48", "#d8a982", "#ecd0ae"],
  rabbit: ["#f4ece4", "#eeb6b2", "#ffffff"],
  owl: ["#6d6a86", "#45435c", "#d9d3e6"],
};

export function avatar(creator: DemoCreator): string {
  const { animal, tone } = creator.avatar;
  const p = paint(tone, "a");
  const [fur, inner, muzzle] = furs[animal];
  const eye = (x: number) =>
    animal === "owl"
      ? `${oval(x, 258, 62, 62, muzzle)}${oval(x, 258, 34, 34, "#f4b84a")}${oval(x, 258, 20, 20, "#221a1a")}${oval(x - 8, 250, 7, 7, "#fff")}`
      : `${oval(x, 262, 17, 20, "#2b1c16")}${oval(x - 5, 255, 5.5, 5.5, "#fff")}`;
  const mouth =
    animal === "owl"
      ? path("M238 284L274 284L256 324Z", "#e59c3a")
      : `${path("M236 300Q256 290 276 300Q272 322 256 324Q240 322 236 300Z", "#3a241c")}${line("M256 324V336Q236 356 218 340M256 336Q276 356 294 340", "#3a241c", 6)}`;
  return svg(
    512,
    512,
    p.defs,
    `${box(0, 0, 512, 512, 0, mix(p.pale, p.base, 0.45))}${oval(256, 220, 216, 216, mix(p.pale, "#ffffff", 0.35), 'opacity=".8"')}
  ${path("M60 512Q80 392 256 392T452 512Z", p.body)}${path("M170 410Q256 470 342 410L330 392H182Z", p.accent)}${ears[animal](p, fur, inner)}
  ${oval(256, 262, 168, 152, fur)}${animal === "owl" ? "" : path("M112 300Q150 250 216 286Q256 240 296 286Q362 250 400 300Q380 412 256 414Q132 412 112 300Z", muzzle)}
  ${eye(190)}${eye(322)}${mouth}${oval(146, 316, 28, 17, "#ee8f7d", 'opacity=".5"')}${oval(366, 316, 28, 17, "#ee8f7d", 'opacity=".5"')}${leaf(400, 170, 40, 0.62, "#7d9163")}${leaf(400, 170, 84, 0.5, "#a3b078")}`,
  );
}

/** Marks without letters: an islet with tea, half a kiln, flax in the wind. */
export function logo(shop: ShopKey): string {
  const tone = shop === "moss" ? "pine" : shop === "kiln" ? "clay" : "sea";
  const p = paint(tone, "a");
  const ground = `${box(0, 0, 512, 512, 0, p.base)}${oval(256, 256, 202, 202, "#fbf5e6")}${oval(256, 256, 182, 182, "none", `stroke="${p.base}" stroke-width="5"`)}`;
  const marks: Record<ShopKey, string> = {
    moss: `${oval(322, 180, 36, 36, p.accent)}${path("M116 316Q186 166 252 286Q316 196 396 316Z", p.base)}${line("M112 346H400M150 376H362M196 404H316", p.base, 10)}${leaf(252, 250, -22, 0.95, "#7d9163")}${leaf(258, 250, 26, 0.8, "#a3b078")}`,
    kiln: `${path("M136 370V280Q136 150 256 150V370Z", p.base)}${path("M256 370V150Q376 150 376 280V370Z", "none", `stroke="${p.base}" stroke-width="12"`)}${path("M196 370V320Q196 270 256 270T316 320V370Z", "#fbf5e6")}${path("M256 300Q290 336 276 360Q268 370 256 370Q244 370 236 360Q222 336 256 300Z", "#df8b3c")}${line("M116 372H396", p.dark, 12)}`,
    flax: `${line("M150 380Q230 300 250 140M256 384Q280 290 330 160M360 380Q370 300 400 230", p.base, 9)}${[
      [250, 140],
      [330, 160],
      [400, 230],
    ]
      .map(
        ([x = 0, y = 0]) =>
          [0, 72, 144, 216, 288]
            .map((turn) => `<g transform="rotate(${turn} ${x} ${y})">${oval(x, y - 24, 15, 24, p.light)}</g>`)
            .join("") + oval(x, y, 11, 11, "#e5b14d"),
      )
      .join("")}${leaf(216, 280, -60, 0.7, "#8fa98a")}${leaf(300, 270, 60, 0.7, "#8fa98a")}`,
  };
  return svg(512, 512, p.defs, ground + marks[shop]);
}
