import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "./postgres.ts";

/** A PostgreSQL for one run of a tool: the one of DATABASE_URL, else a bundled one that leaves nothing behind. */
export async function temporaryDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") return { url: given, stop: () => Promise.resolve() };
  const home = mkdtempSync(join(tmpdir(), "jishi-run-"));
  chmodSync(home, 0o755); // started by root, PostgreSQL runs as somebody else
  const postgres = await startPostgres({ dir: join(home, "postgres"), durable: false });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  return { url: postgres.url, stop };
}
