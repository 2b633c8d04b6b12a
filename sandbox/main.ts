import { buildApp } from "./app.ts";
import { startClockwork } from "./clockwork.ts";
import { newFaults } from "./faults.ts";
import type { House } from "./house.ts";
import { loadKeys } from "./keys.ts";
import { BadSettings, readSettings, type Settings } from "./settings.ts";
import { openStore } from "./store.ts";

async function start(settings: Settings): Promise<void> {
  const keys = loadKeys(settings.folder);
  const store = await openStore(settings.folder);
  const house: House = { settings, keys, store, faults: newFaults(), publicUrl: settings.publicUrl ?? "" };
  const app = buildApp(house);
  await app.listen({ port: settings.port, host: settings.host });
  const bound = app.server.address();
  const port = typeof bound === "object" && bound ? bound.port : settings.port;
  house.publicUrl ||= `http://127.0.0.1:${port}`;
  const clockwork = startClockwork(house);

  const stop = async (): Promise<void> => {
    await app.close();
    await clockwork.stop();
    await store.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  // Killed parents send no signal, but their end of the pipe closes: no orphan keeps the port or the journal.
  if (settings.leashed) process.stdin.once("end", () => void stop()).resume();
  process.stdout.write(`${JSON.stringify({ listening: port })}\n`);
}

try {
  await start(readSettings(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof BadSettings) && !isAddressTaken(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

function isAddressTaken(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
