import { sql } from "kysely";
import type { Logger } from "pino";
import type { Db } from "./db.ts";
import { clock } from "./clock.ts";
import { openLog } from "./event-log.ts";
import { type Consumer, consume, enrol, unheardSince } from "./events.ts";
import { gauge } from "./metrics.ts";

/** Timed work of a module: an indexed sweep in batches, run again at once while it finds something to do. */
export type Sweep = { name: string; everyMs: number; run: (db: Db) => Promise<number> };

const IDLE_MS = 60;
// An event draws its number before it commits; for so long after the last number was drawn we keep looking.
const LATE_MS = 8_000;
const LAG_EVERY_MS = 15_000;

const lag = gauge("jishi_event_lag_seconds", "Age of the oldest event that a consumer has yet to hear", ["consumer"]);
const failures = gauge("jishi_worker_failing", "1 while a consumer or sweep fails", ["name"]);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export type Running = { stop: () => Promise<void> };

/** Tries again after a fault, later each time, and says so once per fault: a listener may fail but never die. */
function steadily(name: string, log: Logger, turn: () => Promise<number>): () => Promise<number> {
  let faults = 0;
  let quietUntil = 0;
  return async () => {
    if (performance.now() < quietUntil) return 0;
    try {
      const done = await turn();
      if (faults > 0) failures.set({ name }, 0);
      faults = 0;
      return done;
    } catch (error) {
      faults += 1;
      failures.set({ name }, 1);
      log.error({ err: error, name, faults }, "a listener or sweep failed and will try again");
      quietUntil = performance.now() + Math.min(200 * 2 ** faults, 10_000);
      return 0;
    }
  };
}

/** Keeps the consumers hearing: at once while events come, and without a single write while none do. */
export async function follow(db: Db, consumers: readonly Consumer[], log: Logger): Promise<Running> {
  for (const consumer of consumers) await enrol(db, consumer.name);
  const events = openLog(consumers);
  const turns = consumers.map((consumer) => steadily(consumer.name, log, () => consume(db, consumer, events)));
  let going = true;
  let last = -1n;
  let lookUntil = 0;
  const drawn = steadily("events", log, async () => {
    const { rows } = await sql<{ n: bigint }>`select last_value as n from platform.events_id_seq`.execute(db);
    if (rows[0]!.n !== last) lookUntil = performance.now() + LATE_MS;
    last = rows[0]!.n;
    return 0;
  });
  const loop = (async () => {
    while (going) {
      await drawn();
      let heard = 0;
      if (performance.now() < lookUntil) for (const turn of turns) heard += await turn();
      if (heard === 0) await sleep(IDLE_MS);
    }
  })();
  return { stop: () => ((going = false), loop) };
}

/** How far each listener is behind, also while it fails or somebody else's transaction holds it up. */
export const lagSweep = (consumers: readonly Consumer[]): Sweep => ({
  name: "platform.lag",
  everyMs: LAG_EVERY_MS,
  run: async (db) => {
    const now = clock.now().getTime();
    for (const consumer of consumers) {
      const since = await unheardSince(db, consumer);
      lag.set({ consumer: consumer.name }, since ? Math.max(0, now - since.getTime()) / 1000 : 0);
    }
    return 0;
  },
});

/** Runs each sweep at its pace, and again at once while it finds work. */
export function sweepAll(db: Db, sweeps: readonly Sweep[], log: Logger): Running {
  let going = true;
  const loops = sweeps.map(async (sweep) => {
    const turn = steadily(sweep.name, log, () => sweep.run(db));
    while (going) {
      const found = await turn();
      for (let waited = 0; going && found === 0 && waited < sweep.everyMs; waited += 100) await sleep(100);
    }
  });
  return { stop: async () => ((going = false), void (await Promise.all(loops))) };
}
