import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import pg from "pg";
import { migrate } from "./migrate.ts";

const home = process.env["DATABASE_URL"];
assert.ok(home, "DATABASE_URL names the PostgreSQL of the tests; `npm test` starts one");

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${randomBytes(6).toString("hex")}`;
  await ask(home!, `create database ${name}`);
  after(() => ask(home!, `drop database ${name} with (force)`));
  return Object.assign(new URL(home!), { pathname: name }).href;
}

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "jishi-migrations-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const first = { "0001-first.sql": "create schema tea; create table tea.cup (id bigint primary key);" };
const second = { "0002-second.sql": "alter table tea.cup add column colour text;" };

test("migrations are applied in order, once, and remembered", async () => {
  const url = await emptyDatabase();
  assert.deepEqual(await migrate(url, folderOf(first)), ["0001-first.sql"]);
  assert.deepEqual(await migrate(url, folderOf({ ...first, ...second })), ["0002-second.sql"]);
  assert.deepEqual(await migrate(url, folderOf({ ...first, ...second })), []);
  assert.deepEqual(await ask(url, "select colour from tea.cup"), []);
});

test("servers that start together migrate one after the other", async () => {
  const url = await emptyDatabase();
  const folder = folderOf({ ...first, ...second });
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
  assert.equal(applied.flat().length, 2);
});

test("a step that fails leaves nothing of itself behind", async () => {
  const url = await emptyDatabase();
  const broken = { "0002-broken.sql": "create table tea.pot (id int); select 1 / 0;" };
  await assert.rejects(migrate(url, folderOf({ ...first, ...broken })), /0002-broken\.sql: division by zero/);
  assert.deepEqual(await ask(url, "select to_regclass('tea.pot') as pot, to_regclass('tea.cup')::text as cup"), [
    { pot: null, cup: "tea.cup" },
  ]);
});

test("a changed old file is refused", async () => {
  const url = await emptyDatabase();
  await migrate(url, folderOf(first));
  const changed = folderOf({ "0001-first.sql": "create schema coffee;" });
  await assert.rejects(migrate(url, changed), /0001-first\.sql was changed after this database applied it/);
});

test("a database newer than the program is refused", async () => {
  const url = await emptyDatabase();
  await migrate(url, folderOf({ ...first, ...second }));
  await assert.rejects(migrate(url, folderOf(first)), /newer than this program: it has 0002-second\.sql/);
});

test("a gap in the numbers is refused", async () => {
  await assert.rejects(migrate("postgres://nobody@localhost/none", folderOf(second)), /number 1 is next/);
});
