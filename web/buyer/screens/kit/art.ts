/** Drawn samples for the specimen page: no picture has to be loaded to look at the kit. */
const frame = (from: string, to: string, shape: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="200" height="200" fill="url(#g)"/><ellipse cx="100" cy="164" rx="56" ry="9" opacity=".12"/>${shape}</svg>`,
  )}`;

export const mug = frame(
  "#fde6d3",
  "#f3c4a0",
  '<path d="M128 84h14a20 20 0 0 1 0 44h-14" fill="none" stroke="#c8552a" stroke-width="11"/><path d="M56 68h78v62a28 28 0 0 1-28 28H84a28 28 0 0 1-28-28z" fill="#e0683a"/><ellipse cx="95" cy="68" rx="39" ry="9" fill="#8f3a1a"/><path d="M66 88v44" stroke="#f5a27e" stroke-width="6" stroke-linecap="round"/>',
);
export const pears = frame(
  "#f2f2d8",
  "#d5dca0",
  '<path d="M80 62c10 0 14 10 14 22s18 22 18 44a32 32 0 0 1-64 0c0-22 18-32 18-44s4-22 14-22z" fill="#c3a832"/><path d="M128 82c8 0 12 8 12 18s14 18 14 34a26 26 0 0 1-52 0c0-16 14-24 14-34s4-18 12-18z" fill="#dcc65a"/><path d="M80 62c0-12 6-18 12-20M128 82c0-9 3-14 8-17" stroke="#6a5320" stroke-width="5" stroke-linecap="round" fill="none"/>',
);
export const lamp = frame(
  "#e3ebf4",
  "#b4c7df",
  '<path d="M96 96h8v62h-8z" fill="#54657d"/><rect x="70" y="152" width="60" height="10" rx="5" fill="#3f4e63"/><path d="M74 44h52l24 58H50z" fill="#fff6df"/><path d="M74 44h26v58H50z" fill="#fffdf6"/>',
);
export const scarf = frame(
  "#fbe3e4",
  "#eeb6bd",
  '<path d="M58 66c28-20 58-20 84 0l-8 30c-22 12-46 12-68 0z" fill="#b93a52"/><path d="M84 92l-16 68h28l10-64zM112 94l6 58h26l-14-64z" fill="#d2566c"/><path d="M68 160h28M118 152h26" stroke="#8b2439" stroke-width="6" stroke-dasharray="4 4"/>',
);
const pot = (x: number, y: number, size: number, colour: string) =>
  `<g transform="translate(${x} ${y}) scale(${size})"><path d="M-9-60h18v8c0 8 21 14 21 34 0 12-10 18-14 18h-32c-4 0-14-6-14-18 0-20 21-26 21-34z" fill="${colour}"/><path d="M-20-22c2-8 8-12 12-16" stroke="#fff" stroke-opacity=".35" stroke-width="4" fill="none" stroke-linecap="round"/></g>`;
export const portrait = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 640"><defs><linearGradient id="g" x2=".3" y2="1"><stop stop-color="#a85a38"/><stop offset=".55" stop-color="#7c3c26"/><stop offset="1" stop-color="#2c1913"/></linearGradient><radialGradient id="l"><stop stop-color="#ffe2b4" stop-opacity=".95"/><stop offset="1" stop-color="#ffdcae" stop-opacity="0"/></radialGradient></defs><rect width="360" height="640" fill="url(#g)"/><circle cx="270" cy="120" r="190" fill="url(#l)"/><rect x="20" y="240" width="320" height="10" rx="5" fill="#5b2b1b"/><rect x="20" y="410" width="320" height="10" rx="5" fill="#4a2216"/><rect y="560" width="360" height="80" fill="#3a1c13"/>${pot(80, 240, 1.3, "#e9a26d")}${pot(170, 240, 1.7, "#f3d9b8")}${pot(278, 240, 1.4, "#c9542c")}${pot(100, 410, 1.8, "#d8643a")}${pot(200, 410, 1.2, "#6f8a86")}${pot(285, 410, 1.7, "#efc39a")}${pot(120, 566, 2.1, "#b5462a")}</svg>`,
)}`;
