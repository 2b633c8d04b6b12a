import { statfs } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { metricsText, metricsType } from "#platform/metrics";
import type { House } from "#platform/parts";

export type Draining = { now: boolean };

/** Is this process alive, may it be sent work, and what does it measure. */
export function healthRoutes(app: FastifyInstance, house: House, draining: Draining): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  app.addHook("onClose", async () => delay.disable());

  app.get("/healthz", async (_request, reply) => {
    const lagMs = Math.round(delay.percentile(99) / 1e6);
    delay.reset();
    return reply.code(lagMs < 1000 ? 200 : 503).send({ status: lagMs < 1000 ? "ok" : "slow", lagMs });
  });
  app.get("/readyz", async (_request, reply) => {
    const faults = await notReady(house, draining);
    return reply.code(faults.length === 0 ? 200 : 503).send({ ready: faults.length === 0, faults });
  });
  app.get("/metrics", async (_request, reply) => reply.header("content-type", metricsType).send(await metricsText()));
}

async function notReady(house: House, draining: Draining): Promise<string[]> {
  const faults: string[] = draining.now ? ["draining"] : [];
  const writable = await sql<{ ro: string }>`select current_setting('transaction_read_only') as ro`
    .execute(house.db)
    .then(({ rows }) => rows[0]?.ro === "off")
    .catch((error: unknown) => {
      house.log.warn({ err: error }, "not ready: the database does not answer");
      return false;
    });
  if (!writable) faults.push("database");
  const disk = await statfs(house.config.dataDir);
  if (disk.bavail / disk.blocks < 0.05) faults.push("disk");
  return faults;
}
