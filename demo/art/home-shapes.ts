import type { ArtKind } from "../catalogue/types.ts";
import { box, gleam, leaf, line, oval, path, type Shape } from "./larder-shapes.ts";
import { mix } from "./palette.ts";

const bowl: Shape = (p) => `
  ${path("M-70-30H70L86 0H-86Z", p.dark)}${path("M-270-290Q-240-30-80-22H80Q240-30 270-290Z", p.body)}
  ${path("M-270-290Q-262-210-236-150Q-190-210-150-150Q-110-90-60-160Q0-220 50-140Q100-70 150-150Q196-210 238-156Q262-212 270-290Z", p.accent, 'opacity=".45"')}
  ${oval(0, -290, 270, 62, p.light)}${oval(0, -284, 246, 50, p.dark)}${path("M-246-284Q-200-226 0-226Q200-226 246-284Q200-250 0-248Q-200-250-246-284Z", p.base)}${gleam("M-230-220Q-200-110-140-66")}`;

const plate: Shape = (p) => `
  ${oval(10, -222, 262, 246, p.deep, 'opacity=".18"')}${oval(0, -235, 262, 246, p.body)}${oval(0, -235, 262, 246, "none", `stroke="${p.dark}" stroke-width="6" opacity=".35"`)}
  ${oval(4, -230, 176, 164, p.dark, 'opacity=".28"')}${oval(0, -236, 172, 160, p.light)}${leaf(-70, -160, 38, 1.3, p.accent)}${leaf(-60, -160, 76, 0.9, p.dark)}${leaf(-80, -166, 4, 0.9, p.base)}
  ${oval(70, -286, 15, 15, p.accent)}${oval(96, -258, 10, 10, p.dark)}${gleam("M-226-270Q-206-400-90-452", 12, 0.6)}`;

const cup: Shape = (p) => `
  ${line("M150-300Q300-310 290-190Q280-90 140-100", p.dark, 40)}${line("M150-304Q286-306 276-190Q268-104 146-108", p.light, 9, 'opacity=".5"')}
  ${path("M-175-380L-160-50Q-156 0-100 0H100Q156 0 160-50L175-380Z", p.body)}${path("M-169-180Q-90-140-20-186Q60-230 169-176L160-50Q156 0 100 0H-100Q-156 0-160-50Z", p.trim)}
  ${oval(0, -380, 175, 40, p.light)}${oval(0, -376, 156, 30, "#5b3a24")}${oval(-10, -380, 120, 20, "#8a5b38")}${line("M-60-384Q-10-400 40-380", "#e8cfa8", 9, 'opacity=".8"')}${gleam("M-140-330L-130-80")}`;

const vase: Shape = (p) => `
  ${line("M0-420Q-20-560-90-640M0-430Q30-560 110-610M0-440Q6-560 0-690", "#6d6242", 8)}
  ${leaf(-90, -630, -40, 1, "#8a9a6b")}${leaf(-40, -560, -70, 0.9, "#a3b078")}${leaf(110, -600, 48, 1, "#8a9a6b")}${leaf(50, -560, 80, 0.9, "#a3b078")}${leaf(0, -670, 4, 1.1, "#93a572")}${leaf(-6, -600, -34, 0.8, "#a3b078")}
  ${path("M-44-440Q-34-360-60-320Q-200-270-200-140Q-200 0-80 0H80Q200 0 200-140Q200-270 60-320Q34-360 44-440Z", p.body)}${oval(0, -440, 46, 12, p.deep)}
  ${path("M-200-150Q-120-110-60-160Q0-206 70-150Q140-106 200-150Q194-214 150-262Q0-210-150-262Q-194-214-200-150Z", p.accent, 'opacity=".3"')}${gleam("M-160-180Q-150-240-100-276")}`;

