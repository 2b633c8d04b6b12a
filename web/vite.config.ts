import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

export const apps = ["buyer", "staff"] as const;
export type App = (typeof apps)[number];

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const kitOfFirstScreen =
  "api|use-api|use-pages|words|language|format|problem|refusal-text|server-clock|icon|button|picture|price|" +
  "product-card|progress-bar|tag|avatar|skeleton|empty|error-state|infinite-list|countdown|use-countdown|toast|" +
  "offline-bar|tab-bar|language-switch|nav-bar|sheet";
const partsOfFirstScreen =
  "room-poster|soon-row|product-feed|pull-refresh|use-card|use-reserve|use-refusal-toast|use-sign-in|device";

/** Forty small files wait for each other on a phone's line and pack worse than three. */
const buyerGroups = [
  { name: "frame", test: new RegExp(`web/kit/(${kitOfFirstScreen})\\.(tsx?|module\\.css)`) },
  { name: "first", test: new RegExp(`web/buyer/(parts|sign-in)/(${partsOfFirstScreen})\\.(tsx?|module\\.css)`) },
  { name: "zh", test: /contract\/words\/zh\/(kit|shell|home)\.ts/ },
  { name: "en", test: /contract\/words\/en\/(kit|shell|home)\.ts/ },
];

export function configOf(app: App): UserConfig {
  return {
    root: folder(`./${app}`),
    base: app === "buyer" ? "/" : "/staff/",
    plugins: [react()],
    cacheDir: folder(`../node_modules/.vite-${app}`),
    publicDir: folder("./public"),
    build: {
      outDir: folder(`./dist/${app}`),
      emptyOutDir: true,
      manifest: true,
      target: "es2022",
      // An inlined picture costs a third more and waits for the script; a preloaded polyfill is for browsers we do not serve.
      assetsInlineLimit: 2048,
      modulePreload: { polyfill: false },
      // A phone waits for ten small style sheets longer than for one: all of an app are some kilobytes packed.
      cssCodeSplit: false,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        output: {
          // The frame changes rarely: returning visitors keep it while screens change under it.
          codeSplitting: {
            groups: [
              { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              { name: "router", test: /node_modules[\\/]@tanstack[\\/]/ },
              ...(app === "buyer" ? buyerGroups : []),
            ],
          },
        },
      },
    },
    css: { modules: { generateScopedName: "[name]-[local]-[hash:base64:4]" } },
  };
}

export default defineConfig(({ mode }) =>
  configOf(mode === "staff" || process.env.JISHI_APP === "staff" ? "staff" : "buyer"),
);
