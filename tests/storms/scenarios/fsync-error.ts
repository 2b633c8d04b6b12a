import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { StormGround } from "../ground/storm-ground.ts";
import { type Outcome, play } from "./scene.ts";

const FAILING = 25;
const BACK_MS_MAX = 60_000;

function mayTrace(): boolean {
  return spawnSync("strace", ["-o", "/dev/null", "true"], { stdio: "ignore" }).status === 0;
}

/** From now on one flush of each of the database's processes fails as a broken disk fails. */
async function breakFlushes({ postgres }: StormGround): Promise<ChildProcess> {
  const pid = postgres.pid();
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  const whom = [String(pid), ...children].flatMap((each) => ["-p", each]);
  const inject = `inject=fdatasync:error=EIO:when=${FAILING}`;
  const tracer = spawn("strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", inject, ...whom], {
    stdio: "ignore",
  });
  await Promise.race([once(tracer, "spawn"), once(tracer, "error")]);
  return tracer;
}

/** The disk says that it could not keep what it was given: the database falls rather than lie, and comes back by itself. */
export async function fsyncError(): Promise<Outcome> {
  if (!mayTrace()) return { skipped: "fsync-error: strace is not installed or may not trace; apt-get install strace" };
  return play("fsync-error", async ({ ground, seconds, ordersBack, mustBe }) => {
    await seconds(2);
    const tracer = await breakFlushes(ground);
    const log = join(ground.home, "postgres.log");
    const fell = (): boolean => /PANIC: {2}could not fdatasync/.test(readFileSync(log, "utf8"));
    for (const until = performance.now() + 30_000; !fell() && performance.now() < until; ) await wait(20);
    const fellMs = performance.now();
    mustBe("a flush failed and the database fell", fell());
    tracer.kill("SIGINT");
    const backMs = await ordersBack(fellMs);
    mustBe(`writes are back within ${BACK_MS_MAX} ms (${backMs})`, backMs <= BACK_MS_MAX);
    await seconds(2);
    return { backMs };
  });
}