const lamp: Shape = (p) => `
  ${oval(0, -300, 360, 330, "#ffe7a8", 'opacity=".34"')}${oval(0, -290, 250, 230, "#fff1c4", 'opacity=".4"')}
  ${box(-18, -250, 36, 210, 8, p.wood)}${path("M-130-30Q-110-70 0-72Q110-70 130-30Q130 0 100 0H-100Q-130 0-130-30Z", p.trim)}
  ${path("M-240-230Q-230-480 0-486Q230-480 240-230Q0-176-240-230Z", p.body)}${path("M-240-230Q0-284 240-230Q0-176-240-230Z", "#fff3cf")}
  ${[-150, -75, 0, 75, 150].map((x) => line(`M${x * 0.45} -482Q${x * 1.1} -380 ${x} -222`, p.light, 4, 'opacity=".45"')).join("")}${oval(0, -490, 22, 16, p.accentDark)}`;

const blanket: Shape = (p) => {
  const fold = (y: number, colour: string, stripe: string, i: number) =>
    `${path(`M-250 ${y}Q-280 ${y - 52} -250 ${y - 104}H240Q284 ${y - 52} 240 ${y}Z`, colour)}${[-170, -90, -10, 70, 150].map((x) => box(x, y - 104, i % 2 ? 20 : 34, 104, 0, stripe, 'opacity=".4"')).join("")}${box(-262, y - 66, 516, 14, 0, stripe, 'opacity=".5"')}${path(`M-250 ${y}H240Q256 ${y - 14} 258 ${y - 26}Q0 ${y - 8} -262 ${y - 26}Z`, "#000", 'opacity=".14"')}`;
  const fringe = Array.from({ length: 22 }, (_, i) =>
    line(`M${-236 + i * 22} -4q${(i % 3) - 1} 16 0 34`, p.light, 6),
  ).join("");
  return (
    fringe +
    fold(0, p.base, p.accent, 0) +
    fold(-106, p.light, p.dark, 1) +
    fold(-212, p.accent, p.base, 0) +
    fold(-318, p.dark, p.accent, 1)
  );
};

const candle: Shape = (p) => `
  ${oval(0, -420, 150, 160, "#ffd98a", 'opacity=".28"')}${oval(0, -420, 80, 96, "#fff0c0", 'opacity=".5"')}
  ${path("M-170-260H170L156-40Q152 0 110 0H-110Q-152 0-156-40Z", p.body)}${oval(0, -260, 170, 40, p.light)}${oval(0, -256, 150, 31, "#fdf3dc")}
  ${line("M0-262V-318", "#4a3626", 7)}${path("M0-440Q52-370 34-336Q20-306 0-306Q-20-306-34-336Q-52-370 0-440Z", "#ff9f43")}${path("M0-400Q26-356 16-334Q8-318 0-318Q-8-318-16-334Q-26-356 0-400Z", "#fff0bd")}
  ${box(-84, -196, 168, 120, 8, "#fbf5e6")}${leaf(-6, -92, -24, 0.8, p.dark)}${leaf(6, -92, 24, 0.8, p.accentDark)}${gleam("M-146-220L-134-50")}`;

const board: Shape = (p) => {
  const grain = [-130, -84, -36, 20, 70, 124]
    .map((x, i) => line(`M${x} -390Q${x + (i % 2 ? 30 : -24)} -220 ${x + 8} -20`, "#6e4524", 4, 'opacity=".32"'))
    .join("");
  return `<g transform="rotate(-7 0 -220)">${path("M-180-400Q-180-430-150-430H-50Q-36-430-36-460V-520Q-36-550 0-550Q36-550 36-520V-460Q36-430 50-430H150Q180-430 180-400V-30Q180 0 150 0H-150Q-180 0-180-30Z", p.wood)}${path("M-180-30Q-180 0-150 0H150Q180 0 180-30V-44Q180-16 150-16H-150Q-180-16-180-44Z", "#5d3a1d")}${grain}${oval(0, -512, 13, 13, "#5d3a1d")}
  ${oval(-20, -190, 110, 84, mix(p.base, "#f2d7a0", 0.55))}${oval(-26, -198, 94, 68, "#fbe8bf")}${line("M-80-220Q-50-170-10-160M-60-240Q-20-200 30-180", "#c98f45", 9, 'opacity=".7"')}${leaf(100, -90, 36, 0.9, "#7d9163")}</g>`;
};

