import type { FastifyInstance } from "fastify";
import type { Config } from "#platform/config";
import { forgetOldAnswers } from "#platform/idempotency";
import type { House } from "#platform/parts";
import { follow, lagSweep, type Sweep, sweepAll } from "#platform/worker";
import { createApp } from "./app.ts";
import { setClock } from "./demo-clock.ts";
import type { Draining } from "./edge/health.ts";
import { openHouse } from "./house.ts";
import { allParts } from "./parts.ts";

export type ServerOptions = {
  config: Config & { databaseUrl: string };
  drainMs?: number;
  /** Sweeps of whoever starts the server: the demo world's host is one. */
  sweeps?: readonly Sweep[];
};

/** What the platform itself tidies up and keeps true. */
const platformSweeps = (house: House): Sweep[] => [
  { name: "platform.answers", everyMs: 60_000, run: forgetOldAnswers },
  { name: "platform.clock", everyMs: 10_000, run: async () => (await setClock(house), 0) },
];

type Closing = () => Promise<unknown>;

async function startWorker(house: House, more: readonly Sweep[], closing: Closing[]): Promise<void> {
  const consumers = allParts.flatMap((part) => part.consumers?.(house) ?? []);
  const sweeps = allParts.flatMap((part) => part.sweeps?.(house) ?? []);
  closing.push((await follow(house.db, consumers, house.log)).stop);
  closing.push(sweepAll(house.db, [...sweeps, ...platformSweeps(house), lagSweep(consumers), ...more], house.log).stop);
  await house.jobs.work(
    house,
    allParts.flatMap((part) => part.jobs ?? []),
  );
}

async function startRoles(house: House, options: ServerOptions, draining: Draining, closing: Closing[]): Promise<void> {
  const { config, sweeps = [] } = options;
  const has = (role: Config["roles"][number]): boolean => config.roles.includes(role);
  const app = has("web") || has("live") ? await createApp(house, allParts, draining) : undefined;
  if (app) closing.push(() => closeApp(app));
  for (const { open } of allParts) if (open && has(open.role)) closing.push((await open.start(house, app)).close);
  if (has("worker")) await startWorker(house, sweeps, closing);
  if (app) await app.listen({ port: config.port, host: config.host });
}

/** Requests under way are answered; who holds a connection longer than five seconds is cut off. */
async function closeApp(app: FastifyInstance): Promise<void> {
  app.server.closeIdleConnections();
  const cut = setTimeout(() => app.server.closeAllConnections(), 5_000);
  await app.close();
  clearTimeout(cut);
}

/** Runs the roles of the configuration in this program, until stopped. The database is there and migrated. */
export async function startServer(options: ServerOptions): Promise<{ stop: () => Promise<void>; house: House }> {
  const { house, close } = await openHouse({ config: options.config, parts: allParts });
  const closing: Closing[] = [];
  const draining: Draining = { now: false };
  const endAll = async (): Promise<void> => {
    for (const end of closing.toReversed()) await end();
    await close();
  };
  try {
    await startRoles(house, options, draining, closing);
  } catch (error) {
    await endAll();
    throw error;
  }
  const stop = async (): Promise<void> => {
    draining.now = true;
    await new Promise((resolve) => setTimeout(resolve, options.drainMs ?? 500));
    await endAll();
  };
  return { stop, house };
}
