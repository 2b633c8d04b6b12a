import { join } from "node:path";
import { type Config, readConfig } from "#platform/config";
import { migrate } from "#platform/migrate";
import { reachDatabase } from "#platform/reach-database";
import { masterSecret } from "#platform/secret";
import { StartupFault } from "#platform/startup-fault";
import { buildWebApps } from "./build.ts";
import { startPostgres } from "./postgres.ts";
import { banner } from "./start/banner.ts";
import { takeDataFolder } from "./start/data-folder.ts";
import { clearHalfWorld, seedOnce } from "./start/demo-world.ts";
import { withOptions } from "./start/options.ts";
import { choosePorts } from "./start/ports.ts";
import { endOrphan, startSandbox } from "./start/sandbox-child.ts";

const began = performance.now();
const say = (sentence: string): void => console.error(`jishi: ${sentence}`);

/** What must be ended again, last started first: the database outlives everything that writes to it. */
const endings: (() => Promise<void> | void)[] = [];
let ending: Promise<void> | undefined;

async function endAll(): Promise<void> {
  for (const end of endings.toReversed()) {
    try {
      await end();
    } catch (fault) {
      say(`could not end cleanly: ${(fault as Error).message}`);
    }
  }
}

function stop(code: number): void {
  ending ??= endAll().finally(() => process.exit(code));
}

function listenForTheEnd(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (ending === undefined) say("stopping …");
      stop(0);
    });
  }
  // The channel to bin/start.mjs closes when it ends, however it ends.
  process.on("disconnect", () => stop(0));
  process.channel?.unref();
}

async function openDatabase(config: Config): Promise<string> {
  if (config.databaseUrl !== undefined) {
    await reachDatabase(config.databaseUrl);
    return config.databaseUrl;
  }
  const postgres = await startPostgres({ dir: join(config.dataDir, "postgres"), say });
  endings.push(postgres.stop);
  return postgres.url;
}

async function start(): Promise<void> {
  const env = withOptions(process.env, process.argv.slice(2));
  const wished = readConfig(env);
  endings.push(takeDataFolder(wished.dataDir));
  await endOrphan(wished);
  const chosen = readConfig({ ...env, ...(await choosePorts(wished)) });
  masterSecret(chosen.secretFile);
  buildWebApps();
  const databaseUrl = await openDatabase(chosen);
  const config = { ...chosen, databaseUrl };
  await clearHalfWorld(databaseUrl, wished.databaseUrl === undefined);
  await migrate(databaseUrl);
  const sandbox = await startSandbox(config);
  endings.push(sandbox.stop);
  const logins = await seedOnce({ config });
  if (ending !== undefined) return;
  // Only now: what is wrong with ports, folders and databases is said before the whole house is read.
  const { startServer } = await import("../server/main.ts");
  const { demoHost } = await import("../demo/host.ts");
  const server = await startServer({ config, sweeps: config.demo ? [demoHost] : [] });
  endings.push(server.stop);
  console.log(banner(config, logins, (performance.now() - began) / 1000));
}

listenForTheEnd();
try {
  await start();
} catch (fault) {
  if (fault instanceof StartupFault) say(fault.message);
  else console.error(fault);
  stop(fault instanceof StartupFault ? fault.exitCode : 1);
}
