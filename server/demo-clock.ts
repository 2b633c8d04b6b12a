import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { moveClock, readDemo } from "#contract/api/demo";
import { tell } from "#platform/bus";
import { clock, followDatabase, runAhead } from "#platform/clock";
import { type Db, transact } from "#platform/db";
import { audit } from "#platform/audit";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";

const CHANNEL = "demo.clock";

async function readAheadMs(db: Db): Promise<number> {
  const { rows } = await sql<{ ms: number }>`select (value ->> 'ms')::float8 as ms from platform.settings
    where name = 'clock_ahead'`.execute(db);
  return rows[0]?.ms ?? 0;
}

/** Sets this process's clock by the database's, and in the demo world runs ahead by what was asked for so far. */
export async function setClock(house: House): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(house.db);
  followDatabase(rows[0]!.now);
  if (house.config.demo) runAhead(await readAheadMs(house.db));
}

/** Moves every process's clock forward: time only ever goes on. */
async function moveForward(db: Db, seconds: number, actorId: bigint): Promise<Date> {
  const ahead = await transact(db, async (tx) => {
    const { rows } = await sql<{ ms: number }>`insert into platform.settings (name, value, updated_at)
      values ('clock_ahead', jsonb_build_object('ms', ${seconds * 1000}::float8), ${clock.now()})
      on conflict (name) do update set updated_at = excluded.updated_at,
        value = jsonb_build_object('ms', (platform.settings.value ->> 'ms')::float8 + ${seconds * 1000}::float8)
      returning (value ->> 'ms')::float8 as ms`.execute(tx);
    await audit(tx, { actorId, action: "demo.clock_moved", subject: "clock", scope: "platform", detail: { seconds } });
    await tell(tx, CHANNEL, { ms: rows[0]!.ms });
    return rows[0]!.ms;
  });
  runAhead(ahead);
  return clock.now();
}

export function demoRoutes(app: FastifyInstance, house: House): void {
  const { demo, sandboxPublicUrl } = house.config;
  house.bus.on(CHANNEL, (message) => runAhead((message as { ms: number }).ms));
  serveOpen(app, house, readDemo, async () => ({
    demo,
    smsUrl: demo ? `${sandboxPublicUrl}/sms` : null,
    carrierUrl: demo ? `${sandboxPublicUrl}/carrier` : null,
    serverTime: clock.now(),
  }));
  serve(app, house, moveClock, async ({ input, caller }) => {
    if (!demo) throw new Refusal("request.not_found");
    return { serverTime: await moveForward(house.db, input.seconds, caller.personId) };
  });
}
