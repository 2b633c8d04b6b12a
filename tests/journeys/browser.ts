import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];
const PATIENCE_MS = 15_000;
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });

const folder = process.env["PICTURES"];
/** As sharp as a telephone's only where somebody looks: drawing a moving picture by hand is most of the work here. */
const phoneScale = folder === undefined ? 1 : 2;

export type Language = "zh" | "en";
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

/** A browser of one's own: nothing is shared with anybody else's but the product. */
export async function openContext(
  browser: Browser,
  { url, size, language = "zh" }: { url: string; size: keyof typeof sizes; language?: Language },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: sizes[size],
    baseURL: url,
    locale: language === "zh" ? "zh-CN" : "en-US",
    timezoneId: "Asia/Shanghai",
    permissions: ["clipboard-read", "clipboard-write"],
    ...(size === "phone" && { hasTouch: true, deviceScaleFactor: phoneScale }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** Whatever a page throws or logs as an error is a fault of the page: collected here and looked at in the end. */
export function listenForFaults(page: Page, into: string[]): void {
  page.on("pageerror", (error) => into.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    const isNoise = /Failed to load resource|net::ERR_|WebSocket connection/.test(message.text());
    if (message.type() === "error" && !isNoise) into.push(`${page.url()}: ${message.text()}`);
  });
}

/** Closes a page or all pages of a browser. Chromium has been seen to take for ever over it: nobody waits for it. */
export function leave(left: Page | BrowserContext): void {
  left.close().catch(() => undefined); // it ends with the browser at the latest
}

let count = 0;

/** Keeps a picture of the page for a person to look at, when a folder for them is named. */
export async function picture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const file = `${String(++count).padStart(2, "0")}-${name}.png`;
  await page.screenshot({ path: join(folder, file) });
}
