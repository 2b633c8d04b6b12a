import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartupFault } from "#platform/startup-fault";

/** The user PostgreSQL runs as. It refuses to run as root, so root lends it somebody else's name. */
export type Account = { ids: { uid?: number; gid?: number } };

/** Where root keeps what another user must reach although the project lies in a closed folder such as /root. */
export const OPEN_FOLDER = "/var/lib/jishi";
const SOCKET_PATH_MAX = 90; // the kernel's limit of 108, less the name of the socket file

const isRoot = (): boolean => process.getuid?.() === 0;

function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "node", "nobody"]) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? [];
    if (uid !== undefined && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new StartupFault("PostgreSQL does not run as root and no other user was found; run: useradd --system postgres");
}

export function account(dir: string): Account {
  const owner = existsSync(dir) ? statSync(dir) : undefined;
  if (!isRoot()) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new StartupFault(`The data in ${dir} belongs to another user; start as that user or use --data.`);
    }
    return { ids: {} };
  }
  return { ids: owner && owner.uid > 0 ? { uid: owner.uid, gid: owner.gid } : unprivileged() };
}

/** Whether that user can come to this place at all. */
export const reaches = ({ ids }: Account, place: string): boolean =>
  spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", place], { ...ids, cwd: "/" }).status === 0;

function owned(folder: string, { ids }: Account): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(folder, ids.uid, ids.gid);
  return folder;
}

/** The folder of the cluster, reachable for the account: where `dir` is not, `dir` becomes a link to one that is. */
export function reachableFolder(dir: string, as: Account): string {
  const link = lstatSync(dir, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (link && existsSync(dir)) return realpathSync(dir);
  if (link) rmSync(dir);
  owned(dir, as);
  if (!isRoot() || reaches(as, dir)) return realpathSync(dir);
  if (readdirSync(dir).length > 0) {
    throw new StartupFault(
      `PostgreSQL's own user may not enter ${dir}; open the folders above it (chmod a+x) or use --data.`,
    );
  }
  mkdirSync(OPEN_FOLDER, { recursive: true });
  chmodSync(OPEN_FOLDER, 0o755);
  rmdirSync(dir);
  const elsewhere = owned(mkdtempSync(join(OPEN_FOLDER, "data-")), as);
  symlinkSync(elsewhere, dir);
  return elsewhere;
}

/** The folder of the socket file: the cluster's own, closed to others; a short one where that path is too long. */
export function socketFolder(dir: string, as: Account): string {
  if (Buffer.byteLength(dir) < SOCKET_PATH_MAX) return dir;
  const name = `jishi-${createHash("sha256").update(dir).digest("hex").slice(0, 12)}`;
  const folder = owned(join(isRoot() ? "/tmp" : tmpdir(), name), as);
  const { uid, mode } = lstatSync(folder);
  if (uid !== (as.ids.uid ?? process.getuid?.()) || (mode & 0o077) !== 0) {
    throw new StartupFault(`${folder} belongs to somebody else; remove it, or use --data with a shorter path.`);
  }
  return folder;
}
