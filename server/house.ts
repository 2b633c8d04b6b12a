import { join } from "node:path";
import pino, { type Logger } from "pino";
import { allows, authenticate } from "#modules/identity";
import { openBus } from "#platform/bus";
import type { Config } from "#platform/config";
import { openDb } from "#platform/db";
import { openIds } from "#platform/ids";
import { openJobs } from "#platform/jobs";
import { openLimits } from "#platform/limits";
import type { House, Parts } from "#platform/parts";
import { masterSecret } from "#platform/secret";
import { watchForSilence } from "#platform/silence";
import { openStorage } from "#platform/storage";
import { openVault } from "#platform/vault";
import { setClock } from "./demo-clock.ts";

export type OpenHouse = { house: House; close: () => Promise<void> };
export type HouseOptions = {
  config: Config & { databaseUrl: string };
  parts: readonly Parts[];
  log?: Logger;
  limitsFactor?: number;
};

/** Opens what every part stands on: pools, ids, clock, bus, jobs, vault, storage. Closes in the reverse order. */
export async function openHouse({
  config,
  parts,
  log = pino({ level: config.logLevel }),
  limitsFactor = 1,
}: HouseOptions): Promise<OpenHouse> {
  const url = config.databaseUrl;
  const db = openDb(url, { connectionsMax: 16 });
  const hot = openDb(url, { connectionsMax: 8, hot: true });
  const silence = watchForSilence(url, [db, hot], log);
  const ids = await openIds(db);
  const bus = await openBus(url, log);
  const jobs = await openJobs(
    url,
    parts.flatMap((part) => part.jobs ?? []),
    log,
  );
  const house: House = {
    db,
    hot,
    config,
    bus,
    jobs,
    log,
    vault: openVault(masterSecret(config.secretFile)),
    storage: openStorage(join(config.dataDir, "files")),
    edge: {
      authenticate: (request) => authenticate(house, request),
      allows: (caller, permission, shopId) => allows(house.db, caller.personId, permission, shopId),
      limits: openLimits(limitsFactor),
    },
  };
  await setClock(house);
  const close = async (): Promise<void> => {
    ids.close();
    await jobs.stop();
    await bus.close();
    silence.stop();
    await hot.destroy();
    await db.destroy();
  };
  return { house, close };
}
