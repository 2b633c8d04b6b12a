import { runListeners, runJobs, runSweeps } from "./worker.ts";
import { openIds } from "#platform/ids";
import { listenForReleases } from "../../server/modules/inventory/sold-out.ts";
import { hearNotice } from "../../server/modules/payments/hear-notice.ts";
import { allParts } from "../../server/parts.ts";
import { quietBus } from "../fixtures/bus.ts";
import { everybodyActs } from "./actors/index.ts";
import { carrierFor } from "./actors/carriers.ts";
import { chanceFrom } from "./chance.ts";
import { drawFaults } from "./faults.ts";
import { BEGINNING, type Stage } from "./ground.ts";
import { jobsOf, openHouses, type QueuedJob } from "./houses.ts";
import { type Line, openLine } from "./line.ts";
import { openModel } from "./model.ts";
import { lookAround, lookAtTheEnd } from "./oracle.ts";
import { openProvider } from "./provider/index.ts";
import { openSchedule } from "./schedule.ts";
import { HOUR, MINUTE, type Story } from "./story.ts";
import { openTrace } from "./trace.ts";

export type SeedRun = {
  seed: number;
  hours: number;
  orders: number;
  paid: number;
  refunded: number;
  events: number;
  traceHash: string;
  seconds: number;
  /** Empty when all was well. */
  violations: string[];
  lastEvents: string[];
};
/** Somebody who does wrong on purpose, to see that it is found. */
export type Saboteur = (story: Story) => Promise<void>;

const AFTERMATH_MS = 9 * 24 * HOUR;
const QUIET_MS = 48 * HOUR;
const IDS_MS = 15 * MINUTE;
const LATE_MS = 5 * MINUTE;

/** One story from its beginning until two days after its last fault; tells what was wrong in it. */
export async function runSeed(stage: Stage, seed: number, hours: number, saboteur?: Saboteur): Promise<SeedRun> {
  const startedMs = performance.now();
  const { url, drop } = await stage.open();
  const line = await openLine(url);
  const stop = await openIds(line.db);
  stop.close(); // fresh ids are drawn by the story's clock, not by the wall's
  try {
    const told = await tell(stage, line, url, { seed, hours, ...(saboteur && { saboteur }) });
    return { seed, hours, ...told, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    await line.close();
    await drop();
  }
}

type Wish = { seed: number; hours: number; saboteur?: Saboteur };

function raise(stage: Stage, line: Line, { seed, hours }: Wish) {
  const chance = chanceFrom(`seed ${seed}`);
  const schedule = openSchedule(BEGINNING, line);
  const trace = openTrace(schedule.nowMs);
  const faults = drawFaults(chance.fork("faults"));
  const bus = quietBus();
  listenForReleases(bus);
  bus.gap(); // what an earlier story remembered as sold out is forgotten
  let take: (queued: QueuedJob, afterMs: number) => void = () => undefined;
  const parts = allParts.flatMap((part) => part.jobs ?? []);
  const jobs = jobsOf(line, parts, (queued, afterMs) => take(queued, afterMs));
  const means = { schedule, trace, faults, chance: chance.fork("ways") };
  const houses = openHouses(
    { line, bus, trace, jobs, faults, chance: chance.fork("programs") },
    {
      gatewayFor: (asker) => provider.gatewayFor(asker),
      carrierFor: (asker) => carrierFor(means, asker),
    },
  );
  const provider = openProvider(means, (raw) => houses.ask(({ house }) => hearNotice(house, raw, {})));
  const worker = { ...means, houses };
  take = runJobs(worker).take;
  const pace = hours > 2 ? chance.between(70, 110) : chance.between(18, 30);
  const story: Story = {
    ...{ db: line.db, schedule, faults, trace, houses, provider, model: openModel(stage.furniture) },
    ...{ furniture: stage.furniture, pace, closesMs: hours * HOUR, count: { asked: 0, placed: 0, paid: 0 } },
  };
  return { story, bus, worker, chance };
}

async function tell(stage: Stage, line: Line, url: string, wish: Wish) {
  const { story, bus, worker, chance } = raise(stage, line, wish);
  const { schedule, trace, faults } = story;
  const found: string[] = [];
  try {
    const listeners = await runListeners(worker);
    const swept = await runSweeps(worker);
    const stirred = (topic: string): void => swept.stir(topic.slice(0, topic.indexOf(".")));
    line.onEvent((topic) => (listeners.onEvent(topic), stirred(topic)));
    line.onNotice((text) => {
      const { channel, message } = JSON.parse(text) as { channel: string; message: unknown };
      schedule.after(chance.between(1, 800), async () => bus.say(channel, message));
    });
    line.breakWhen(faults.breaks);
    everybodyActs(story, chance.fork("actors"));
    await live({ ...story, slowDown: () => swept.idleAtMost(20 * HOUR) }, url, wish, found);
  } catch (error) {
    found.push(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  const refunded = await line.db.selectFrom("payments.refunds").select("id").where("state", "=", "succeeded").execute();
  return {
    ...{ orders: story.count.placed, paid: story.count.paid, refunded: refunded.length, events: trace.events() },
    ...{ traceHash: trace.hash(), violations: [...new Set(found)], lastEvents: trace.last() },
  };
}

type Course = Story & { slowDown: () => void };

/** Trade with faults, days of aftermath with faults, two quiet days; and after each stretch a look around. */
async function live(story: Course, url: string, { hours, saboteur }: Wish, found: string[]): Promise<void> {
  const { schedule, faults, closesMs } = story;
  keepIdsFresh(story);
  for (let hour = 1; hour < hours; hour++) {
    await schedule.runUntil(hour * HOUR);
    found.push(...(await lookTwice(story, url, `hour ${hour}`)));
    if (found.length > 0) return;
  }
  await schedule.runUntil(closesMs);
  await saboteur?.(story);
  story.slowDown();
  await schedule.runUntil(closesMs + AFTERMATH_MS);
  faults.end();
  await schedule.runUntil(closesMs + AFTERMATH_MS + QUIET_MS);
  found.push(...(await lookTwice(story, url, "the end")));
  if (found.length === 0) found.push(...(await lookAtTheEnd(story)));
}

/** News may be a few minutes late while listeners stumble: what is wrong only for a moment is not wrong. */
async function lookTwice(story: Story, url: string, moment: string): Promise<string[]> {
  const look = async (): Promise<string[]> => {
    const { wrongs, digest } = await lookAround(story, url);
    story.trace.note("oracle", moment, digest);
    return wrongs;
  };
  const first = await look();
  if (!first.some(isOfTheMoment)) return first;
  await story.schedule.runUntil(story.schedule.nowMs() + LATE_MS);
  const second = await look();
  return first.filter((wrong) => !isOfTheMoment(wrong) || second.includes(wrong));
}
const isOfTheMoment = (wrong: string): boolean => wrong.startsWith("I11:");

function keepIdsFresh({ db, schedule, closesMs }: Story): void {
  const refresh = async (): Promise<void> => {
    (await openIds(db)).close();
    schedule.after(schedule.nowMs() < closesMs ? IDS_MS : 12 * HOUR, refresh);
  };
  schedule.after(IDS_MS, refresh);
}
