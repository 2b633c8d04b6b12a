import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** What was measured with: the runtime, the database it ran on, the framework. */
export async function versionsHere(url: string): Promise<{ node: string; postgres: string; fastify: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  await client.end();
  const file = join(import.meta.dirname, "../package.json");
  const { dependencies } = JSON.parse(readFileSync(file, "utf8")) as { dependencies: Record<string, string> };
  return { node: process.version, postgres: rows[0]!.version, fastify: dependencies["fastify"]! };
}
