import { createHash } from "node:crypto";
import { clock } from "./clock.ts";
import { type Db, statement, together, transact, type Tx } from "./db.ts";
import { Refusal } from "./refusal.ts";

/** One caller's name for one attempt at one route, and the fingerprint of what was asked. */
export type Attempt = { space: string; key: string; fingerprint: Buffer };
export type Answer = { status: number; body: string };

export const fingerprintOf = (route: string, input: unknown): Buffer =>
  createHash("sha256")
    .update(route)
    .update(JSON.stringify(input, (_key, v: unknown) => (typeof v === "bigint" ? v.toString() : v)) ?? "")
    .digest();

const claim = statement<{ mine: boolean }>(
  "idempotency.claim",
  `select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine`,
);
const find = statement<{ fingerprint: Buffer; status: number; body: string }>(
  "idempotency.find",
  `select fingerprint, status, body from platform.idempotency where space = $1 and key = $2`,
);
const keep = statement(
  "idempotency.keep",
  `insert into platform.idempotency (space, key, fingerprint, status, body, created_at) values ($1, $2, $3, $4, $5, $6)
   on conflict do nothing`,
);
const forget = statement<{ key: string }>(
  "idempotency.forget",
  `delete from platform.idempotency where ctid = any(array(
     select ctid from platform.idempotency where created_at < $1 limit 5000)) returning key`,
);

async function earlier(tx: Tx, { space, key, fingerprint }: Attempt): Promise<Answer | undefined> {
  const [[mine], [found]] = await together(claim(tx, `${space}|${key}`), find(tx, space, key));
  if (!mine?.mine) throw new Refusal("request.in_flight");
  if (!found) return undefined;
  if (!found.fingerprint.equals(fingerprint)) throw new Refusal("request.reused");
  return found;
}

/** A refusal that changed nothing and depends on nothing that a retry could mend is worth keeping as the answer. */
const lasting = (status: number): boolean => status === 404 || status === 409 || status === 422;

/**
 * Does a request once. Key, effect and answer commit together; a repeat gets the first answer, a twin in flight a
 * refusal, other content under the same key another. A business "no" is kept as well, after its effects rolled back.
 */
export async function once(
  db: Db,
  attempt: Attempt,
  work: (tx: Tx) => Promise<Answer>,
  answerOf: (refusal: Refusal) => Answer,
): Promise<Answer & { replayed: boolean }> {
  try {
    return await transact(db, async (tx) => {
      const before = await earlier(tx, attempt);
      if (before) return { status: before.status, body: before.body, replayed: true };
      const answer = await work(tx);
      await keep(tx, attempt.space, attempt.key, attempt.fingerprint, answer.status, answer.body, clock.now());
      return { ...answer, replayed: false };
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code.startsWith("request.")) throw error;
    const answer = answerOf(error);
    if (lasting(answer.status)) {
      const { space, key, fingerprint } = attempt;
      await keep(db, space, key, fingerprint, answer.status, answer.body, clock.now());
    }
    throw error;
  }
}

/** Answers are kept for 72 hours. Says how many were let go. */
export async function forgetOldAnswers(db: Db): Promise<number> {
  return (await forget(db, new Date(clock.now().getTime() - 72 * 3600_000))).length;
}
