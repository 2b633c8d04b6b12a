import pg from "pg";

/** A database of its own for each shop, all on the one PostgreSQL. */
export type Database = {
  name: string;
  sockets: string;
  count: (query: string, values: unknown[]) => Promise<number>;
};

async function ask<T extends pg.QueryResultRow>(url: string, query: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(query, values)).rows;
  } finally {
    await client.end();
  }
}

const socketsOf = (url: string): string => {
  const sockets = new URL(url).searchParams.get("host");
  if (sockets === null) throw new Error("the bench wants the bundled PostgreSQL, which listens on a socket");
  return sockets;
};

export function databaseAt(url: string): Database {
  return {
    name: new URL(url).pathname.slice(1),
    sockets: socketsOf(url),
    count: async (query, values) => Number((await ask<{ n: string }>(url, query, values))[0]!.n),
  };
}

export async function createDatabase(url: string, name: string): Promise<Database> {
  await ask(url, `create database ${pg.escapeIdentifier(name)}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return databaseAt(own.href);
}

/** What the server says of itself: version and whether it keeps its promises. */
export async function settingsOf(url: string): Promise<Record<string, string>> {
  const names = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"];
  const rows = await ask<{ name: string; setting: string }>(
    url,
    "select name, current_setting(name) as setting from pg_settings where name = any($1)",
    [names],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
