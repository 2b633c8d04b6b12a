import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readConfig } from "#platform/config";
import { type Db, openDb } from "#platform/db";
import { openIds } from "#platform/ids";
import { migrate } from "#platform/migrate";
import { masterSecret } from "#platform/secret";
import { openVault, type Vault } from "#platform/vault";
import { freePort } from "../../../bench/ground.ts";
import { type Postgres, startPostgres } from "../../../bin/postgres.ts";
import { root } from "../../../bin/tool.ts";
import { type FaultyProxy, openProxy } from "../faulty-proxy.ts";
import { type Edge, edges, type Victim, victims } from "../schedule.ts";
import { type Program, programOf } from "./programs.ts";

export type Front = "web-a" | "web-b";
export type Database = Pick<Postgres, "url" | "pid" | "stop">;
export type OpenDatabase = (home: string, say: (sentence: string) => void) => Promise<Database>;
export type StormGround = {
  home: string;
  /** The database itself, past every faulty line: for whoever compares, never for who is compared. */
  url: string;
  db: Db;
  vault: Vault;
  postgres: Database;
  programs: Record<Exclude<Victim, "postgres">, Program>;
  edges: Record<Edge, FaultyProxy>;
  /** Ports of the faulty lines that clients use, and of the servers behind them. */
  fronts: Record<Front, number>;
  doors: Record<Front, number>;
  sandboxPort: number;
  /** The provider itself, past the faulty line. */
  sandboxUrl: string;
  say: (sentence: string) => void;
  close: () => Promise<void>;
};

const SERVER = join(root, "tests/fixtures/server-victim.ts");
const SANDBOX = join(root, "sandbox/main.ts");
const LIMITS = 1_000;
const here = "127.0.0.1";

/** A killed postmaster alone would leave its children at work for a moment: here everybody falls at once. */
export function killFamily(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  for (const one of [pid, ...children.map(Number)]) {
    try {
      process.kill(one, "SIGKILL");
    } catch (fault) {
      // A backend that has just ended by itself.
      if ((fault as NodeJS.ErrnoException).code !== "ESRCH") throw fault;
    }
  }
}

export const socketOf = (url: string): string => join(new URL(url).searchParams.get("host")!, ".s.PGSQL.5432");

type Ports = Record<"a" | "b" | "worker" | "sandbox", number>;

async function openEdges(url: string, ports: Ports): Promise<Record<Edge, FaultyProxy>> {
  const [a, b] = [
    { port: ports.a, host: here },
    { port: ports.b, host: here },
  ];
  const toDb = () => openProxy({ targets: [{ path: socketOf(url) }], losesRepliesTo: "commit" });
  return {
    "to web-a": await openProxy({ targets: [a] }),
    "to web-b": await openProxy({ targets: [b] }),
    "web-a to db": await toDb(),
    "web-b to db": await toDb(),
    "worker to db": await toDb(),
    "to sandbox": await openProxy({ targets: [{ port: ports.sandbox, host: here }] }),
    news: await openProxy({ targets: [a, b] }),
  };
}

const onePostgres: OpenDatabase = (home, say) => startPostgres({ dir: join(home, "postgres"), say });

/** Every program of the house on its own, each way between two of them through a faulty line, the data durable. */
export async function openStormGround(openDatabase = onePostgres): Promise<StormGround> {
  const home = mkdtempSync(join(tmpdir(), "jishi-storm-"));
  chmodSync(home, 0o755); // started by root, PostgreSQL runs as somebody else
  mkdirSync(join(home, "data", "sandbox"), { recursive: true });
  const say = (sentence: string): void =>
    appendFileSync(join(home, "storm.log"), `${new Date().toISOString()} ${sentence}\n`);
  const postgres = await openDatabase(home, say);
  try {
    return await furnish(home, postgres, say);
  } catch (fault) {
    await postgres.stop();
    throw fault;
  }
}

async function furnish(home: string, postgres: Database, say: StormGround["say"]): Promise<StormGround> {
  await migrate(postgres.url);
  const ports = { a: await freePort(), b: await freePort(), worker: await freePort(), sandbox: await freePort() };
  const lines = await openEdges(postgres.url, ports);
  const programs = openPrograms(home, ports, lines);
  const vault = openVault(masterSecret(readConfig({ JISHI_DATA: join(home, "data") }).secretFile));
  const db = openDb(postgres.url, { connectionsMax: 4 });
  const ids = await openIds(db);
  const close = async (): Promise<void> => {
    for (const program of Object.values(programs)) await program.end();
    for (const edge of edges) await lines[edge].close();
    ids.close();
    await db.destroy();
    await postgres.stop();
  };
  try {
    await programs.sandbox.start();
    await Promise.all((["web-a", "web-b", "worker"] as const).map((name) => programs[name].start()));
  } catch (fault) {
    await close();
    throw fault;
  }
  return {
    ...{ home, url: postgres.url, db, vault, postgres, programs, edges: lines, say, close },
    fronts: { "web-a": lines["to web-a"].port, "web-b": lines["to web-b"].port },
    doors: { "web-a": ports.a, "web-b": ports.b },
    sandboxPort: lines["to sandbox"].port,
    sandboxUrl: `http://${here}:${ports.sandbox}`,
  };
}

function openPrograms(home: string, ports: Ports, lines: Record<Edge, FaultyProxy>): StormGround["programs"] {
  const [data, log] = [join(home, "data"), (name: string): string => join(home, `${name}.log`)];
  const server = (name: "web-a" | "web-b" | "worker", port: number, roles: string): Program =>
    programOf({
      name,
      file: SERVER,
      log: log(name),
      env: {
        DATABASE_URL: `postgres://postgres@${here}:${lines[`${name} to db`].port}/jishi`,
        JISHI_DATA: data,
        JISHI_HOST: here,
        JISHI_PORT: String(port),
        JISHI_CALLBACK_URL: `http://${here}:${lines.news.port}`,
        JISHI_SANDBOX_PORT: String(lines["to sandbox"].port),
        JISHI_ROLES: roles,
        JISHI_LOG_LEVEL: "warn",
      },
      onStart: (tell) => tell({ limits: LIMITS }),
    });
  const sandbox = programOf({
    name: "sandbox",
    file: SANDBOX,
    log: log("sandbox"),
    env: {},
    args: [
      ...["--data", join(data, "sandbox"), "--port", String(ports.sandbox), "--leash", "stdin"],
      ...["--server-url", `http://${here}:${lines.news.port}`],
      ...["--public-url", `http://${here}:${lines["to sandbox"].port}`],
    ],
  });
  return {
    "web-a": server("web-a", ports.a, "web,live"),
    "web-b": server("web-b", ports.b, "web,live"),
    worker: server("worker", ports.worker, "worker"),
    sandbox,
  };
}

/** Everybody is there again; says who never came. */
export async function allUp({ programs }: StormGround, withinMs = 60_000): Promise<void> {
  for (const name of victims) {
    if (name === "postgres") continue; // its supervisor brings it back, and nobody comes up without it
    for (const until = performance.now() + withinMs; !programs[name].up(); await wait(50))
      if (performance.now() > until) throw new Error(`${name} did not come back`);
  }
}
