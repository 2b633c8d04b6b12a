import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { callbackUrlOf, type Config } from "#platform/config";
import { StartupFault } from "#platform/startup-fault";
import { endProgram, forgetPid, notedPid, notePid } from "../programs.ts";
import { root } from "../tool.ts";

const ENTRY = "sandbox/main.ts";
const READY_MS = 20_000;
const GRACE_MS = 5_000;

function spawnSandbox(config: Config, folder: string): ChildProcess {
  const args = ["--data", folder, "--port", String(config.sandboxPort), "--host", config.host];
  args.push("--server-url", callbackUrlOf(config), "--public-url", config.sandboxPublicUrl);
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, ENTRY), ...args], {
    // A session of its own: Ctrl-C reaches it through us, after the server has finished with it.
    detached: true,
    stdio: ["ignore", "pipe", openSync(`${folder}.log`, "a")],
  });
}

/** It says on one line of JSON that it listens. */
function ready(child: ChildProcess, log: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      const said = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").at(-1) : "";
      reject(new StartupFault(`The sandbox payment provider does not start: ${said || "it says nothing"}`));
    };
    const timer = setTimeout(fail, READY_MS);
    child.once("exit", fail);
    createInterface({ input: child.stdout! }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      clearTimeout(timer);
      child.off("exit", fail);
      resolve();
    });
  });
}

const pidFileOf = (config: Config): string => join(config.dataDir, "sandbox.pid");

/** A server that was killed left its sandbox running: it is ended before anybody asks whether its port is free. */
export async function endOrphan(config: Config): Promise<void> {
  const orphan = notedPid(pidFileOf(config), ENTRY);
  if (orphan !== undefined) await endProgram(orphan, GRACE_MS);
}

/** Runs the sandbox payment provider beside the server; brings it back when it ends by itself. */
export async function startSandbox(config: Config): Promise<{ stop: () => Promise<void> }> {
  if (config.paymentProvider !== "sandbox" || !existsSync(join(root, ENTRY))) return { stop: () => Promise.resolve() };
  const folder = join(config.dataDir, "sandbox");
  const pidFile = pidFileOf(config);
  mkdirSync(folder, { recursive: true });
  let stopping = false;
  let child: ChildProcess;

  async function open(): Promise<void> {
    child = spawnSandbox(config, folder);
    notePid(pidFile, child.pid ?? 0);
    await ready(child, `${folder}.log`);
    child.once("exit", () => void bringBack());
  }
  async function bringBack(): Promise<void> {
    while (!stopping) {
      await sleep(1000, undefined, { ref: false });
      if (stopping) return;
      try {
        return await open();
      } catch (fault) {
        if (!(fault instanceof StartupFault)) throw fault;
        console.error(`jishi: ${fault.message}`);
      }
    }
  }
  await open();
  return {
    stop: async () => {
      stopping = true;
      if (child.pid !== undefined) await endProgram(child.pid, GRACE_MS);
      forgetPid(pidFile);
    },
  };
}
