import type { Chance } from "./chance.ts";
import type { Breaks } from "./line.ts";

/** How often each misfortune comes, of all the times it could. */
export type Rates = {
  askLost: number;
  answerLost: number;
  answerSlow: number;
  refused: number;
  lookStale: number;
  noticeDoubled: number;
  noticeLate: number;
  noticeLost: number;
  payAfterClose: number;
  payTwice: number;
  payOtherSum: number;
  payUnknownNumber: number;
  refundSlow: number;
  refundClosed: number;
  refundAbnormal: number;
  refundNotEnough: number;
  splitSlow: number;
  splitRefused: number;
  splitReceiverFails: number;
  carrierSilent: number;
  carrierRefuses: number;
  commitLost: number;
  commitUnanswered: number;
  death: number;
  replyLost: number;
  clockStep: number;
};

const RATE_MAX = 0.05;
const NAMES: readonly (keyof Rates)[] = [
  ...(["askLost", "answerLost", "answerSlow", "refused", "lookStale"] as const),
  ...(["noticeDoubled", "noticeLate", "noticeLost"] as const),
  ...(["payAfterClose", "payTwice", "payOtherSum", "payUnknownNumber"] as const),
  ...(["refundSlow", "refundClosed", "refundAbnormal", "refundNotEnough"] as const),
  ...(["splitSlow", "splitRefused", "splitReceiverFails", "carrierSilent", "carrierRefuses"] as const),
  ...(["commitLost", "commitUnanswered", "death", "replyLost", "clockStep"] as const),
];

export type Faults = {
  rates: Rates;
  /** Whether this misfortune comes now. */
  hits: (name: keyof Rates) => boolean;
  /** From now on everything works. */
  end: () => void;
  ended: () => boolean;
  breaks: Breaks;
};

/** Draws how bad this world is. A misfortune that comes to a moment draws from a stream of its own. */
export function drawFaults(chance: Chance): Faults {
  const rates = Object.fromEntries(NAMES.map((name) => [name, chance.draw() * RATE_MAX])) as Rates;
  // At each of thousands of commits: a fifth of the rate is plenty, and whole processes die a little less often.
  rates.commitLost /= 5;
  rates.commitUnanswered /= 5;
  rates.death /= 3;
  const streams = new Map(NAMES.map((name) => [name, chance.fork(name)]));
  let ended = false;
  const hits = (name: keyof Rates): boolean => !ended && streams.get(name)!.happens(rates[name]);
  return {
    rates,
    hits,
    end: () => void (ended = true),
    ended: () => ended,
    breaks: { beforeCommit: () => hits("commitLost"), afterCommit: () => hits("commitUnanswered") },
  };
}
