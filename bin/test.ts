import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { buildWebApps } from "./build.ts";
import { temporaryDatabase } from "./temporary-database.ts";
import { runTests } from "./test-runs.ts";
import { root, runTool } from "./tool.ts";

/** What the tests need that npm does not bring: its word in JISHI_SKIP, Debian's package, and how to see it is there. */
const needs = [
  { word: "chromium", package: "chromium", there: () => answers("chromium", "--version") },
  { word: "fonts", package: "fonts-noto-cjk", there: () => existsSync("/usr/share/fonts/opentype/noto") },
  { word: "ffmpeg", package: "ffmpeg", there: () => answers("ffmpeg", "-version") },
];

const answers = (command: string, flag: string): boolean => spawnSync(command, [flag]).status === 0;

function install(packages: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  console.log(`jishi: installing ${packages.join(", ")} …`);
  spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", "ignore", "inherit"], env });
  const options = { stdio: ["ignore", "ignore", "inherit"] as ("ignore" | "inherit")[], env };
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
}

/** Brings what is missing where we may; else says how, and names what the tests have to skip. */
function prepare(): string {
  const missing = () => needs.filter(({ there }) => !there());
  const wanted = missing().map((need) => need.package);
  if (wanted.length > 0 && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) install(wanted);
  const left = missing();
  if (left.length > 0) {
    const names = left.map((need) => need.package).join(" ");
    console.log(`jishi: some tests are skipped; to run them too: sudo apt-get install -y ${names}`);
  }
  return left.map(({ word }) => word).join(",");
}

const FOLDERS = "{bin,server,contract,sandbox,tests,demo,web,bench}";

/** Browsers, streams and kills measure and wait: they have the machine to themselves. A virtual clock does not mind. */
const isAlone = (file: string): boolean =>
  (file.startsWith("tests/") && !file.startsWith("tests/simulation/")) || /lighthouse|ffmpeg|bench/.test(file);

await runTool(async (args) => {
  const skip = prepare();
  buildWebApps();
  const patterns = args.length > 0 ? args : [`${FOLDERS}/**/*.test.ts`];
  const files = globSync(patterns, { cwd: root, exclude: ["**/node_modules/**", "**/dist/**"] }).toSorted();
  const database = await temporaryDatabase();
  try {
    Object.assign(process.env, { DATABASE_URL: database.url, JISHI_SKIP: skip });
    return await runTests([
      { files: files.filter((file) => !isAlone(file)), concurrency: 4 },
      { files: files.filter(isAlone), concurrency: 1 },
    ]);
  } finally {
    await database.stop();
  }
});
