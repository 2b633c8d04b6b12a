import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";

export const apps = ["buyer", "staff"] as const;
export type App = (typeof apps)[number];

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        output: {
          // The frame changes rarely: returning visitors keep it while screens change under it.
          codeSplitting: {
            groups: [
              { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              { name: "router", test: /node_modules[\\/]@tanstack[\\/]/ },
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
