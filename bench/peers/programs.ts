import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { StartupFault } from "#platform/startup-fault";

export type Program = { file: string; args: string[]; cwd: string; env: Record<string, string>; log: string };

const running = new Set<ChildProcess>();

/** A peer left behind would slow everything that is measured after it. */
export function endAll(): void {
  for (const child of running) child.kill("SIGKILL");
}
process.once("exit", endAll);

export function launch({ file, args, cwd, env, log }: Program): ChildProcess {
  const out = openSync(log, "a");
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", out, out] });
  closeSync(out);
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

const lastLines = (log: string): string => readFileSync(log, "utf8").trim().split("\n").slice(-3).join(" ").slice(-900);

/** Runs a program to its end. */
export function run(program: Program): Promise<void> {
  const child = launch(program);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve()
        : reject(
            new StartupFault(
              `${[program.file, ...program.args].join(" ")} ended with ${code}: ${lastLines(program.log)}`,
            ),
          ),
    );
  });
}

/** Waits until a page answers, or says what the program's log ended with. */
export async function untilAnswers(url: string, child: ChildProcess, log: string, withinMs = 120_000): Promise<void> {
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(200)) {
    if (child.exitCode !== null)
      throw new StartupFault(`A program of the bench ended with ${child.exitCode}: ${lastLines(log)}`);
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new StartupFault(`${url} did not answer in time: ${lastLines(log)}`);
}

export async function end(child: ChildProcess, graceMs = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const cut = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(cut);
}
