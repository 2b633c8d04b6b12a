import pg from "pg";
import { StartupFault } from "./startup-fault.ts";

const OLDEST_MAJOR = 16;

const withoutPassword = (url: string): string => {
  const shown = new URL(url);
  shown.password = "";
  return shown.href;
};

function sentenceOf(error: Error & { code?: string }, url: string): string {
  const at = withoutPassword(url);
  switch (error.code) {
    case "ECONNREFUSED":
    case "ENOENT":
      return `No PostgreSQL answers at ${at} (DATABASE_URL).`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host in ${at} (DATABASE_URL) is not known.`;
    case "28P01":
    case "28000":
      return `PostgreSQL at ${at} does not accept this user and password (DATABASE_URL).`;
    case "3D000":
      return `There is no such database as ${at} names (DATABASE_URL); create it first.`;
    default:
      return `PostgreSQL at ${at} cannot be used (DATABASE_URL): ${error.message}.`;
  }
}

/** Makes sure that a usable PostgreSQL answers, and says in one sentence what is wrong when it does not. */
export async function reachDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined); // told by the query that fails
  try {
    await client.connect();
    const { rows } = await client.query<{ major: number }>(
      "select current_setting('server_version_num')::int / 10000 as major",
    );
    const major = rows[0]!.major;
    if (major < OLDEST_MAJOR) {
      throw new StartupFault(
        `PostgreSQL at ${withoutPassword(url)} is version ${major}; ${OLDEST_MAJOR} or newer is needed.`,
      );
    }
  } catch (error) {
    if (error instanceof StartupFault) throw error;
    throw new StartupFault(sentenceOf(error as Error, url));
  } finally {
    await client.end();
  }
}
