import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, createWriteStream, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../../../bin/tool.ts";
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

// As bin/bootstrap.mjs has it for every program of ours.
const COMPILED = process.env["NODE_COMPILE_CACHE"] ?? join(root, "node_modules/.cache/node");
const TRIES_MAX = 150;
// One that has never served has nobody to be brought back from: its log says why.
const FIRST_TRIES_MAX = 2;
const GRACE_MS = 8_000;

function launch({ file, args = [], env, log }: Making): ChildProcess {
  const out = openSync(log, "a");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file, ...args], {
    env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: COMPILED, ...env },
    // Both notice when we end, however we end: the server by its channel, the sandbox by its standard input.
    stdio: ["pipe", "pipe", out, "ipc"],
  });
  closeSync(out);
  child.stdout!.pipe(createWriteStream(log, { flags: "a" }));
  return child;
}

/** The sandbox says on its output that it listens; what the server writes there is its log. */
async function saysSo(child: ChildProcess): Promise<true> {
  for (;;) {
    const [said] = (await once(child.stdout!, "data")) as [Buffer];
    if (!said.includes('"level":')) return true;
  }
}

/** The server says "ready" to its parent; false when it ended instead. */
async function serves(child: ChildProcess): Promise<boolean> {
  const gone = once(child, "exit").then(() => false);
  return Promise.race([once(child, "message").then(() => true), saysSo(child), gone]);
}

export function programOf(making: Making): Program {
  const { name, log, onStart } = making;
  let child: ChildProcess | undefined;
  let ready = false;
  let wanted = false;
  let faintings = 0;
  let triesMax = FIRST_TRIES_MAX;
  let starting: Promise<void> | undefined;

  const tell = async (order: Order): Promise<boolean> => {
    const one = child;
    if (!one?.connected) return false;
    const heard = Promise.race([once(one, "message"), once(one, "exit"), wait(5_000, ["late"])]);
    one.send(order, () => undefined); // one that has just died says so by its exit
    return (await heard)[0] === "done";
  };
  const comesUp = async (): Promise<boolean> => {
    const mine = launch(making);
    child = mine;
    let gone = false;
    mine.once("exit", () => {
      gone = true;
      if (child !== mine || !ready) return; // not up yet: whoever starts it sees that it is gone
      ready = false;
      if (wanted) faintings += 1;
      if (wanted) void start();
    });
    if (!(await serves(mine))) return false;
    await onStart?.(tell);
    return !gone;
  };
  const launchUntilItStays = async (): Promise<void> => {
    for (let n = 0; n < triesMax && wanted; n++) {
      if (await comesUp()) {
        [ready, triesMax] = [wanted, TRIES_MAX];
        return;
      }
      await wait(100);
    }
    if (wanted) throw new Error(`${name} does not start: ${readFileSync(log, "utf8").slice(-2_000)}`);
  };
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
