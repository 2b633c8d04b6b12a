import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartupFault } from "#platform/startup-fault";
import { run } from "./programs.ts";

/** What each peer is made of, pinned; the first names it. The rest follows from the peer's own packages. */
const PARTS = {
  medusa: [
    ["@medusajs/medusa", "2.21.2"],
    ["@medusajs/framework", "2.21.2"],
    ["@medusajs/cli", "2.21.2"],
    ["@swc/core", "1.7.28"],
    ["ts-node", "10.9.2"],
    ["typescript", "5.9.3"],
  ],
  vendure: [
    ["@vendure/core", "3.7.3"],
    ["@vendure/job-queue-plugin", "3.7.3"],
    ["bullmq", "5.67.1"],
    ["ioredis", "5.9.3"],
    ["pg", "8.16.3"],
  ],
} as const;
export type PeerName = keyof typeof PARTS;

/** Where the peers live: far from the project's own packages, kept from one run to the next. */
export const scratchOf = (folder: string | undefined): string => folder ?? join(tmpdir(), "jishi-peers");

/** The version that is really there. */
export function versionOf(name: PeerName, scratch: string): string {
  const file = join(scratch, name, "node_modules", PARTS[name][0][0], "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Installs a peer at its pinned versions, once; refuses with one sentence where that cannot be done. */
export async function install(name: PeerName, scratch: string): Promise<string> {
  const folder = join(scratch, name);
  const project = {
    name: `peer-${name}`,
    version: "1.0.0",
    private: true,
    dependencies: Object.fromEntries(PARTS[name]),
  };
  const wanted = `${JSON.stringify(project, null, 2)}\n`;
  const done = join(folder, "installed.json");
  if (existsSync(done) && readFileSync(done, "utf8") === wanted) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), wanted);
  const args = ["install", "--no-audit", "--no-fund", "--no-progress", "--prefix", folder];
  try {
    await run({ file: "npm", args, cwd: folder, env: { NODE_ENV: "development" }, log: join(scratch, `${name}.log`) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartupFault(
      `There is nothing to compare with: ${PARTS[name][0].join(" ")} could not be installed into ${folder} (${why}).`,
    );
  }
  writeFileSync(done, wanted);
  return folder;
}
