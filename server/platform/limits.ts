import type { FastifyReply } from "fastify";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Pace } from "#contract/route";
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

export type Limits = {
  take: (pace: Pace, who: { personId?: bigint; address: string }, reply: FastifyReply) => Promise<void>;
};

/** Counts requests in this process and says the state of the allowance in every answer (RateLimit, draft 11). */
export function openLimits(factor = 1): Limits {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterFor = (pace: Pace, kind: "person" | "address"): RateLimiterMemory => {
    const name = `${pace}:${kind}`;
    const known = limiters.get(name);
    if (known) return known;
    const { points, seconds } = ALLOWANCES[pace][kind];
    const made = new RateLimiterMemory({ points: points * factor, duration: seconds });
    limiters.set(name, made);
    return made;
  };
  return {
    take: async (pace, { personId, address }, reply) => {
      const kind = personId === undefined ? "address" : "person";
      const { points, seconds } = ALLOWANCES[pace][kind];
      const limiter = limiterFor(pace, kind);
      const state = await limiter.consume(personId?.toString() ?? address).catch((refused: unknown) => {
        if (refused instanceof Error) throw refused;
        return refused as { remainingPoints: number; msBeforeNext: number };
      });
      const afterSeconds = Math.ceil(state.msBeforeNext / 1000);
      reply.header("ratelimit-policy", `"${pace}";q=${points * factor};w=${seconds}`);
      reply.header("ratelimit", `"${pace}";r=${Math.max(0, state.remainingPoints)};t=${afterSeconds}`);
      if ("consumedPoints" in state && Number(state.consumedPoints) > points * factor) {
        reply.header("retry-after", afterSeconds);
        throw new Refusal("request.too_fast", { retryAfterSeconds: afterSeconds });
      }
    },
  };
}
