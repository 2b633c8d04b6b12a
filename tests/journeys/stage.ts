import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { migrate } from "#platform/migrate";
import { brokenIn, verify } from "#platform/verify";
import { startPostgres } from "../../bin/postgres.ts";
import { asAdmin, root } from "../../bin/tool.ts";

export type Row = Record<string, unknown>;
/** The running product as a person finds it, and its database to look at from outside. */
export type Stage = {
  url: string;
  sandboxUrl: string;
  rtmpUrl: string;
  rows: <T extends Row>(text: string, ...values: unknown[]) => Promise<T[]>;
  /** Waits until no invariant is broken; answers what still is. */
  broken: () => Promise<string[]>;
  stop: () => Promise<void>;
};

const WITHIN_MS = 400_000;

/** What a person has set who has set nothing: the tests' own variables must not reach the product. */
const bare = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(JISHI_|DATABASE_URL|npm_|NODE_TEST)/.test(name)),
  );

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (typeof address !== "object" || !address) throw new Error("the machine has no free port");
  return address.port;
}

/** Demo mode brings the inbox for codes and the clock that can be moved; its two weeks of history are left out. */
async function leaveWorldEmpty(data: string): Promise<void> {
  const postgres = await startPostgres({ dir: join(data, "postgres") });
  try {
    await migrate(postgres.url);
    await asAdmin(postgres.url, "insert into platform.seeds (name, finished_at) values ('demo', now())");
  } finally {
    await postgres.stop();
  }
}

async function printedAddresses(child: ChildProcess): Promise<string> {
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  for (const until = Date.now() + WITHIN_MS; !printed.includes("Ctrl-C"); await sleep(50)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`the product did not start: ${printed}`);
  }
  return printed;
}

const found = (printed: string, what: RegExp): string => {
  const [, address] = what.exec(printed) ?? [];
  if (address === undefined) throw new Error(`the product did not print its address: ${printed}`);
  return address;
};

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  await exit;
}

/** Starts the product as its user does, on a folder and ports of its own. */
export async function openStage({ demoWorld }: { demoWorld: boolean }): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), "jishi-journey-"));
  chmodSync(data, 0o755); // started by root, PostgreSQL runs as somebody else
  if (!demoWorld) await leaveWorldEmpty(data);
  const args = ["--disable-warning=ExperimentalWarning", "bin/start.ts", "--data", data];
  const child = spawn(process.execPath, [...args, "--port", String(await freePort())], {
    cwd: root,
    env: { ...bare(), JISHI_LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe", "ipc"], // the product ends when the channel to us does
  });
  const printed = await printedAddresses(child);
  const postgres = await startPostgres({ dir: join(data, "postgres") }); // adopts the product's
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
  pool.on("error", () => undefined);
  return {
    url: found(printed, /Buyer\s+(http:\S+?)\/\s/),
    sandboxUrl: found(printed, /Sandbox pay\s+(http:\S+?)\/\s/),
    rtmpUrl: found(printed, /RTMP push\s+(rtmp:\S+)/),
    rows: async <T extends Row>(text: string, ...values: unknown[]) => (await pool.query<T>(text, values)).rows,
    broken: async () => {
      for (let n = 0; ; n++) {
        const broken = brokenIn(await verify(postgres.url));
        if (broken.length === 0 || n === 10) return broken;
        await sleep(1000);
      }
    },
    stop: async () => {
      await pool.end();
      await postgres.leave();
      await ended(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
