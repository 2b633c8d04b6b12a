import { setTimeout as wait } from "node:timers/promises";
import { chanceFrom } from "../../demo/seed/chance.ts";
import { openLine } from "./asking.ts";
import { type Lane, runLane } from "./buyers.ts";
import { deliver } from "./deliveries.ts";
import type { Known } from "./fall.ts";
import { type Market, openMarket } from "./ground/people.ts";
import type { StormGround } from "./ground/storm-ground.ts";
import type { Journal } from "./journal.ts";

/** A house with goods and buyers, and what was seen there that may never be seen. */
export type Trade = {
  ground: StormGround;
  market: Market;
  journal: Journal;
  lanes: number;
  seed: number;
  faults: Set<string>;
};

const PEOPLE_A_LANE = 8;
const HOT_A_DELIVERY = 25;
const DEEDS_A_DELIVERY = 200;

export async function openTrade(
  ground: StormGround,
  journal: Journal,
  { lanes, seed }: { lanes: number; seed: number },
): Promise<Trade> {
  const market = await openMarket(ground.db, ground.vault, lanes * PEOPLE_A_LANE);
  return { ground, market, journal, lanes, seed, faults: new Set() };
}

/** A phone's journey through one round; what it draws depends on the seed, its number and the round alone. */
function openLanes(trade: Trade, round: number, going: () => boolean, onKnown: Lane["onKnown"]): Lane[] {
  const { ground, market, journal, seed, lanes } = trade;
  return Array.from({ length: lanes }, (_, n) => ({
    ...{ journal, market, going, onKnown, asked: 0, name: `${seed}-${round}-${n}`, line: openLine() },
    onFault: (fault) => void trade.faults.add(fault),
    chance: chanceFrom(((seed * 1_009 + round) * 1_009 + n) * 7_919 + 1),
    people: market.people.slice(n * PEOPLE_A_LANE, (n + 1) * PEOPLE_A_LANE),
    fronts: Object.values(ground.fronts),
    sandboxPort: ground.sandboxPort,
  }));
}

/** Stock comes back while the storm goes on: what was sold out is sold again, and sells out again. */
async function keepDelivering(trade: Trade, deeds: () => number, going: () => boolean): Promise<void> {
  const { ground, market, journal } = trade;
  for (let next = 0; going(); await wait(50)) {
    if (deeds() < next) continue;
    next = deeds() + DEEDS_A_DELIVERY;
    await deliver(ground, journal, market.shop, market.hot, HOT_A_DELIVERY);
    for (const goods of [market.limited, ...market.calm])
      await deliver(ground, journal, market.shop, goods, HOT_A_DELIVERY);
  }
}

export type Load = { deeds: () => number; stop: () => Promise<void> };

/** Buyers begin to buy, and stop when told, each with every answer known. `know` is told of each deed that is known. */
export function startLoad(trade: Trade, round: number, know: (known: Known) => void): Load {
  let deeds = 0;
  let going = true;
  const isGoing = (): boolean => going;
  const lanes = openLanes(trade, round, isGoing, ({ ask: { deed }, answer: { ok }, port, sentMs }) => {
    deeds += 1;
    know({ deed, ok, port, sentMs });
  });
  const running = Promise.all([...lanes.map(runLane), keepDelivering(trade, () => deeds, isGoing)]);
  return {
    deeds: () => deeds,
    stop: async () => {
      going = false;
      await running;
      for (const lane of lanes) lane.line.destroy();
    },
  };
}
