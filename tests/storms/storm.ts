import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { brokenIn, verify } from "#platform/verify";
import { median } from "../../bench/load.ts";
import { chanceFrom } from "../../demo/seed/chance.ts";
import { openLine } from "./asking.ts";
import { readBooks } from "./books.ts";
import { type Lane, runLane } from "./buyers.ts";
import { compare } from "./compare.ts";
import { deliver } from "./deliveries.ts";
import { type Fall, followRound } from "./fall.ts";
import { type Market, openMarket } from "./ground/people.ts";
import { openStormGround, type StormGround } from "./ground/storm-ground.ts";
import { type Attempt, type Journal, openJournal, readJournal } from "./journal.ts";
import { comeToRest } from "./quiet.ts";
import { edges, planStorm, type Round, type Victim, victims } from "./schedule.ts";

export type StormOptions = {
  seed: number;
  kills: number;
  lanes?: number;
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
  /** Where everything was kept, when something was wrong. */
  kept?: string;
};

const LANES = 48;
const PEOPLE_A_LANE = 8;
const HOT_A_DELIVERY = 25;
const PATIENCE_MS = 60_000;

type Storm = {
  signal: AbortSignal | undefined;
  ground: StormGround;
  market: Market;
  journal: Journal;
  lanes: number;
  seed: number;
  faults: Set<string>;
};

/** A phone's journey through one round; what it draws depends on the seed, its number and the round alone. */
function openLanes(storm: Storm, round: number, going: () => boolean, onKnown: Lane["onKnown"]): Lane[] {
  const { ground, market, journal, seed, lanes } = storm;
  return Array.from({ length: lanes }, (_, n) => ({
    ...{ journal, market, going, onKnown, asked: 0, name: `${seed}-${round}-${n}`, line: openLine() },
    onFault: (fault) => void storm.faults.add(fault),
    chance: chanceFrom(((seed * 1_009 + round) * 1_009 + n) * 7_919 + 1),
    people: market.people.slice(n * PEOPLE_A_LANE, (n + 1) * PEOPLE_A_LANE),
    fronts: Object.values(ground.fronts),
    sandboxPort: ground.sandboxPort,
  }));
}

/** Stock comes back while the storm goes on: what was sold out is sold again, and sells out again. */
async function keepDelivering({ ground, market, journal }: Storm, deeds: () => number, going: () => boolean) {
  for (let next = 0; going(); await wait(50)) {
    if (deeds() < next) continue;
    next = deeds() + 400;
    await deliver(ground, journal, market.shop, market.hot, HOT_A_DELIVERY);
    for (const goods of [market.limited, ...market.calm])
      await deliver(ground, journal, market.shop, goods, 2 * HOT_A_DELIVERY);
  }
}

/** One round of kills under load, then quiet. Returns who fell, and whatever was found wrong. */
async function blow(storm: Storm, plan: Round, number: number): Promise<{ falls: Fall[]; violations: string[] }> {
  const { ground } = storm;
  const followed = followRound(ground, plan);
  let going = true;
  const isGoing = (): boolean => going;
  const lanes = openLanes(storm, number, isGoing, ({ ask: { deed }, answer: { ok }, port, sentMs }) =>
    followed.know({ deed, ok, port, sentMs }),
  );
  const running = [...lanes.map(runLane), keepDelivering(storm, followed.deeds, isGoing)];
  const violations: string[] = [];
  for (let [seen, sinceMs] = [-1, performance.now()]; !followed.isOver(); await wait(50)) {
    storm.signal?.throwIfAborted();
    if (followed.deeds() !== seen) [seen, sinceMs] = [followed.deeds(), performance.now()];
    if (performance.now() - sinceMs < PATIENCE_MS) continue;
    violations.push(`the storm stood still after ${seen} deeds of round ${number}`);
    break;
  }
  await followed.settled();
  for (const edge of edges) ground.edges[edge].heal();
  going = false;
  await Promise.all(running);
  for (const lane of lanes) lane.line.destroy();
  return { falls: followed.falls, violations };
}

/** Lets everything come to rest, and holds the journal of the clients against house and provider. */
async function takeStock({ ground, market, faults }: Storm, journalPath: string): Promise<string[]> {
  const { deeds, left } = await comeToRest(ground);
  const books = await readBooks(ground.db, deeds);
  const attempts = await readJournal(journalPath);
  const fainted = victims.flatMap((name) =>
    name !== "postgres" && ground.programs[name].faintings() > 0 ? [`${name} ended by itself`] : [],
  );
  return [
    ...left.map((what) => `never came to rest: ${what}`),
    ...compare({ attempts, books, goods: market.goods }),
    ...brokenIn(await verify(ground.url)),
    ...faults,
    ...fainted,
  ];
}

export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { seed, kills, lanes = LANES, say = () => undefined, signal } = options;
  const beganMs = performance.now();
  const plan = planStorm(seed, kills);
  const ground = await openStormGround();
  const journalPath = join(ground.home, "journal.jsonl");
  writeFileSync(join(ground.home, "schedule.json"), JSON.stringify({ seed, kills, rounds: plan }, null, 1));
  const journal = await openJournal(journalPath);
  const falls: Fall[] = [];
  const violations: string[] = [];
  try {
    const market = await openMarket(ground.db, ground.vault, lanes * PEOPLE_A_LANE);
    const storm: Storm = { signal, ground, market, journal, lanes, seed, faults: new Set() };
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
  if (violations.length === 0) rmSync(ground.home, { recursive: true, force: true });
  else writeFileSync(join(ground.home, "violations.txt"), `${violations.join("\n")}\n`);
  return {
    ...{ storm: "kills", seed, kills: falls.length, rounds: plan.length, ...result, violations },
    seconds: seconds(beganMs),
    ...(violations.length > 0 && { kept: ground.home }),
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
