import { fileURLToPath } from "node:url";
import { build } from "vite";
import { compress } from "./compress.ts";
import { type App, apps, configOf } from "./vite.config.ts";

/** Builds one web app into web/dist/<app>, ready to be sent; throws when it does not compile. */
export async function buildWeb(app: App): Promise<void> {
  await build({ ...configOf(app), configFile: false, logLevel: "warn" });
  compress(fileURLToPath(new URL(`./dist/${app}`, import.meta.url)));
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  for (const app of apps) {
    if (wanted.length === 0 || wanted.includes(app)) await buildWeb(app);
  }
}