const cushion: Shape = (p) => `
  ${path("M-240-440Q-110-400 0-410Q110-400 240-440Q206-320 214-220Q206-110 240 0Q110-34 0-28Q-110-34-240 0Q-206-110-214-220Q-206-320-240-440Z", p.body)}
  ${[150, 118, 86, 54].map((r, i) => line(`M${-r} -200A${r} ${r} 0 0 1 ${r} -200`, i % 2 ? p.accent : p.deep, 12, 'stroke-dasharray="20 9"')).join("")}${line("M-170-160H170M-150-124H150M-120-88H120", p.accent, 8, 'stroke-dasharray="16 10" opacity=".85"')}
  ${line("M-226-424Q-110-386 0-396Q110-386 226-424", "#fff", 5, 'opacity=".4"')}`;

const basket: Shape = (p) => {
  const rows = Array.from({ length: 9 }, (_, i) => {
    const y = -300 + i * 34;
    const half = 225 - i * 6;
    return line(
      `M${-half} ${y}Q0 ${y + 46} ${half} ${y}`,
      i % 2 ? p.dark : p.accentDark,
      15,
      `stroke-dasharray="${i % 2 ? "34 9" : "28 12"}" opacity=".75"`,
    );
  }).join("");
  return `${line("M-200-300Q-210-440-120-440Q-60-440-70-310M200-300Q210-440 120-440Q60-440 70-310", p.dark, 18)}${oval(0, -320, 232, 48, p.deep)}${path("M-190-330Q-140-430-30-390Q60-450 190-330Q0-270-190-330Z", p.pale)}${path("M-190-330Q-60-390 30-350Q110-380 190-330Q0-270-190-330Z", "#fff", 'opacity=".6"')}
  ${path("M-232-320Q0-250 232-320L176-30Q0 30-176-30Z", p.body)}${rows}${line("M-232-320Q0-250 232-320", p.light, 16)}`;
};

const pot: Shape = (p) => `
  ${box(-306, -236, 90, 46, 22, p.dark)}${box(216, -236, 90, 46, 22, p.dark)}
  ${path("M-250-270H250L236-90Q226 0 130 0H-130Q-226 0-236-90Z", p.body)}${path("M-236-90Q0-50 236-90Q226 0 130 0H-130Q-226 0-236-90Z", p.deep, 'opacity=".35"')}
  ${oval(0, -272, 262, 40, p.dark)}${path("M-258-280Q-220-390 0-394Q220-390 258-280Q0-236-258-280Z", p.body)}${path("M-36-396Q-50-440 0-444Q50-440 36-396Z", p.trim)}
  ${line("M-70-470q-24-40 0-74t0-70M60-480q24-40 0-74t0-64", "#fff", 12, 'opacity=".45"')}${gleam("M-206-306Q-150-356-70-366")}`;

const glass: Shape = (p) => `
  ${path("M-160-420L-130-30Q-126 0-96 0H96Q126 0 130-30L160-420Z", "#ffffff", 'opacity=".5"')}
  ${path("M-148-290Q0-250 148-290L129-44Q125-16 96-16H-96Q-125-16-129-44Z", p.base, 'opacity=".8"')}${oval(0, -290, 148, 30, p.light)}
  ${[-230, -170, -110, -60].map((y) => line(`M-140 ${y}Q-70 ${y + 34} 0 ${y + 12}T140 ${y}`, "#fff", 7, 'opacity=".35"')).join("")}
  ${oval(0, -420, 160, 34, "none", 'stroke="#fff" stroke-width="9" opacity=".9"')}${box(-70, -340, 74, 74, 14, "#fff", 'opacity=".55" transform="rotate(14 -30 -300)"')}${box(14, -320, 66, 66, 14, "#fff", 'opacity=".45" transform="rotate(-18 40 -280)"')}
  ${leaf(70, -330, 34, 1, "#7d9a5f")}${gleam("M-130-380L-108-60", 13, 0.7)}`;

export const homeShapes = {
  bowl,
  plate,
  cup,
  vase,
  lamp,
  blanket,
  candle,
  board,
  cushion,
  basket,
  pot,
  glass,
} satisfies Partial<Record<ArtKind, Shape>>;
