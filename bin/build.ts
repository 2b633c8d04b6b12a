import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartupFault } from "#platform/startup-fault";
import { root, runTool } from "./tool.ts";

const builder = join(root, "web", "build.ts");
const stamp = join(root, "web", "dist", ".sources");

/** One word for everything the web apps are built from. */
function sourcesHash(): string {
  const files = globSync(["web/**/*", "contract/**/*", "package-lock.json"], {
    cwd: root,
    exclude: ["web/dist", "web/dist/**", "**/*.test.ts"],
  });
  const hash = createHash("sha256");
  for (const file of files.toSorted()) {
    if (statSync(join(root, file)).isFile()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** Builds the web apps when they never were, or when their sources have changed since. */
export function buildWebApps(always = false): void {
  if (!existsSync(builder)) return;
  const wanted = sourcesHash();
  if (!always && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("jishi: building the web apps …");
  const { status } = spawnSync(process.execPath, [builder], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new StartupFault("The web apps could not be built; see above.");
  mkdirSync(join(root, "web", "dist"), { recursive: true });
  writeFileSync(stamp, wanted);
}

if (import.meta.main) {
  await runTool((args) => {
    buildWebApps(args.includes("--always"));
    return Promise.resolve(0);
  });
}
