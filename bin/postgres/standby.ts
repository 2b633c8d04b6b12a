import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartupFault } from "#platform/startup-fault";
import { type Postgres, startPostgres } from "../postgres.ts";
import { alive } from "../programs.ts";

/** A copy of a running cluster that has every commit before it is acknowledged, and can take its place. */
export type Standby = {
  postgres: Postgres;
  /**
   * Takes the place of a primary that is dead for certain: this copy begins to write, and the primary's address leads
   * to it. Whoever holds DATABASE_URL need not know.
   */
  promote: () => Promise<void>;
};
type StandbyOptions = { primary: Postgres; dir: string; name?: string; say?: (sentence: string) => void };

const SOCKET = ".s.PGSQL.5432";
const IN_STEP_MS = 30_000;
// What belongs to the running primary alone; its log of changes comes over the line instead.
const LEFT_OUT = new Set(["postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot", "pg_dynshmem", "pg_stat_tmp"]);

async function asked<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined); // the question under way says so
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Copies what is there now; a file that goes meanwhile is made good by the log of changes. */
function copyFolder(from: string, to: string, ids: { uid: number; gid: number }): void {
  mkdirSync(to, { mode: 0o700 });
  chownSync(to, ids.uid, ids.gid);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name.startsWith(SOCKET)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (LEFT_OUT.has(entry.name)) {
      if (entry.isDirectory()) copyFolderBare(target, ids);
    } else if (entry.isDirectory()) copyFolder(source, target, ids);
    else if (entry.isFile()) copyIfThere(source, target, ids);
  }
}

function copyFolderBare(to: string, ids: { uid: number; gid: number }): void {
  mkdirSync(to, { mode: 0o700 });
  chownSync(to, ids.uid, ids.gid);
}

function copyIfThere(from: string, to: string, ids: { uid: number; gid: number }): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  chmodSync(to, 0o600);
  chownSync(to, ids.uid, ids.gid);
}

const socketsOf = (url: string): string => new URL(url).searchParams.get("host")!;

/** A copy by the database's own backup calls, for there is no pg_basebackup among the bundled programs. */
async function copyCluster(primary: pg.Client, dir: string, name: string): Promise<void> {
  const { rows } = await primary.query<{ folder: string }>("select current_setting('data_directory') as folder");
  const from = rows[0]!.folder;
  const ids = statSync(from);
  // Keeps every change from here on until the copy has read it.
  await primary.query("select pg_create_physical_replication_slot($1, true)", [name]);
  await primary.query("select pg_backup_start($1, true)", [name]);
  copyFolder(from, dir, ids);
  const { rows: ends } = await primary.query<{ labelfile: string }>(
    "select labelfile from pg_backup_stop(wait_for_archive => false)",
  );
  const write = (file: string, text: string): void => {
    writeFileSync(join(dir, file), text, { mode: 0o600 });
    chownSync(join(dir, file), ids.uid, ids.gid);
  };
  write("backup_label", ends[0]!.labelfile);
  write("standby.signal", "");
  const line = `host=''${primary.host}'' user=postgres application_name=${name}`;
  const auto = join(dir, "postgresql.auto.conf");
  const kept = existsSync(auto) ? readFileSync(auto, "utf8") : "";
  write("postgresql.auto.conf", `${kept}primary_conninfo = '${line}'\nprimary_slot_name = '${name}'\n`);
}

/**
 * Makes a standby of a running primary and waits until no commit is acknowledged without it. Its death then holds up
 * every write: two copies of one shop are for those who would rather wait than lose an order.
 */
export async function startStandby({ primary, dir, name = "standby", say }: StandbyOptions): Promise<Standby> {
  if (existsSync(dir)) throw new StartupFault(`${dir} is there already; a standby is made anew in an empty place.`);
  await asked(primary.url, (client) => copyCluster(client, dir, name));
  const postgres = await startPostgres({ dir, ...(say && { say }) });
  await asked(primary.url, async (client) => {
    await client.query(`alter system set synchronous_standby_names = 'ANY 1 (${name})'`);
    await client.query("select pg_reload_conf()");
    for (const until = Date.now() + IN_STEP_MS; ; await sleep(50)) {
      const { rowCount } = await client.query(
        "select from pg_stat_replication where application_name = $1 and sync_state in ('quorum', 'sync')",
        [name],
      );
      if (rowCount === 1) return;
      if (Date.now() > until) throw new StartupFault(`The standby in ${dir} does not follow its primary.`);
    }
  });
  return { postgres, promote: () => promote(primary, postgres) };
}

/** Refuses while the old primary lives: two that write would be two truths. */
async function promote(primary: Postgres, standby: Postgres): Promise<void> {
  if (alive(primary.pid())) throw new StartupFault("The primary still runs; end it before another takes its place.");
  await asked(standby.url, async (client) => {
    const { rows } = await client.query<{ done: boolean }>("select pg_promote(true, 30) as done");
    if (!rows[0]!.done) throw new StartupFault("The standby did not take over within 30 seconds.");
    // It would wait for a standby of its own that nobody has made.
    await client.query("alter system reset synchronous_standby_names");
    await client.query("select pg_reload_conf()");
  });
  lead(socketsOf(primary.url), socketsOf(standby.url));
}

/** The old address leads to the new socket, from one moment to the next. */
function lead(old: string, now: string): void {
  const [half, door] = [join(old, `${SOCKET}.next`), join(old, SOCKET)];
  symlinkSync(join(now, SOCKET), half);
  renameSync(half, door);
  if (readlinkSync(door) !== join(now, SOCKET)) throw new Error(`${door} does not lead to ${now}`);
}

export type Pair = {
  /** Leads to whoever of the two writes. */
  url: string;
  pid: () => number;
  tookOver: () => boolean;
  stop: () => Promise<void>;
};

const LOOK_MS = 50;

/**
 * Two copies under one supervisor on one machine: when the primary dies, and a process that is gone is gone for certain,
 * the standby takes its place under the same address. The third vote that two machines need is not here.
 */
export async function startPair(options: {
  dir: string;
  standbyDir: string;
  say?: (sentence: string) => void;
}): Promise<Pair> {
  const say = options.say ?? (() => undefined);
  const primary = await startPostgres({ dir: options.dir, say });
  const standby = await startStandby({ primary, dir: options.standbyDir, say });
  // From here on its death is ours to answer, and it may not come back by itself.
  await primary.leave();
  let tookOver = false;
  let taking: Promise<void> | undefined;
  const takeOver = async (): Promise<void> => {
    say("The primary ended; the standby takes its place.");
    await standby.promote();
    tookOver = true;
    say("The standby has taken over.");
  };
  const watch = setInterval(() => {
    if (tookOver || alive(primary.pid())) return;
    taking ??= takeOver()
      .catch((fault: Error) => say(`The standby could not take over and tries again: ${fault.message}`))
      .finally(() => (taking = undefined));
  }, LOOK_MS);
  return {
    url: primary.url,
    pid: () => (tookOver ? standby.postgres.pid() : primary.pid()),
    tookOver: () => tookOver,
    stop: async () => {
      clearInterval(watch);
      await taking;
      await standby.postgres.stop();
      await primary.stop();
    },
  };
}
