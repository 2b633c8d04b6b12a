import { randomBytes } from "node:crypto";
import { after } from "node:test";
import pg from "pg";
import { type Db, openDb } from "#platform/db";
import { migrate, migrationsHash } from "#platform/migrate";

// Any number that nothing else locks: test files that start together make the template once.
const TEMPLATE_LOCK = 7_319_002;

function homeUrl(): URL {
  const home = process.env["DATABASE_URL"];
  if (home === undefined) throw new Error("DATABASE_URL names the PostgreSQL of the tests; `npm test` starts one");
  return new URL(home);
}

const urlOf = (database: string): string => Object.assign(homeUrl(), { pathname: database }).href;

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: homeUrl().href });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** A migrated, empty database to clone from; made once for each shape of the migrations. */
async function template(admin: pg.Client): Promise<string> {
  const name = `template_${migrationsHash().slice(0, 16)}`;
  const isThere = async () => (await admin.query("select from pg_database where datname = $1", [name])).rowCount === 1;
  if (await isThere()) return name;
  await admin.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  if (!(await isThere())) {
    await admin.query(`drop database if exists ${name}_raw with (force)`);
    await admin.query(`create database ${name}_raw`);
    await migrate(urlOf(`${name}_raw`));
    // Its name appears only when it is whole: a run that was killed leaves no half template.
    await admin.query(`alter database ${name}_raw rename to ${name}`);
  }
  await admin.query("select pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  return name;
}

/** A database of its own for one test file, gone when the file is done. */
export async function world(): Promise<{ db: Db; url: string }> {
  const name = `world_${randomBytes(8).toString("hex")}`;
  await asAdmin(async (admin) => admin.query(`create database ${name} template ${await template(admin)}`));
  const db = openDb(urlOf(name));
  after(async () => {
    await db.destroy();
    await asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
  });
  return { db, url: urlOf(name) };
}
