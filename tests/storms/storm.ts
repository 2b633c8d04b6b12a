import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { median } from "../../bench/load.ts";
import { type Fall, followRound } from "./fall.ts";
import { openStormGround } from "./ground/storm-ground.ts";
import { type Attempt, openJournal, readJournal } from "./journal.ts";
import { openTrade, startLoad, type Trade } from "./load.ts";
import { edges, planStorm, type Round, type Victim, victims } from "./schedule.ts";
import { takeStock } from "./stock-taking.ts";

export type StormOptions = {
  seed: number;
  kills: number;
  lanes?: number;
  /** Leaves schedule, journal, logs and data behind even when nothing was wrong. */
  keep?: boolean;
  say?: (sentence: string) => void;
  signal?: AbortSignal;
};
type Spread = { min: number; median: number; max: number };
export type StormResult = {
  storm: "kills";
  seed: number;
  kills: number;
  rounds: number;
  acknowledged: number;
  refused: number;
  unknownResolved: number;
  violations: string[];
  /** From the kill of a server or of the database to the next order through it, or at all. */
  writesBackMs: Spread;
  seconds: number;
  byVictim: Partial<Record<Victim, { kills: number; backMs: Spread }>>;
  /** Where everything was kept, if it was. */
  kept?: string;
};

const LANES = 48;
const PATIENCE_MS = 60_000;

type Storm = Trade & { signal: AbortSignal | undefined };

/** One round of kills under load, then quiet. Returns who fell, and whatever was found wrong. */
async function blow(storm: Storm, plan: Round, number: number): Promise<{ falls: Fall[]; violations: string[] }> {
  const { ground } = storm;
  const followed = followRound(ground, plan);
  const load = startLoad(storm, number, followed.know);
  const violations: string[] = [];
  for (let [seen, sinceMs] = [-1, performance.now()]; !followed.isOver(); await wait(50)) {
    storm.signal?.throwIfAborted();
    if (load.deeds() !== seen) [seen, sinceMs] = [load.deeds(), performance.now()];
    const missing = followed.missing(PATIENCE_MS);
    if (missing.length > 0) violations.push(`${missing.join(", ")} fell in round ${number} and was not seen again`);
    else if (performance.now() - sinceMs >= PATIENCE_MS)
      violations.push(`the storm stood still after ${seen} deeds of round ${number}`);
    if (violations.length > 0) break;
  }
  await followed.settled();
  for (const edge of edges) ground.edges[edge].heal();
  await load.stop();
  return { falls: followed.falls, violations };
}

export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { seed, kills, lanes = LANES, keep = false, say = () => undefined, signal } = options;
  const beganMs = performance.now();
  const plan = planStorm(seed, kills);
  const ground = await openStormGround();
  const journalPath = join(ground.home, "journal.jsonl");
  writeFileSync(join(ground.home, "schedule.json"), JSON.stringify({ seed, kills, rounds: plan }, null, 1));
  const journal = await openJournal(journalPath);
  const falls: Fall[] = [];
  const violations: string[] = [];
  try {
    const storm = { signal, ...(await openTrade(ground, journal, { lanes, seed })) };
    for (const [n, round] of plan.entries()) {
      const blown = await blow(storm, round, n + 1);
      falls.push(...blown.falls);
      violations.push(...blown.violations, ...(await takeStock(storm, journalPath)));
      const soFar = `${falls.length} kills, ${violations.length} violations, ${seconds(beganMs)} s`;
      say(`round ${n + 1} of ${plan.length}: ${soFar}`);
      if (violations.length > 0) break;
    }
  } catch (fault) {
    violations.push(`the storm broke off: ${(fault as Error).stack}`);
  }
  await journal.close();
  await ground.close();
  const result = sumUp(falls, await readJournal(journalPath));
  const kept = keep || violations.length > 0;
  if (!kept) rmSync(ground.home, { recursive: true, force: true });
  if (violations.length > 0) writeFileSync(join(ground.home, "violations.txt"), `${violations.join("\n")}\n`);
  return {
    ...{ storm: "kills", seed, kills: falls.length, rounds: plan.length, ...result, violations },
    seconds: seconds(beganMs),
    ...(kept && { kept: ground.home }),
  };
}

const seconds = (sinceMs: number): number => Math.round((performance.now() - sinceMs) / 100) / 10;

function spreadOf(falls: readonly Fall[]): Spread {
  const times = falls.flatMap(({ backMs }) => (backMs === undefined ? [] : [Math.round(backMs)]));
  if (times.length === 0) return { min: 0, median: 0, max: 0 };
  return { min: Math.min(...times), median: Math.round(median(times)), max: Math.max(...times) };
}

type Summary = Pick<StormResult, "acknowledged" | "refused" | "unknownResolved" | "writesBackMs" | "byVictim">;

function sumUp(falls: readonly Fall[], attempts: readonly Attempt[]): Summary {
  const known = attempts.flatMap(({ answer }) => answer ?? []);
  const byVictim: StormResult["byVictim"] = {};
  for (const victim of victims) {
    const own = falls.filter((fall) => fall.victim === victim);
    if (own.length > 0) byVictim[victim] = { kills: own.length, backMs: spreadOf(own) };
  }
  return {
    acknowledged: known.filter(({ ok }) => ok).length,
    refused: known.filter(({ ok }) => !ok).length,
    unknownResolved: known.filter(({ unknowns }) => unknowns > 0).length,
    writesBackMs: spreadOf(falls.filter(({ victim }) => ["web-a", "web-b", "postgres"].includes(victim))),
    byVictim,
  };
}
