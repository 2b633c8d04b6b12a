import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { sql } from "kysely";
import { addAddress, openSession } from "#modules/identity";
import { type Config, readConfig } from "#platform/config";
import { type Db, openDb, transact } from "#platform/db";
import { openIds } from "#platform/ids";
import { migrate } from "#platform/migrate";
import { masterSecret } from "#platform/secret";
import { openVault, type Vault } from "#platform/vault";
import { freePort } from "../../bench/ground.ts";
import { type Postgres, startPostgres } from "../../bin/postgres.ts";
import { startSandbox } from "../../bin/start/sandbox-child.ts";
import { aPerson } from "../fixtures/goods.ts";
import type { Order } from "../fixtures/server-victim.ts";

export type Person = { id: bigint; token: string };
export type Buyer = Person & { addressId: bigint };
export type Asked = { as?: Person; body?: unknown; key?: string | null; headers?: Record<string, string> };
export type Answer = {
  asked: string;
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
  code: unknown;
  ms: number;
};
export type Ground = {
  config: Config & { databaseUrl: string };
  db: Db;
  vault: Vault;
  at: string;
  sandbox: string;
  home: string;
  ask: (method: string, path: string, asked?: Asked) => Promise<Answer>;
  person: (nickname?: string) => Promise<Person>;
  sessionOf: (personId: bigint) => Promise<Person>;
  buyer: (nickname?: string) => Promise<Buyer>;
  /** Tells the running server something, and waits until it has heard. */
  tell: (order: Order) => Promise<void>;
  server: () => ChildProcess;
  start: () => Promise<void>;
  /** `kill -9`. */
  kill: () => Promise<void>;
  died: () => Promise<NodeJS.Signals | null>;
  log: () => string;
  postgres: { killAll: () => Promise<void>; bringBack: () => Promise<void> };
};

const PROGRAM = join(import.meta.dirname, "../fixtures/server-victim.ts");
const SLOWEST_MS = 20_000;

