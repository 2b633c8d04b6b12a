import { spawnSync } from "node:child_process";
import { freePort } from "../ground.ts";
import { untilListens } from "./line.ts";
import { launch } from "./programs.ts";

export type Redis = { version: string; port: number };

/** A Redis in memory alone, where this machine has one: both peers name it for production. */
export async function openRedis(folder: string, log: string): Promise<Redis | undefined> {
  const asked = spawnSync("redis-server", ["--version"], { encoding: "utf8" });
  if (asked.error || asked.status !== 0) return undefined;
  const port = await freePort();
  const args = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"];
  // Job queues must never lose a key to make room: both peers' queue asks for this.
  args.push("--maxmemory-policy", "noeviction");
  launch({ file: "redis-server", args, cwd: folder, env: {}, log });
  await untilListens(port);
  return { version: /v=(\S+)/.exec(asked.stdout)?.[1] ?? "unknown", port };
}
