import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import { type Outcome, unwrap } from "#platform/refusal";
import type { Vault } from "#platform/vault";
import { CODE_TRIES, codeHash } from "./ask-code.ts";

export const SESSION_DAYS_MAX = 90;
export const tokenHash = (token: string): Buffer => createHash("sha256").update(token).digest();

type Code = { id: bigint; codeHash: Buffer; tries: number; expiresAt: Date };
const lockCode = statement<Code>(
  "identity.lock_code",
  `select id, code_hash as "codeHash", tries, expires_at as "expiresAt" from identity.codes
   where phone_index = $1 and used_at is null order by created_at desc limit 1 for update`,
);
const countTry = statement("identity.count_try", `update identity.codes set tries = tries + 1 where id = $1`);
const useCode = statement("identity.use_code", `update identity.codes set used_at = $2 where id = $1`);
const findPerson = statement<{ id: bigint; state: string }>(
  "identity.person_by_phone",
  `select id, state from identity.people where phone_index = $1`,
);
const insertPerson = statement<{ id: bigint }>(
  "identity.insert_person",
  `insert into identity.people (id, phone_index, phone_sealed, nickname, created_at) values ($1, $2, $3, $4, $5)
   on conflict (phone_index) do nothing returning id`,
);
const insertSession = statement(
  "identity.insert_session",
  `insert into identity.sessions (id, token_hash, person_id, transport, proved_at, seen_at, expires_at)
   values ($1, $2, $3, $4, $5, $5, $6)`,
);

export type SignIn = { phone: string; code: string; transport: "cookie" | "bearer" };
export type SignedIn = { personId: bigint; token: string; isNew: boolean; expiresAt: Date };

/** Finds who has this phone, or makes the person; two first sign-ins at once make one person. */
export async function findOrMakePerson(
  tx: Tx,
  vault: Vault,
  phone: string,
): Promise<{ id: bigint; isNew: boolean; frozen: boolean }> {
  const index = vault.blindIndex("phone", phone);
  const [known] = await findPerson(tx, index);
  if (known) return { id: known.id, isNew: false, frozen: known.state !== "active" };
  const id = newId();
  const sealed = vault.seal(`identity.people|phone|${id}`, phone);
  const [made] = await insertPerson(tx, id, index, sealed, `用户${phone.slice(-4)}`, clock.now());
  if (!made) return findOrMakePerson(tx, vault, phone);
  await emit(tx, "identity.registered", [{ personId: id }]);
  return { id, isNew: true, frozen: false };
}

/** Opens a session for a person and gives its token, which is kept nowhere but with the caller. */
export async function openSession(
  tx: Tx,
  personId: bigint,
  transport: "cookie" | "bearer",
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url");
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_DAYS_MAX * 86_400_000);
  await insertSession(tx, newId(), tokenHash(token), personId, transport, now, expiresAt);
  return { token, expiresAt };
}

// A wrong try must be counted although the caller is refused, so the refusal is a value until the commit.
async function tryCode(tx: Tx, vault: Vault, { phone, code, transport }: SignIn): Promise<Outcome<SignedIn>> {
  const index = vault.blindIndex("phone", phone);
  const [sent] = await lockCode(tx, index);
  const now = clock.now();
  if (!sent || sent.expiresAt <= now) return { refused: "identity.otp_wrong", details: { triesLeft: 0 } };
  if (sent.tries >= CODE_TRIES) return { refused: "identity.too_many_tries", details: { retryAfterSeconds: 60 } };
  if (!timingSafeEqual(codeHash(index, code), sent.codeHash)) {
    await countTry(tx, sent.id);
    return { refused: "identity.otp_wrong", details: { triesLeft: CODE_TRIES - 1 - sent.tries } };
  }
  await useCode(tx, sent.id, now);
  const person = await findOrMakePerson(tx, vault, phone);
  if (person.frozen) return { refused: "identity.frozen", details: {} };
  const { token, expiresAt } = await openSession(tx, person.id, transport);
  return { ok: { personId: person.id, token, isNew: person.isNew, expiresAt } };
}

/** Signs in by phone and code, and signs up who is new. A code works once, for 300 seconds, with five tries. */
export async function signIn(db: Db, vault: Vault, asked: SignIn): Promise<SignedIn> {
  return unwrap(await transact(db, (tx) => tryCode(tx, vault, asked)));
}
