import type { Db } from "#platform/db";
import { Refusal } from "#platform/refusal";
import type { Chance } from "./chance.ts";
import type { Faults } from "./faults.ts";
import type { Furniture } from "./furnish.ts";
import type { Houses, Program } from "./houses.ts";
import { LineBroken } from "./line.ts";
import type { Model } from "./model.ts";
import type { Provider } from "./provider/index.ts";
import type { Schedule } from "./schedule.ts";
import type { Trace } from "./trace.ts";

/** All that an actor of the story may reach. */
export type Story = {
  db: Db;
  schedule: Schedule;
  faults: Faults;
  trace: Trace;
  houses: Houses;
  provider: Provider;
  model: Model;
  furniture: Furniture;
  /** Checkouts per hour. */
  pace: number;
  /** Until when buyers come. */
  closesMs: number;
  /** Orders placed so far have this many names. */
  count: { asked: number; placed: number; paid: number };
};

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export type Answer<T> = { ok: T } | { refused: string; details: Refusal["details"] } | { lost: true };

/** Asks once, as a client does: an answer, a refusal, or silence. */
export async function askOnce<T>({ houses }: Story, deed: (program: Program) => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: await houses.ask(deed) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, details: error.details };
    if (error instanceof LineBroken) return { lost: true };
    throw error;
  }
}

const TRIES_MAX = 200;

/** Asks until somebody answers: the same attempt again, each time a little later. */
export async function askUntil<T>(
  story: Story,
  chance: Chance,
  deed: (program: Program) => Promise<T>,
): Promise<Exclude<Answer<T>, { lost: true }> & { repeated: boolean }> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const answer = await askOnce(story, deed);
    if (!("lost" in answer)) return { ...answer, repeated: tries > 0 };
    await story.schedule.pause(chance.between(300, 4 * SECOND));
  }
  throw new Error("nobody ever answered");
}

export const said = <T>(answer: Answer<T>, ok = "done"): string => {
  if ("ok" in answer) return ok;
  return "lost" in answer ? "no answer" : answer.refused;
};

/** Waits until after the next chance moment of a pace of so many an hour. */
export const untilNext = (chance: Chance, perHour: number): number => (-Math.log(1 - chance.draw()) * HOUR) / perHour;
