import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a program with this number runs; one that ended but was not yet buried does not count. */
export function alive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // runs, but is another user's
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, "utf8"));
}

/** The command line of a running program: numbers are given out again, so a number alone proves nothing. */
export function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync(file)) return readFileSync(file, "utf8").replaceAll("\0", " ");
  return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

export const notePid = (file: string, pid: number): void => writeFileSync(file, `${pid}\n`);
export const forgetPid = (file: string): void => rmSync(file, { force: true });

/** The program a file of ours points at, if it still runs and is what we started. */
export function notedPid(file: string, command: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8"));
  return alive(pid) && commandOf(pid).includes(command) ? pid : undefined;
}

/** Asks a program to end, and ends it when it does not. */
export async function endProgram(pid: number, graceMs: number): Promise<void> {
  if (alive(pid)) process.kill(pid, "SIGTERM");
  for (const until = Date.now() + graceMs; Date.now() < until && alive(pid); ) await sleep(20);
  if (alive(pid)) process.kill(pid, "SIGKILL");
}
