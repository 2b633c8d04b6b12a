import { setTimeout as wait } from "node:timers/promises";
import { allUp, killFamily, type StormGround } from "./ground/storm-ground.ts";
import type { Kill, Round, Victim } from "./schedule.ts";

export type Fall = { victim: Victim; killedMs: number; backMs?: number };
export type Known = { deed: string; port: number; ok: boolean; sentMs: number };

/** Whether this deed shows that the fallen one is at work again: an order through it, or a payment at the provider. */
function shows(ground: StormGround, { victim, killedMs }: Fall, { deed, port, ok, sentMs }: Known): boolean {
  if (!ok || sentMs < killedMs) return false;
  if (victim === "postgres") return deed === "place";
  if (victim === "sandbox") return deed === "cashier" || deed === "pay";
  return victim !== "worker" && deed === "place" && port === ground.fronts[victim];
}

/** Lets a round's kills and faults happen as the deeds are counted, and measures how long each victim was away. */
export function followRound(ground: StormGround, { kills, faults }: Round) {
  const falls: Fall[] = [];
  const under: Promise<void>[] = [];
  const [nextKills, nextFaults] = [[...kills], [...faults]];
  let deeds = 0;
  let line: Promise<void> = Promise.resolve();

  async function fell({ victim, pauseMs }: Kill): Promise<void> {
    if (victim === "postgres") {
      const before = ground.postgres.pid();
      falls.push({ victim, killedMs: performance.now() });
      ground.say(`kill postgres after ${deeds} deeds`);
      killFamily(before);
      // Its supervisor brings it back; one that was never back may not fall again.
      while (ground.postgres.pid() === before) await wait(10);
      return;
    }
    const program = ground.programs[victim];
    while (!program.up()) await wait(20);
    const fall: Fall = { victim, killedMs: performance.now() };
    falls.push(fall);
    ground.say(`kill ${victim} after ${deeds} deeds`);
    await program.kill();
    under.push(
      wait(pauseMs)
        .then(() => program.start())
        .then(() => {
          ground.say(`${victim} is back`);
          if (victim === "worker") fall.backMs = performance.now() - fall.killedMs;
        }),
    );
  }

  return {
    falls,
    deeds: () => deeds,
    know: (known: Known): void => {
      deeds += 1;
      for (const fall of falls) {
        if (fall.backMs !== undefined || !shows(ground, fall, known)) continue;
        fall.backMs = performance.now() - fall.killedMs;
        ground.say(`${fall.victim} is at work again after ${Math.round(fall.backMs)} ms`);
      }
      while (nextFaults.length > 0 && nextFaults[0]!.after <= deeds) {
        const { edge, after: _, ...strike } = nextFaults.shift()!;
        ground.say(`strike ${edge}: ${strike.fault} × ${strike.times}, ${strike.ms} ms`);
        ground.edges[edge].strike(strike);
      }
      while (nextKills.length > 0 && nextKills[0]!.after <= deeds) {
        const kill = nextKills.shift()!;
        line = line.then(() => fell(kill));
      }
    },
    /** Every kill has happened, everybody is back, and every victim has been seen at work again. */
    isOver: (): boolean => falls.length === kills.length && falls.every((fall) => fall.backMs !== undefined),
    /** Who fell so long ago and has not been seen at work since. */
    missing: (sinceMs: number): Victim[] =>
      falls
        .filter(({ killedMs, backMs }) => backMs === undefined && performance.now() - killedMs > sinceMs)
        .map(({ victim }) => victim),
    settled: async (): Promise<void> => {
      await line;
      await Promise.all(under);
      await allUp(ground);
    },
  };
}
