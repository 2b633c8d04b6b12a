import type { Config } from "#platform/config";

export type ServerOptions = { config: Config & { databaseUrl: string } };

/** Runs the roles of the configuration in this program, until stopped. The database is there and migrated. */
export async function startServer({ config }: ServerOptions): Promise<{ stop: () => Promise<void> }> {
  const { createServer } = await import("node:http");
  const server = createServer((_, response) => response.end("Jishi"));
  await new Promise<void>((resolve) => server.listen(config.port, config.host, resolve));
  return {
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
