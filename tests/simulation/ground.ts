import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { standStill } from "#platform/clock";
import { openDb } from "#platform/db";
import { openIds } from "#platform/ids";
import { migrate } from "#platform/migrate";
import { startPostgres } from "../../bin/postgres.ts";
import { type Furniture, furnish } from "./furnish.ts";

/** Every story begins at this moment; far ahead, so that no clock of the day has a say in it. */
export const BEGINNING = new Date("2035-03-01T01:00:00Z");

const urlOf = (url: string, database: string): string => Object.assign(new URL(url), { pathname: database }).href;

/** A PostgreSQL of our own, in a folder of our own, that does nothing by itself and need not survive anything. */
export async function openGround(): Promise<{ url: string; stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "jishi-simulation-"));
  chmodSync(home, 0o755); // started by root, PostgreSQL runs as somebody else
  const postgres = await startPostgres({ dir: join(home, "postgres"), durable: false });
  await asAdmin(postgres.url, async (admin) => {
    for (const setting of ["autovacuum = off", "max_parallel_workers_per_gather = 0", "jit = off"])
      await admin.query(`alter system set ${setting}`);
    await admin.query("select pg_reload_conf()");
  });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  return { url: postgres.url, stop };
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: urlOf(url, "postgres") });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

export type Stage = {
  furniture: Furniture;
  /** A fresh copy of the furnished database for one seed. */
  open: () => Promise<{ url: string; drop: () => Promise<void> }>;
  close: () => Promise<void>;
};

/** Furnishes a database once and copies it for each seed; the next copy is made while a seed runs. */
export async function openStage(url: string, name: string): Promise<Stage> {
  const template = `${name}_template`;
  await asAdmin(url, (admin) => admin.query(`create database ${template}`));
  await migrate(urlOf(url, template));
  standStill(BEGINNING);
  const db = openDb(urlOf(url, template), { connectionsMax: 1 });
  const ids = await openIds(db);
  const furniture = await furnish(db);
  ids.close();
  await db.destroy();
  const admin = new pg.Client({ connectionString: urlOf(url, "postgres") });
  await admin.connect();
  let copies = 0;
  const copy = async (): Promise<string> => {
    const made = `${name}_${++copies}`;
    await admin.query(`create database ${made} template ${template}`);
    return made;
  };
  let next = copy();
  return {
    furniture,
    open: async () => {
      const made = await next;
      next = copy();
      const drop = async (): Promise<void> => void (await admin.query(`drop database ${made} with (force)`));
      return { url: urlOf(url, made), drop };
    },
    close: async () => {
      await next;
      await admin.end();
    },
  };
}
