import type { FastifyReply } from "fastify";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Pace } from "#contract/route";
import { householdOf } from "./networks.ts";
import { Refusal } from "./refusal.ts";

type Allowance = { points: number; seconds: number };

// Per person, or per address when nobody is signed in; an address stands for a crowd behind one router, so it gets more.
const ALLOWANCES: Record<Pace, { person: Allowance; address: Allowance }> = {
  read: { person: { points: 300, seconds: 10 }, address: { points: 1200, seconds: 10 } },
  write: { person: { points: 80, seconds: 10 }, address: { points: 400, seconds: 10 } },
  buy: { person: { points: 20, seconds: 10 }, address: { points: 2000, seconds: 10 } },
  chat: { person: { points: 40, seconds: 10 }, address: { points: 2000, seconds: 10 } },
  drop: { person: { points: 30, seconds: 10 }, address: { points: 2000, seconds: 10 } },
  code: { person: { points: 20, seconds: 60 }, address: { points: 60, seconds: 60 } },
  upload: { person: { points: 60, seconds: 60 }, address: { points: 120, seconds: 60 } },
  provider: { person: { points: 5000, seconds: 1 }, address: { points: 5000, seconds: 1 } },
};

// Many accounts behind one line are cheap where pieces are few: there a signed-in caller pays by address as well.
const BOTH: ReadonlySet<Pace> = new Set<Pace>(["buy", "drop"]);

export type Limits = {
  take: (pace: Pace, who: { personId?: bigint; address: string }, reply: FastifyReply) => Promise<void>;
};

type Kind = "person" | "address";
type Taken = { points: number; seconds: number; left: number; afterSeconds: number; isTooMany: boolean };

/** Counts requests in this process and says the state of the allowance in every answer (RateLimit, draft 11). */
export function openLimits(factor = 1): Limits {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterFor = (pace: Pace, kind: Kind): RateLimiterMemory => {
    const name = `${pace}:${kind}`;
    const known = limiters.get(name);
    if (known) return known;
    const { points, seconds } = ALLOWANCES[pace][kind];
    const made = new RateLimiterMemory({ points: points * factor, duration: seconds });
    limiters.set(name, made);
    return made;
  };
  const takeOne = async (pace: Pace, kind: Kind, key: string): Promise<Taken> => {
    const { seconds } = ALLOWANCES[pace][kind];
    const points = ALLOWANCES[pace][kind].points * factor;
    const state = await limiterFor(pace, kind)
      .consume(key)
      .catch((refused: unknown) => {
        if (refused instanceof Error) throw refused;
        return refused as { remainingPoints: number; msBeforeNext: number };
      });
    const isTooMany = "consumedPoints" in state && Number(state.consumedPoints) > points;
    const left = Math.max(0, state.remainingPoints);
    return { points, seconds, left, afterSeconds: Math.ceil(state.msBeforeNext / 1000), isTooMany };
  };
  return {
    take: async (pace, { personId, address }, reply) => {
      let taken = await takeOne(pace, personId === undefined ? "address" : "person", personId?.toString() ?? address);
      const household = personId === undefined || !BOTH.has(pace) ? undefined : householdOf(address);
      if (household !== undefined && !taken.isTooMany) {
        const byAddress = await takeOne(pace, "address", household);
        if (byAddress.left < taken.left || byAddress.isTooMany) taken = byAddress;
      }
      reply.header("ratelimit-policy", `"${pace}";q=${taken.points};w=${taken.seconds}`);
      reply.header("ratelimit", `"${pace}";r=${taken.left};t=${taken.afterSeconds}`);
      if (taken.isTooMany) {
        reply.header("retry-after", taken.afterSeconds);
        throw new Refusal("request.too_fast", { retryAfterSeconds: taken.afterSeconds });
      }
    },
  };
}
