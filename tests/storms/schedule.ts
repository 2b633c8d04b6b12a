import { type Chance, chanceFrom } from "../../demo/seed/chance.ts";
import { type Fault, faults, type Strike } from "./faulty-proxy.ts";

/** Whoever may be killed, and every way between two of them that may suffer. */
export const victims = ["web-a", "web-b", "worker", "postgres", "sandbox"] as const;
export type Victim = (typeof victims)[number];
export const edges = [
  "to web-a",
  "to web-b",
  "web-a to db",
  "web-b to db",
  "worker to db",
  "to sandbox",
  "news",
] as const;
export type Edge = (typeof edges)[number];

export type Kill = { victim: Victim; after: number; pauseMs: number };
export type EdgeFault = Strike & { edge: Edge; after: number };
/** One round: deeds are counted from its start, so that a slower machine has the same storm. */
export type Round = { kills: Kill[]; faults: EdgeFault[] };

const KILLS_A_ROUND = 10;
const GAP_MIN = 120;
const GAP_MORE = 260;
const PAUSE_MS_MAX = 600;
const FAULTS_A_GAP = 3;
const LONGEST_MS: Record<Fault, number> = {
  delay: 800,
  drip: 600,
  cut: 0,
  "half-open": 3_000,
  twice: 1_000,
  "reply-lost": 0,
};

/** What strikes when. The same seed makes the same storm; moments are numbers of answered deeds, never of seconds. */
export function planStorm(seed: number, kills: number): Round[] {
  // Neighbouring seeds must not begin alike.
  const chance = chanceFrom(seed * 2_654_435_761);
  for (let n = 0; n < 8; n++) chance.below(2);
  const deck = dealVictims(chance, kills);
  const rounds: Round[] = [];
  for (let from = 0; from < kills; from += KILLS_A_ROUND)
    rounds.push(planRound(chance, deck.slice(from, from + KILLS_A_ROUND)));
  return rounds;
}

/** Everybody falls equally often, in an order nobody knows. */
function dealVictims(chance: Chance, kills: number): Victim[] {
  const dealt: Victim[] = [];
  while (dealt.length < kills) {
    const hand = [...victims];
    while (hand.length > 0) dealt.push(...hand.splice(chance.below(hand.length), 1));
  }
  return dealt.slice(0, kills);
}

function planRound(chance: Chance, fallen: readonly Victim[]): Round {
  const round: Round = { kills: [], faults: [] };
  let at = 0;
  for (const victim of fallen) {
    const gap = GAP_MIN + chance.below(GAP_MORE);
    for (let n = 0; n < FAULTS_A_GAP; n++) round.faults.push(planFault(chance, at + chance.below(gap)));
    at += gap;
    round.kills.push({ victim, after: at, pauseMs: chance.below(PAUSE_MS_MAX) });
  }
  round.faults.sort((a, b) => a.after - b.after);
  return round;
}

function planFault(chance: Chance, after: number): EdgeFault {
  const edge = chance.one(edges);
  // A database's line sent again would be read as a new greeting: no middle box does that.
  const fault = chance.one(edge.endsWith("db") ? faults.filter((each) => each !== "twice") : faults);
  const longest = LONGEST_MS[fault];
  return { edge, fault, after, times: 1 + chance.below(4), ms: longest === 0 ? 0 : 50 + chance.below(longest) };
}
