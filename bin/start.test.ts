import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { alive } from "./programs.ts";
import { withOptions } from "./start/options.ts";

const home = mkdtempSync(join(tmpdir(), "jishi-start-"));
const running: ChildProcess[] = [];
after(async () => {
  for (const child of running) await ended(child, "SIGTERM");
  rmSync(home, { recursive: true, force: true });
});

/** The environment of a person who has set nothing. */
const bare = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(JISHI_|DATABASE_URL|npm_|NODE_TEST)/.test(name)),
  );

function startOnce(args: string[], env: Record<string, string> = {}): { status: number | null; said: string } {
  const done = spawnSync(process.execPath, ["bin/start.mjs", ...args], {
    env: { ...bare(), ...env },
    encoding: "utf8",
    timeout: 30_000,
    killSignal: "SIGKILL",
  });
  return { status: done.status, said: done.stderr.trim() };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  assert.ok(typeof address === "object" && address);
  return address.port;
}

/** Starts the product and waits for its addresses. */
async function startFully(args: string[]): Promise<{ child: ChildProcess; printed: string; tookMs: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, ["bin/start.mjs", "--no-demo", ...args], { env: bare() });
  running.push(child);
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  while (!printed.includes("Ctrl-C")) {
    assert.ok(child.exitCode === null && performance.now() - began < 60_000, `did not start: ${printed}`);
    await sleep(20);
  }
  return { child, printed, tookMs: performance.now() - began };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill(signal);
  return exit;
}

const pidIn = (file: string): number => Number(readFileSync(file, "utf8").split("\n")[0]);

test("the command line wins over the environment, and an unknown option is one sentence", () => {
  const env = withOptions({ JISHI_PORT: "3000" }, ["--port=4000", "--data", "/tmp/x", "--no-demo"]);
  assert.deepEqual(env, { JISHI_PORT: "4000", JISHI_DATA: "/tmp/x", JISHI_DEMO: "false" });
  assert.throws(() => withOptions({}, ["--prot", "1"]), /^Error: --prot is not an option\. Known are/);
  assert.throws(() => withOptions({}, ["--port"]), /--port wants a value/);
  assert.throws(() => withOptions({}, ["--port", "--no-demo"]), /--port wants a value/);
  assert.deepEqual(startOnce(["--help-me"]), {
    status: 2,
    said: "jishi: --help-me is not an option. Known are: --data DIR, --port N, --no-demo.",
  });
});

test("a taken port stops the start with one sentence", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "0.0.0.0", resolve));
  const address = other.address();
  assert.ok(typeof address === "object" && address);
  const { status, said } = startOnce(["--data", join(home, "taken"), "--port", String(address.port)]);
  other.close();
  assert.equal(status, 1);
  assert.equal(
    said,
    `jishi: Port ${address.port} is taken by another program; stop it or choose another with --port N.`,
  );
});

test("a data folder that cannot be one stops the start with one sentence", () => {
  writeFileSync(join(home, "file"), "");
  const { status, said } = startOnce(["--data", join(home, "file")]);
  assert.equal(status, 1);
  assert.equal(said, `jishi: The data folder ${join(home, "file")} is not a folder; choose another with --data DIR.`);
  const below = startOnce(["--data", "/proc/jishi"]);
  assert.equal(below.status, 1);
  assert.equal(below.said, "jishi: The data folder /proc/jishi cannot be written; choose another with --data DIR.");
});

test("the data of another major version stops the start with one sentence", async () => {
  mkdirSync(join(home, "old", "postgres"), { recursive: true, mode: 0o700 });
  writeFileSync(join(home, "old", "postgres", "PG_VERSION"), "15\n");
  const { status, said } = startOnce(["--data", join(home, "old"), "--port", String(await freePort())]);
  assert.equal(status, 1);
  assert.match(said, /^jishi: The data in .* was written by PostgreSQL 15, but this program brings 18; [^\n]*$/);
});

test("a wrong DATABASE_URL stops the start with one sentence and without its password", async () => {
  const args = ["--data", join(home, "wrong"), "--port", String(await freePort())];
  const nobody = startOnce(args, { DATABASE_URL: "postgres://me:secret@127.0.0.1:1/shop" });
  assert.deepEqual(nobody, {
    status: 1,
    said: "jishi: No PostgreSQL answers at postgres://me@127.0.0.1:1/shop (DATABASE_URL).",
  });
  const senseless = startOnce(args, { DATABASE_URL: "shop" });
  assert.equal(senseless.status, 2);
  assert.match(senseless.said, /^jishi: DATABASE_URL must be an address like [^\n]*$/);
});

test("a start ends cleanly, begins again quickly, and recovers from kill -9", async () => {
  const data = join(home, "whole");
  const port = await freePort();
  const args = ["--data", data, "--port", String(port)];
  const postmaster = join(data, "postgres", "postmaster.pid");

  const first = await startFully(args);
  const database = pidIn(postmaster);
  assert.equal(await ended(first.child, "SIGINT"), 0);
  assert.equal(alive(database), false);
  assert.deepEqual([existsSync(postmaster), existsSync(join(data, "server.pid"))], [false, false]);

  const second = await startFully(args);
  assert.ok(second.tookMs < 5000, `a later start took ${Math.round(second.tookMs)} ms`);
  assert.match(
    startOnce([...args.slice(0, 2), "--port", String(await freePort())]).said,
    /already runs on the data folder/,
  );
  const left = pidIn(postmaster);
  process.kill(pidIn(join(data, "server.pid")), "SIGKILL");
  await ended(second.child, "SIGTERM");
  assert.equal(alive(left), true, "the database outlives a killed server");

  const third = await startFully(args);
  assert.equal(pidIn(postmaster), left, "and is adopted by the next one");
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status < 500, true);
  // The outer program is killed outright: the inner one notices and ends everything itself.
  const inner = pidIn(join(data, "server.pid"));
  await ended(third.child, "SIGKILL");
  for (const until = Date.now() + 10_000; Date.now() < until && (alive(inner) || alive(left)); ) await sleep(50);
  assert.deepEqual([alive(inner), alive(left)], [false, false]);
});
