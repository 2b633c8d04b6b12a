import type { Ask, Authorized } from "./contract.ts";
import type { Limits } from "./limits.ts";

export type Authorize = (ask: Ask) => Promise<Authorized>;

const GRANTS_MAX = 10_000;

/** Asks the house, and takes an error or silence for a no. */
export async function askWithin(timeoutMs: number, authorize: Authorize, ask: Ask): Promise<Authorized> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Authorized>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { ok: false, why: "authorisation timed out" });
  });
  try {
    return await Promise.race([authorize(ask), silence]);
  } catch (error) {
    return { ok: false, why: `authorisation failed: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    clearTimeout(timer);
  }
}

/** Players reload a live playlist four times a second: an answer is kept for a few seconds, a no for none. */
export function createPlayGrants(authorize: Authorize, limits: Limits, elapsedMs: () => number): Authorize {
  const grants = new Map<string, { answer: Promise<Authorized>; untilMs: number }>();
  return async (ask) => {
    const key = JSON.stringify([ask.app, ask.name, ask.token, ask.remote]);
    const known = grants.get(key);
    if (known && known.untilMs > elapsedMs()) return known.answer;
    if (grants.size >= GRANTS_MAX) grants.clear();
    const answer = askWithin(limits.authorizeMs, authorize, ask);
    const grant = { answer, untilMs: elapsedMs() + limits.authorizeMs + limits.grantMs };
    grants.set(key, grant);
    const answered = await answer;
    if (answered.ok) grant.untilMs = elapsedMs() + limits.grantMs;
    else if (grants.get(key) === grant) grants.delete(key);
    return answered;
  };
}
