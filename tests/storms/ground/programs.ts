import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Order } from "../../fixtures/server-victim.ts";

/** A program of ours that may be killed, and is brought back until it stays. */
export type Program = {
  up: () => boolean;
  start: () => Promise<void>;
  /** `kill -9`, and nobody brings it back before `start`. */
  kill: () => Promise<void>;
  /** Tells it something; false when it is down or could not do it. */
  tell: (order: Order) => Promise<boolean>;
  /** How often it ended without our doing, while it was up. */
  faintings: () => number;
  end: () => Promise<void>;
};
export type Making = {
  name: string;
  file: string;
  args?: readonly string[];
  env: Record<string, string>;
  log: string;
  /** Told once it serves, each time. */
  onStart?: (tell: Program["tell"]) => Promise<unknown>;
};

const TRIES_MAX = 150;
const GRACE_MS = 8_000;

export function programOf({ name, file, args = [], env, log, onStart }: Making): Program {
  let child: ChildProcess | undefined;
  let ready = false;
  let wanted = false;
  let faintings = 0;

  const tell = async (order: Order): Promise<boolean> => {
    const one = child;
    if (!one?.connected) return false;
    const heard = Promise.race([once(one, "message"), once(one, "exit"), wait(5_000, ["late"])]);
    one.send(order, () => undefined); // one that has just died says so by its exit
    return (await heard)[0] === "done";
  };
  const launch = async (): Promise<boolean> => {
    const out = openSync(log, "a");
    const flags = ["--disable-warning=ExperimentalWarning", file, ...args];
    const mine = spawn(process.execPath, flags, {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", out, "ipc"],
    });
    child = mine;
    // The server says "ready" to its parent, the sandbox says on its output that it listens.
    const said = await Promise.race([
      once(mine, "message"),
      once(mine.stdout!, "data"),
      once(mine, "exit").then(() => []),
    ]);
    mine.stdout!.resume();
    if (said.length === 0) return false;
    mine.once("exit", () => {
      if (child !== mine) return;
      ready = false;
      if (wanted) faintings += 1;
      if (wanted) void start();
    });
    await onStart?.(tell);
    return true;
  };
  const launchUntilItStays = async (): Promise<void> => {
    for (let n = 0; n < TRIES_MAX && wanted; n++) {
      if (await launch()) return void (ready = wanted);
      await wait(100);
    }
    if (wanted) throw new Error(`${name} does not start: ${readFileSync(log, "utf8").slice(-2_000)}`);
  };
  let starting: Promise<void> | undefined;
  const start = (): Promise<void> => {
    wanted = true;
    starting ??= launchUntilItStays().finally(() => (starting = undefined));
    return starting;
  };
  const ended = async (): Promise<void> => {
    if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };
  return {
    up: () => ready,
    start,
    tell,
    faintings: () => faintings,
    kill: async () => {
      [wanted, ready] = [false, false];
      child?.kill("SIGKILL");
      await ended();
    },
    end: async () => {
      [wanted, ready] = [false, false];
      child?.kill("SIGTERM");
      const cut = setTimeout(() => child?.kill("SIGKILL"), GRACE_MS);
      await ended();
      clearTimeout(cut);
    },
  };
}