/** Asks as a client does; never waits for ever. */
export async function askAt(
  at: string,
  method: string,
  path: string,
  { as, body, key, headers = {} }: Asked = {},
): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(at + path, {
    method,
    headers: {
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...(method === "GET" || key === null ? {} : { "idempotency-key": key ?? randomUUID() }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    redirect: "manual",
    signal: AbortSignal.timeout(SLOWEST_MS),
  });
  const text = await response.text();
  const read: unknown = /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : {};
  const answer = read as Record<string, unknown>;
  return {
    asked: `${method} ${path}`,
    status: response.status,
    headers: response.headers,
    text,
    body: answer,
    code: answer["code"],
    ms: performance.now() - began,
  };
}

/** A whole house in a folder of its own: PostgreSQL, the sandbox, and the server as a child. Gone with the test file. */
export async function openGround({ limits = 1 }: { limits?: number } = {}): Promise<Ground> {
  const home = mkdtempSync(join(tmpdir(), "jishi-faults-"));
  chmodSync(home, 0o755); // started by root, PostgreSQL runs as somebody else
  after(() => rmSync(home, { recursive: true, force: true }));
  const own = { dir: join(home, "postgres") }; // durable: what was acknowledged must outlive a kill
  let postgres: Postgres = await startPostgres(own);
  after(() => postgres.stop());
  await migrate(postgres.url);
  const env = await settings(home, postgres.url);
  const config = { ...readConfig(env), databaseUrl: postgres.url };
  const vault = openVault(masterSecret(config.secretFile));
  const sandbox = await startSandbox(config);
  after(() => sandbox.stop());
  const db = openDb(postgres.url, { connectionsMax: 4 });
  const ids = await openIds(db);
  const server = serverOn(env, join(home, "server.log"), limits);
  await server.start();
  after(async () => {
    await server.end();
    ids.close();
    await db.destroy();
  });
  return {
    ...{ config, db, vault, home, at: `http://127.0.0.1:${config.port}`, sandbox: config.sandboxUrl },
    ...people(db, vault),
    ...server,
    ask: (method, path, asked) => askAt(`http://127.0.0.1:${config.port}`, method, path, asked),
    postgres: {
      killAll: async () => {
        await postgres.leave();
        killFamily(postgres.pid());
      },
      bringBack: async () => void (postgres = await startPostgres(own)),
    },
  };
}

async function settings(home: string, url: string): Promise<Record<string, string>> {
  return {
    DATABASE_URL: url,
    JISHI_DATA: join(home, "data"),
    JISHI_HOST: "127.0.0.1",
    JISHI_PORT: String(await freePort()),
    JISHI_MEDIA_PORT: String(await freePort()),
    JISHI_RTMP_PORT: String(await freePort()),
    JISHI_SANDBOX_PORT: String(await freePort()),
    JISHI_LOG_LEVEL: "warn",
  };
}

/** A killed postmaster alone would leave its children at work for a moment: here everybody falls at once. */
function killFamily(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  for (const one of [pid, ...children.map(Number)]) process.kill(one, "SIGKILL");
}

function people(db: Db, vault: Vault): Pick<Ground, "person" | "sessionOf" | "buyer"> {
  let phones = 13_900_000_000;
  /** Whoever signs in has a phone. */
  const sessionOf = async (id: bigint): Promise<Person> => {
    const phone = String((phones += 1));
    const [index, sealed] = [vault.blindIndex("phone", phone), vault.seal(`identity.people|phone|${id}`, phone)];
    await sql`update identity.people set phone_index = ${index}, phone_sealed = ${sealed}
      where id = ${id} and phone_index is null`.execute(db);
    const { token } = await transact(db, (tx) => openSession(tx, id, "bearer"));
    return { id, token };
  };
  const person = async (nickname = "小满"): Promise<Person> => sessionOf(await aPerson(db, nickname));
  const buyer = async (nickname?: string): Promise<Buyer> => {
    const who = await person(nickname);
    const { id } = await addAddress(db, vault, who.id, {
      name: "王小满",
      phone: "13800000000",
      regionCodes: ["330000", "330100", "330106"],
      regionNames: ["浙江省", "杭州市", "西湖区"],
      street: "文三路 90 号",
      isDefault: true,
    });
    return { ...who, addressId: id };
  };
  return { person, sessionOf, buyer };
}

type Server = Pick<Ground, "tell" | "server" | "start" | "kill" | "died" | "log"> & { end: () => Promise<void> };

function serverOn(env: Record<string, string>, log: string, limits: number): Server {
  let child: ChildProcess | undefined;
  const ended = async (): Promise<NodeJS.Signals | null> => {
    if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
    return child?.signalCode ?? null;
  };
  const tell = async (order: Order): Promise<void> => {
    const heard = once(child!, "message");
    child!.send(order);
    await heard;
  };
  const start = async (): Promise<void> => {
    const out = openSync(log, "a");
    const flags = ["--disable-warning=ExperimentalWarning", PROGRAM];
    child = spawn(process.execPath, flags, {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", out, out, "ipc"],
    });
    const [said] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [unknown];
    if (said !== "ready") throw new Error(`the server ended at its start: ${readFileSync(log, "utf8").slice(-2_000)}`);
    if (limits !== 1) await tell({ limits });
  };
  return {
    tell,
    start,
    server: () => child!,
    died: ended,
    log: () => readFileSync(log, "utf8"),
    kill: async () => {
      child!.kill("SIGKILL");
      await ended();
    },
    end: async () => {
      child?.kill("SIGTERM");
      const cut = setTimeout(() => child?.kill("SIGKILL"), 8_000);
      await ended();
      clearTimeout(cut);
    },
  };
}

/** Waits for what comes by itself, and says what never came. */
export async function until<T>(what: string, look: () => Promise<T> | T, withinMs = 15_000): Promise<NonNullable<T>> {
  for (const began = performance.now(); ; ) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (performance.now() - began > withinMs) throw new Error(`it never came to be that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
