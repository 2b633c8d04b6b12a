import { type Consumer, consume, enrol } from "#platform/events";
import type { House } from "#platform/parts";
import type { Sweep } from "#platform/worker";
import { allParts } from "../../server/parts.ts";
import type { Chance } from "./chance.ts";
import type { Faults } from "./faults.ts";
import type { Houses, QueuedJob } from "./houses.ts";
import { LineBroken } from "./line.ts";
import type { Schedule } from "./schedule.ts";
import type { Trace } from "./trace.ts";

/** What a program of the worker runs. Each is of its program: one that died takes its own with it. */
const parts = new WeakMap<House, { consumers: Consumer[]; sweeps: Sweep[] }>();
function partsOf(house: House): { consumers: Consumer[]; sweeps: Sweep[] } {
  const known = parts.get(house);
  if (known) return known;
  const consumers = allParts.flatMap((part) => part.consumers?.(house) ?? []);
  const sweeps = allParts.flatMap((part) => part.sweeps?.(house) ?? []);
  parts.set(house, { consumers, sweeps });
  return { consumers, sweeps };
}
const named = <T extends { name: string }>(list: readonly T[], name: string): T => {
  const found = list.find((each) => each.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

type Means = { schedule: Schedule; trace: Trace; chance: Chance; faults: Faults; houses: Houses };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** A sweep comes as seldom as a busy worker's, and more seldom while it finds nothing: a look costs a statement. */
const SWEEP_MS = 30 * SECOND;
const IDLE_FACTOR = 4;
/** Where an answer that was lost is asked for again soon: news of these modules wakes their sweeps. */
const HASTY = ["payments", "settlement"];
const isHasty = (module: string): boolean => HASTY.includes(module);
const moduleOf = (name: string): string => name.slice(0, name.indexOf("."));
const JOB_TRIES_MAX = 12;

/** What broke on the way is tried again; anything else is a bug and ends the run. */
async function triedBy(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof LineBroken) return error.message;
      throw error;
    },
  );
}

/** Lets the listeners hear what commits, each some time later and each by itself. */
export async function runListeners({ schedule, trace, chance, houses }: Means) {
  const consumers = await houses.work(async (house) => partsOf(house).consumers);
  for (const { name } of consumers) await houses.work((house) => enrol(house.db, name));
  const awake = new Set<string>();
  const wake = (consumer: Consumer, ms: number): void => {
    if (awake.has(consumer.name)) return;
    awake.add(consumer.name);
    schedule.after(ms, () => turn(consumer));
  };
  async function turn(consumer: Consumer): Promise<void> {
    awake.delete(consumer.name);
    let heard = 0;
    const broke = await triedBy(
      houses.work(
        async (house) => void (heard = await consume(house.db, named(partsOf(house).consumers, consumer.name))),
      ),
    );
    trace.note(consumer.name, "listens", broke ?? `${heard} heard`);
    if (broke || heard >= 500) wake(consumer, chance.between(200, 5 * SECOND));
  }
  const soon = (): number =>
    chance.happens(0.05) ? chance.between(MINUTE, 3 * MINUTE) : chance.between(20, 40 * SECOND);
  return {
    onEvent: (topic: string): void => {
      for (const consumer of consumers) if (consumer.topics.includes(topic)) wake(consumer, soon());
    },
  };
}

/** Runs the sweeps: at their pace while they find work, and more and more seldom while they do not. */
export async function runSweeps({ schedule, trace, chance, houses }: Means) {
  const sweeps = await houses.work(async (house) => partsOf(house).sweeps);
  const state = new Map<string, { sweep: Sweep; everyMs: number; turn: number }>();
  let quietMaxMs = 0;
  const idleMax = (name: string): number => Math.max(quietMaxMs, isHasty(moduleOf(name)) ? 4 * MINUTE : 12 * MINUTE);
  const plan = (name: string, ms: number): void => {
    const mine = state.get(name)!;
    const turn = ++mine.turn;
    schedule.after(ms * (0.75 + chance.draw() / 2), async () => {
      if (mine.turn === turn) await go(name);
    });
  };
  async function go(name: string): Promise<void> {
    const mine = state.get(name)!;
    let found = 0;
    const broke = await triedBy(
      houses.work(async (house) => void (found = await named(partsOf(house).sweeps, name).run(house.db))),
    );
    if (broke || found > 0) trace.note(name, "sweeps", broke ?? `${found} found`);
    mine.everyMs = broke || found > 0 ? base(mine.sweep) : Math.min(mine.everyMs * IDLE_FACTOR, idleMax(name));
    plan(name, mine.everyMs);
  }
  const base = (sweep: Sweep): number => Math.max(sweep.everyMs, SWEEP_MS);
  for (const sweep of sweeps) {
    state.set(sweep.name, { sweep, everyMs: base(sweep), turn: 0 });
    plan(sweep.name, base(sweep));
  }
  return {
    /** Something happened in this module: its sweeps look sooner again. */
    stir: (module: string): void => {
      if (!isHasty(module)) return;
      for (const [name, mine] of state)
        if (name.startsWith(`${module}.`) && mine.everyMs > base(mine.sweep)) {
          mine.everyMs = base(mine.sweep);
          plan(name, mine.everyMs);
        }
    },
    /** While nobody buys any more, an idle sweep may sleep longer. */
    idleAtMost: (ms: number): void => void (quietMaxMs = ms),
  };
}

/** Does the outside calls: at least once each, and again after a fault, later each time. */
export function runJobs({ schedule, trace, chance, faults, houses }: Means) {
  const take = (queued: QueuedJob, afterMs: number): void =>
    schedule.after(afterMs + chance.between(10, 2_000), () => run(queued));
  async function run(queued: QueuedJob): Promise<void> {
    const { job, payload } = queued;
    const failed = await houses
      .work((house) => job.run(house, payload))
      .then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    trace.note("worker", job.name, failed ?? "done");
    if (failed === undefined && faults.hits("replyLost")) return take(queued, 10 * SECOND);
    if (failed === undefined) return;
    if (!/line|program|clear answer/.test(failed)) throw new Error(`${job.name}: ${failed}`);
    queued.tries += 1;
    if (queued.tries <= (job.retryLimit ?? JOB_TRIES_MAX)) take(queued, Math.min(2 ** queued.tries, 1_800) * SECOND);
  }
  return { take };
}
