import { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { CompiledQuery } from "kysely";
import type { Tx } from "./db.ts";
import type { House } from "./parts.ts";

/** An outside call that must happen once the transaction has committed: retried, backed off, and never forgotten. */
export type Job = {
  name: string;
  run: (house: House, payload: Record<string, string>) => Promise<void>;
  retryLimit?: number;
  retryDelaySeconds?: number;
};

export type Jobs = {
  /** Sends in the caller's transaction: no commit, no call. A job may run twice: what it does must bear that. */
  send: (tx: Tx, name: string, payload: Record<string, string>, options?: { afterSeconds?: number }) => Promise<void>;
  work: (house: House, jobs: readonly Job[]) => Promise<void>;
  stop: () => Promise<void>;
};

/** Opens the job queue on its own schema. Every queue is made before the first send. */
export async function openJobs(url: string, jobs: readonly Job[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema: "jobs",
    max: 4,
    useListenNotify: true,
    // Who looks for jobs whose worker was killed: as often as a worker gives a sign of life, not once a minute.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  });
  boss.on("error", (error) => log.warn({ err: error }, "the job queue could not reach the database"));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      retryLimit: job.retryLimit ?? 12,
      retryDelay: job.retryDelaySeconds ?? 2,
      retryBackoff: true,
      retryDelayMax: 1800,
      heartbeatSeconds: 10,
      notify: true,
    });
  }
  return {
    send: async (tx, name, payload, { afterSeconds } = {}) => {
      const db = {
        executeSql: async (text: string, values?: unknown[]) => {
          const { rows } = await tx.withoutPlugins().executeQuery<unknown>(CompiledQuery.raw(text, values ?? []));
          return { rows };
        },
      };
      await boss.send(name, payload, {
        db,
        ...(afterSeconds === undefined ? {} : { startAfter: afterSeconds }),
      });
    },
    work: async (house, mine) => {
      for (const job of mine) {
        await boss.work<Record<string, string>>(
          job.name,
          { batchSize: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 },
          async (batch) => {
            for (const { data } of batch) await job.run(house, data);
          },
        );
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}
