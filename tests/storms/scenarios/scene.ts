import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openLine, type Said, send } from "../asking.ts";
import type { Known } from "../fall.ts";
import { allUp, type Front, openStormGround, type OpenDatabase, type StormGround } from "../ground/storm-ground.ts";
import { openJournal } from "../journal.ts";
import { openTrade, startLoad } from "../load.ts";
import { edges } from "../schedule.ts";
import { takeStock } from "../stock-taking.ts";

export type Figures = Record<string, number>;
export type Scene = {
  ground: StormGround;
  seconds: (seconds: number) => Promise<void>;
  /** Milliseconds from that moment to the answer of the first order that was sent after it, through this front or any. */
  ordersBack: (sinceMs: number, front?: Front) => Promise<number>;
  /** How many orders were acknowledged that were sent since. */
  ordersSince: (sinceMs: number, front?: Front) => number;
  /** One question to a front, past the faulty line; how long its answer took. */
  look: (front: Front, path: string) => Promise<Said & { ms: number }>;
  /** Something that may not be: told with the violations. */
  mustBe: (what: string, holds: boolean) => void;
};
export type Outcome = { scenario: string; violations: string[]; figures: Figures; kept?: string } | { skipped: string };
type Play = (scene: Scene) => Promise<Figures>;

const LANES = 24;
const BACK_WITHIN_MS = 90_000;

/** Plays a fault under the load of buyers, then lets everything come to rest and compares journal, house and provider. */
export async function play(
  scenario: string,
  act: Play,
  options: { seed?: number; openDatabase?: OpenDatabase; keep?: boolean; afterwards?: () => void } = {},
): Promise<Outcome> {
  const ground = await openStormGround(options.openDatabase);
  const journalPath = join(ground.home, "journal.jsonl");
  const journal = await openJournal(journalPath);
  const violations: string[] = [];
  let figures: Figures = {};
  try {
    const trade = await openTrade(ground, journal, { lanes: LANES, seed: options.seed ?? 1 });
    const placed: Known[] = [];
    const load = startLoad(trade, 1, (known) => void (known.deed === "place" && known.ok && placed.push(known)));
    try {
      figures = await act(sceneOf(ground, placed, (what) => violations.push(what)));
    } finally {
      for (const edge of edges) ground.edges[edge].heal();
      await allUp(ground);
      await load.stop();
    }
    figures["orders"] = placed.length;
    violations.push(...(await takeStock(trade, journalPath)));
  } catch (fault) {
    violations.push(`the scenario broke off: ${(fault as Error).stack}`);
  }
  await journal.close();
  await ground.close();
  options.afterwards?.();
  const kept = options.keep || violations.length > 0;
  if (kept) writeFileSync(join(ground.home, "violations.txt"), `${violations.join("\n")}\n`);
  else rmSync(ground.home, { recursive: true, force: true });
  return { scenario, violations, figures, ...(kept && { kept: ground.home }) };
}

function sceneOf(ground: StormGround, placed: Known[], complain: (what: string) => void): Scene {
  const since = (sinceMs: number, front?: Front): Known[] =>
    placed.filter(({ sentMs, port }) => sentMs > sinceMs && (front === undefined || port === ground.fronts[front]));
  return {
    ground,
    seconds: (seconds) => wait(seconds * 1_000),
    ordersSince: (sinceMs, front) => since(sinceMs, front).length,
    ordersBack: async (sinceMs, front) => {
      while (since(sinceMs, front).length === 0) {
        if (performance.now() - sinceMs > BACK_WITHIN_MS) throw new Error("no order was placed any more");
        await wait(10);
      }
      return Math.round(performance.now() - sinceMs);
    },
    look: async (front, path) => {
      const [line, began] = [openLine(), performance.now()];
      const said = await send(line, { port: ground.doors[front], method: "GET", path });
      line.destroy();
      return { status: 0, body: {}, ...said, ms: Math.round(performance.now() - began) };
    },
    mustBe: (what, holds) => void (holds || complain(`${what}: it is not so`)),
  };
}
