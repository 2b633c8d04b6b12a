import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartupFault } from "#platform/startup-fault";
import { type Account, account, reachableFolder, socketFolder } from "./postgres/account.ts";
import { type Binaries, findBinaries } from "./postgres/binaries.ts";
import { settings } from "./postgres/settings.ts";
import { alive, commandOf } from "./programs.ts";

export type Postgres = {
  /** Address of its first database, `jishi`. */
  url: string;
  /** It was running already when we came. */
  adopted: boolean;
  pid: () => number;
  /** Lets it run on without us. */
  leave: () => Promise<void>;
  /** Ends every session at once, keeps all that was committed. */
  stop: () => Promise<void>;
};
type Options = {
  /** The folder that holds the cluster; made when missing. */
  dir: string;
  /** False only where losing everything in a power cut does not matter: tests. */
  durable?: boolean;
  say?: (sentence: string) => void;
};
type Cluster = { dir: string; sockets: string; bin: Binaries; as: Account; log: string; durable: boolean };

const WAIT_MS = 60_000;

export const urlIn = (sockets: string, database: string): string =>
  `postgres://postgres@localhost/${database}?host=${encodeURIComponent(sockets)}`;

/** The living postmaster of a cluster, by the file it keeps: process id and socket folder. */
function livingPostmaster(dir: string): { pid: number; sockets: string } | undefined {
  const file = join(dir, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , , sockets] = readFileSync(file, "utf8").split("\n");
  // After a reboot or in a new container the number may belong to somebody else: then the file only stands in the way.
  if (alive(Number(pid)) && commandOf(Number(pid)).includes("postgres"))
    return { pid: Number(pid), sockets: sockets ?? "" };
  rmSync(file, { force: true });
  return undefined;
}

function run(command: string, args: string[], as: Account, log: string): ChildProcess {
  const out = openSync(log, "a");
  const child = spawn(command, args, {
    ...as.ids,
    cwd: "/",
    // A session of its own: Ctrl-C in the terminal must reach the database last, through us.
    detached: true,
    stdio: ["ignore", out, out],
    env: { PATH: process.env["PATH"], TZ: "UTC", LC_ALL: "C" },
  });
  closeSync(out); // it is the child's now: a supervisor that restarts for months keeps no files open
  return child;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code));
  });

const lastLines = (log: string): string => readFileSync(log, "utf8").trim().split("\n").slice(-3).join(" ");

async function createCluster({ dir, bin, as, log, durable }: Cluster): Promise<void> {
  const flags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  flags.push("--lc-ctype=C.UTF-8", "--lc-collate=C.UTF-8", "--username=postgres", "--auth=trust", "--data-checksums");
  if (!durable) flags.push("--no-sync");
  const code = await ended(run(bin.initdb, ["-D", dir, ...flags], as, log));
  if (code !== 0) throw new StartupFault(`PostgreSQL could not make its data folder ${dir}: ${lastLines(log)}`);
}

function refuseOtherMajor(dir: string, major: string): void {
  const file = join(dir, "PG_VERSION");
  if (!existsSync(file)) return;
  const found = readFileSync(file, "utf8").trim();
  if (found !== major) {
    throw new StartupFault(
      `The data in ${dir} was written by PostgreSQL ${found}, but this program brings ${major}; use --data with another folder or the program that wrote it.`,
    );
  }
}

async function answers(sockets: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlIn(sockets, "postgres"), connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined); // it went away again: the next question tells
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_database where datname = 'jishi'");
    if (rowCount === 0) await client.query("create database jishi");
    return true;
  } catch {
    return false; // still starting, or already gone: the caller looks at the postmaster and asks again
  } finally {
    await client.end();
  }
}

/** Starts the postmaster and waits until it answers. Undefined when it ended instead. */
async function launch(cluster: Cluster): Promise<ChildProcess | undefined> {
  const args = ["-D", cluster.dir, ...settings(cluster.sockets, cluster.durable)];
  const child = run(cluster.bin.postgres, args, cluster.as, cluster.log);
  child.unref();
  let gone = false;
  void ended(child).then(
    () => (gone = true),
    () => (gone = true),
  );
  for (const until = Date.now() + WAIT_MS; Date.now() < until && !gone; await sleep(25)) {
    if (await answers(cluster.sockets)) return child;
  }
  if (!gone) child.kill("SIGQUIT");
  return undefined;
}

/** After a crash the old postmaster's children hold the shared memory for a moment more: the first tries may fail. */
async function launchWithin(cluster: Cluster, tries: number, enough: () => boolean): Promise<number | undefined> {
  for (let n = 1; n <= tries && !enough(); n++) {
    const child = await launch(cluster);
    if (child?.pid !== undefined) return child.pid;
    await sleep(Math.min(100 * n, 1000));
  }
  return undefined;
}

async function launchFirst(cluster: Cluster): Promise<number> {
  const pid = await launchWithin(cluster, 5, () => false);
  if (pid !== undefined) return pid;
  throw new StartupFault(`PostgreSQL does not start; the end of ${cluster.log} says: ${lastLines(cluster.log)}`);
}

function prepare({ dir, durable = true }: Options): Cluster {
  const as = account(dir);
  const bin = findBinaries(as);
  refuseOtherMajor(dir, bin.major);
  const log = `${dir}.log`;
  const home = reachableFolder(dir, as);
  return { dir: home, sockets: socketFolder(home, as), bin, as, log, durable };
}

/**
 * Runs the bundled PostgreSQL on a folder: makes the cluster at the first time, adopts a postmaster that outlived us,
 * and starts it again when it dies under us. Nobody but this machine reaches it: it listens on a socket file alone.
 */
export async function startPostgres(options: Options): Promise<Postgres> {
  const say = options.say ?? (() => undefined);
  const cluster = prepare(options);
  const isNew = !existsSync(join(cluster.dir, "PG_VERSION"));
  if (isNew) await createCluster(cluster);

  const living = livingPostmaster(cluster.dir);
  const adopted = living !== undefined && (await answers(living.sockets));
  const sockets = adopted ? living.sockets : cluster.sockets;
  let pid = adopted ? living.pid : await launchFirst(cluster);
  let stopping = false;
  let restarting: Promise<void> | undefined;

  async function bringBack(): Promise<void> {
    say("PostgreSQL ended unexpectedly and is started again.");
    const back = await launchWithin({ ...cluster, sockets }, Infinity, () => stopping);
    pid = back ?? pid;
    if (back !== undefined) say("PostgreSQL is back.");
    restarting = undefined;
  }
  const watch = setInterval(() => {
    if (!stopping && !alive(pid)) restarting ??= bringBack();
  }, 100).unref();

  return {
    url: urlIn(sockets, "jishi"),
    adopted,
    pid: () => pid,
    leave: async () => {
      stopping = true;
      clearInterval(watch);
      await restarting;
    },
    stop: async () => {
      stopping = true;
      clearInterval(watch);
      await restarting;
      if (alive(pid)) process.kill(pid, "SIGINT");
      for (const until = Date.now() + WAIT_MS; Date.now() < until && alive(pid); ) await sleep(20);
    },
  };
}
