import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyInstance } from "fastify";
import { sql } from "kysely";
import pino from "pino";
import { openBus } from "#platform/bus";
import { readConfig } from "#platform/config";
import { openDb } from "#platform/db";
import { openIds } from "#platform/ids";
import type { Jobs } from "#platform/jobs";
import { openLimits } from "#platform/limits";
import type { Caller, House, Parts } from "#platform/parts";
import { openStorage } from "#platform/storage";
import { openVault } from "#platform/vault";
import { answerErrors } from "../server/edge/errors.ts";
import { world } from "./world.ts";

export type SentJob = { name: string; payload: Record<string, string> };
export type TestHouse = { house: House; sentJobs: SentJob[]; url: string; dir: string };

/** A house of its own for one test file: a database, a data folder, no ports; jobs are only noted down. */
export async function testHouse(): Promise<TestHouse> {
  const { db, url } = await world();
  const dir = mkdtempSync(join(tmpdir(), "jishi-house-"));
  const hot = openDb(url, { connectionsMax: 4, hot: true });
  const log = pino({ level: "silent" });
  const ids = await openIds(db);
  const bus = await openBus(url, log);
  const sentJobs: SentJob[] = [];
  const jobs: Jobs = {
    send: async (tx, name, payload) => {
      await sql`select 1`.execute(tx); // fails with its transaction, as the real one does
      sentJobs.push({ name, payload });
    },
    work: async () => undefined,
    stop: async () => undefined,
  };
  const config = { ...readConfig({ JISHI_DATA: dir, JISHI_LOG_LEVEL: "silent" }), databaseUrl: url };
  const house: House = {
    db,
    hot,
    config,
    bus,
    jobs,
    log,
    vault: openVault(Buffer.alloc(32, 7)),
    storage: openStorage(join(dir, "files")),
    edge: { authenticate: byHeader, allows: async () => true, limits: openLimits(1000) },
  };
  after(async () => {
    ids.close();
    await bus.close();
    await hot.destroy();
    rmSync(dir, { recursive: true, force: true });
  });
  return { house, sentJobs, url, dir };
}

/** Who asks is who the header says: for tests of everything but signing in. */
async function byHeader(request: { headers: Record<string, unknown> }): Promise<Caller | undefined> {
  const person = request.headers["x-person"];
  return person === undefined ? undefined : { personId: BigInt(String(person)), sessionId: 1n, fresh: true };
}

/** The routes of some modules behind the real edge, without ports. */
export async function appOf(house: House, ...parts: readonly Parts[]): Promise<FastifyInstance> {
  const app = Fastify();
  answerErrors(app);
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false, limits: { files: 1, fileSize: 10_485_760 } });
  for (const part of parts) part.routes?.(app, house);
  await app.ready();
  after(() => app.close());
  return app;
}
