import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { StartupFault } from "./startup-fault.ts";

export const migrationsFolder = fileURLToPath(new URL("../../database/migrations", import.meta.url));

// Any number that nothing else locks: two servers that start together migrate one after the other.
const MIGRATION_LOCK = 7_319_001;

type Migration = { number: number; name: string; text: string; sha256: string };

/** The migrations of a folder in their order. Their numbers run from 1 without a gap. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (number !== index + 1) {
      throw new StartupFault(`Migration ${name} is out of line: number ${index + 1} is next, as in 0001-why.sql.`);
    }
    const text = readFileSync(join(folder, name), "utf8");
    return { number, name, text, sha256: createHash("sha256").update(text).digest("hex") };
  });
}

/** One word for the shape that these migrations make; changes with any of them. */
export const migrationsHash = (folder: string = migrationsFolder): string => {
  const hash = createHash("sha256");
  for (const { name, sha256 } of readMigrations(folder)) hash.update(`${name} ${sha256}\n`);
  return hash.digest("hex");
};

const OWN_TABLES = `
  create schema if not exists platform;
  create table if not exists platform.migrations (
    number int primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
  );
  create table if not exists platform.seeds (
    name text primary key,
    begun_at timestamptz not null default now(),
    finished_at timestamptz
  );`;

/** What was applied must still be what the files say, and nothing may have been applied that we do not know. */
function refuseStrangers(applied: Omit<Migration, "text">[], known: Migration[]): void {
  for (const old of applied) {
    const now = known[old.number - 1];
    if (now === undefined) {
      throw new StartupFault(`The database is newer than this program: it has ${old.name}, which is not known here.`);
    }
    if (now.sha256 !== old.sha256) {
      throw new StartupFault(`${now.name} was changed after this database applied it; write a new migration instead.`);
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.text);
    await client.query("insert into platform.migrations (number, name, sha256) values ($1, $2, $3)", [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`${migration.name}: ${(error as Error).message}`, { cause: error });
  }
}

/** Brings a database to the shape this program knows, each step in a transaction of its own. Returns the names applied. */
export async function migrate(url: string, folder: string = migrationsFolder): Promise<string[]> {
  const known = readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query("set client_min_messages = warning");
    await client.query(OWN_TABLES);
    const { rows } = await client.query<Omit<Migration, "text">>(
      "select number, name, sha256 from platform.migrations order by number",
    );
    refuseStrangers(rows, known);
    const next = known.slice(rows.length);
    for (const migration of next) await apply(client, migration);
    return next.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
