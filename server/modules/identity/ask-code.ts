import { createHmac, randomInt } from "node:crypto";
import { clock } from "#platform/clock";
import { type Db, statement, transact } from "#platform/db";
import { newId } from "#platform/ids";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { smsGateway } from "./outside.ts";

export const CODE_SECONDS = 300;
export const CODE_TRIES = 5;
const APART_SECONDS = 60;
const PER_HOUR = 5;
const PER_DAY = 10;

export const codeHash = (index: Buffer, code: string): Buffer => createHmac("sha256", index).update(code).digest();

const sentLately = statement<{ at: Date }>(
  "identity.codes_lately",
  `select created_at as at from identity.codes where phone_index = $1 and created_at > $2 order by created_at desc`,
);
const takeTurn = statement(
  "identity.code_turn",
  `select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 1))`,
);
const insert = statement(
  "identity.insert_code",
  `insert into identity.codes (id, phone_index, code_hash, purpose, expires_at, created_at)
   values ($1, $2, $3, 'sign_in', $4, $5)`,
);
const drop = statement("identity.drop_code", `delete from identity.codes where id = $1`);

/** How long the phone must wait for its next code, by the rules of ID2; 0 when it may have one now. */
export function waitSeconds(sent: readonly Date[], now: Date): number {
  const ages = sent.map((at) => (now.getTime() - at.getTime()) / 1000);
  const left = (count: number, window: number): number =>
    ages.filter((age) => age < window).length >= count ? window - ages.filter((age) => age < window)[count - 1]! : 0;
  return Math.ceil(Math.max(left(1, APART_SECONDS), left(PER_HOUR, 3600), left(PER_DAY, 86_400), 0));
}

async function recordCode(db: Db, index: Buffer, code: string): Promise<bigint> {
  return transact(db, async (tx) => {
    await takeTurn(tx, index);
    const now = clock.now();
    const sent = await sentLately(tx, index, new Date(now.getTime() - 86_400_000));
    const wait = waitSeconds(
      sent.map((row) => row.at),
      now,
    );
    if (wait > 0) throw new Refusal("identity.too_many_tries", { retryAfterSeconds: wait });
    const id = newId();
    await insert(tx, id, index, codeHash(index, code), new Date(now.getTime() + CODE_SECONDS * 1000), now);
    return id;
  });
}

/** Sends a fresh code to a phone, known or not, with the same answer: at most one a minute, five an hour, ten a day. */
export async function askCode(
  house: House,
  phone: string,
): Promise<{ expiresInSeconds: number; retryAfterSeconds: number }> {
  const index = house.vault.blindIndex("phone", phone);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const id = await recordCode(house.db, index, code);
  const sent = await smsGateway.of(house.config).send({
    id: `otp-${id}`,
    phone,
    text: `【集市】验证码 ${code}，5 分钟内有效。请勿告诉他人。`,
    code,
    purpose: "sign_in",
  });
  if (sent.sure !== "yes") {
    if (sent.sure === "no") await drop(house.db, id);
    house.log.warn({ answer: sent }, "the SMS gateway did not take a code");
    throw new Refusal("identity.gateway_away", { retryAfterSeconds: 5 });
  }
  return { expiresInSeconds: CODE_SECONDS, retryAfterSeconds: APART_SECONDS };
}
