import { readFileSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { readConfig } from "#platform/config";
import { openHouse } from "../../server/house.ts";
import { allParts } from "../../server/parts.ts";

/** `paidOfFour`: what is paid leaves some twenty rows more in the books. */
export type Past = { orders: number; paidOfFour: 1 | 2 | 3 };
export type Filling = Past & { seconds: number; megabytes: number };

const LANES = 2;
const BYTES_PER_ORDER = 6_000; // on disk while it is written, indexes and log included
const read = (file: string): string => readFileSync(join(import.meta.dirname, file), "utf8");

// Checks between tables are left to verify; what is lost in a crash is filled again.
const SETTINGS = `set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB';
  set maintenance_work_mem = '512MB'; set timezone = 'UTC'`;

type Block = { table: string; text: string };

function blocks(text: string): Block[] {
  return text.split(/^(?=-- fill )/m).flatMap((block) => {
    const table = /^-- fill (\S+)/.exec(block)?.[1];
    return table === undefined ? [] : [{ table, text: block }];
  });
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(SETTINGS);
  return client;
}

/** Rows first and indexes afterwards, all at once: an index that is not ready is not kept up, and rebuilding readies it. */
async function fill(client: pg.Client, { table, text }: Block): Promise<void> {
  await client.query(
    `update pg_index set indisready = false, indisvalid = false where indrelid = '${table}'::regclass`,
  );
  await client.query(text);
  await client.query(`reindex table ${table}`);
  await client.query(`vacuum (freeze, analyze) ${table}`);
}

/** The listeners of a house that has lived so long have heard all that was told. */
async function catchUp(client: pg.Client, url: string, dataDir: string): Promise<void> {
  const config = { ...readConfig({ JISHI_DATA: dataDir, JISHI_LOG_LEVEL: "error" }), databaseUrl: url };
  const { house, close } = await openHouse({ config, parts: [] });
  const names = allParts.flatMap((part) => part.consumers?.(house) ?? []).map(({ name }) => name);
  await close();
  await client.query(
    `insert into platform.cursors (consumer, seen) select name, pg_current_snapshot() from unnest($1::text[]) name`,
    [names],
  );
}

/** A disk that fills up half way through takes the whole machine with it. */
function mustFit({ orders }: Past): void {
  const { bavail, bsize } = statfsSync(tmpdir());
  const [free, need] = [bavail * bsize, orders * BYTES_PER_ORDER].map((bytes) => Math.ceil(bytes / 1e9));
  if (free! < need!) throw new Error(`${orders} orders need ${need} GB in ${tmpdir()}, and ${free} GB are free there`);
}

/**
 * Writes the past of a house into an empty, migrated database: so many orders of the last sixteen days with all that
 * hangs on them, such that every invariant holds and nothing of it falls due in the next hour. Events are kept for half
 * a day; parcels, statement lines and the provider's own books are left out.
 */
export async function fillOrders(url: string, dataDir: string, past: Past): Promise<Filling> {
  mustFit(past);
  const began = performance.now();
  const first = await connect(url);
  const at = new Date().toISOString();
  const written = (text: string): string =>
    text
      .replaceAll("{orders}", String(past.orders))
      .replaceAll("{paid}", String(past.paidOfFour))
      .replaceAll("{at}", at);
  await first.query(written(read("sales.sql")));
  const waiting = blocks(written(read("rows.sql")));
  const lane = async (client: pg.Client): Promise<void> => {
    for (let block = waiting.shift(); block; block = waiting.shift()) await fill(client, block);
  };
  const others = await Promise.all(Array.from({ length: LANES - 1 }, () => connect(url)));
  await Promise.all([first, ...others].map(lane));
  for (const other of others) await other.end();
  await first.query("drop schema bench cascade");
  await catchUp(first, url, dataDir);
  const { rows } = await first.query<{ mb: string }>(
    "select (pg_database_size(current_database()) / 1048576)::text as mb",
  );
  await first.end();
  return { ...past, seconds: Math.round((performance.now() - began) / 1000), megabytes: Number(rows[0]!.mb) };
}
