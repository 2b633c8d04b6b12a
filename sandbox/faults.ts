import { type Effect, isEffect, type Stage, strikesAt } from "./effects.ts";
import { Refused } from "./refused.ts";

/** `match` names the call and any number of the merchant; `share` is how many of the matching ones are struck. */
export type Fault = { effect: Effect; match: Record<string, string>; times: number; share: number; draw: () => number };
export type Faults = {
  add(wanted: Record<string, unknown>): Fault;
  clear(): void;
  list(): Omit<Fault, "draw">[];
  take(stage: Stage, numbers: Record<string, string>): Effect[];
};

export function newFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (wanted) => {
      const fault = faultOf(wanted);
      faults.push(fault);
      return fault;
    },
    clear: () => {
      faults = [];
    },
    list: () => faults.map(({ effect, match, times, share }) => ({ effect, match, times, share })),
    take: (stage, numbers) => {
      const struck = faults.filter((fault) => fits(fault, stage, numbers) && fault.draw() < fault.share);
      for (const fault of struck) fault.times -= 1;
      faults = faults.filter((fault) => fault.times > 0);
      return struck.map((fault) => fault.effect);
    },
  };
}

function fits({ effect, match }: Fault, stage: Stage, numbers: Record<string, string>): boolean {
  if (!strikesAt(effect, stage)) return false;
  return Object.entries(match).every(([name, value]) => (name === "call" ? value === stage : numbers[name] === value));
}

function faultOf({ effect, match, times, share, seed }: Record<string, unknown>): Fault {
  if (typeof effect !== "string" || !isEffect(effect)) throw new Refused(400, "PARAM_ERROR", "unknown effect");
  const pairs = Object.entries(typeof match === "object" && match !== null ? match : {});
  return {
    effect,
    match: Object.fromEntries(pairs.map(([name, value]) => [name, String(value)])),
    times: typeof times === "number" ? times : 1,
    share: typeof share === "number" ? share : 1,
    draw: seeded(typeof seed === "number" ? seed : 1),
  };
}

/** The same seed gives the same run of numbers in [0, 1): a failing test can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
