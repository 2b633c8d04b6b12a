import { createHash } from "node:crypto";
import { type Challenge, createChallenge, type Payload, randomInt, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import { clock } from "#platform/clock";
import type { Vault } from "#platform/vault";
import type { Place } from "./entry-rows.ts";

/** A proof is good for so long after its puzzle was given. */
export const PUZZLE_MS = 300_000;

// About 120,000 hashes: half a second for a page, and ten for us, since a puzzle costs its `cost` alone to make.
const COST = 10;
const COUNTER_MIN = 6_000;
const COUNTER_MAX = 18_000;
const PROOF_BYTES_MAX = 4_000;

const secretsOf = (vault: Vault) => ({
  hmacSignatureSecret: vault.blindIndex("puzzle", "challenge").toString("base64url"),
  hmacKeySignatureSecret: vault.blindIndex("puzzle", "key").toString("base64url"),
});

/** A fresh puzzle that only this person may solve, for this deal. */
export async function makePuzzle(
  vault: Vault,
  { dealId, personId }: Place,
  { at = clock.wall(), work = randomInt(COUNTER_MAX, COUNTER_MIN) } = {},
): Promise<string> {
  const challenge = await createChallenge({
    algorithm: "SHA-256",
    cost: COST,
    counter: work,
    deriveKey,
    data: { deal: String(dealId), person: String(personId) },
    expiresAt: new Date(at.getTime() + PUZZLE_MS),
    ...secretsOf(vault),
  });
  return JSON.stringify(challenge);
}

function payloadOf(proof: string): Payload | undefined {
  if (proof.length > PROOF_BYTES_MAX) return undefined;
  try {
    const payload = JSON.parse(Buffer.from(proof, "base64").toString()) as Partial<Payload> | null;
    const { challenge, solution } = payload ?? {};
    return challenge?.parameters && typeof challenge.signature === "string" && solution
      ? { challenge, solution }
      : undefined;
  } catch {
    return undefined; // not a proof at all, and refused as a wrong one is
  }
}

const isFor = ({ parameters: { data } }: Pick<Challenge, "parameters">, { dealId, personId }: Place): boolean =>
  data?.["deal"] === String(dealId) && data["person"] === String(personId);

export type Proof = { digest: Buffer; goodUntil: Date };

/** What a solved puzzle is worth: its name, to be spent once; nothing when it is another's, too old or wrong. */
export async function readProof(vault: Vault, place: Place, proof: string): Promise<Proof | undefined> {
  const payload = payloadOf(proof);
  if (!payload || !isFor(payload.challenge, place)) return undefined;
  const { verified } = await verifySolution({ ...payload, deriveKey, ...secretsOf(vault) });
  if (!verified) return undefined;
  const { signature = "", parameters } = payload.challenge;
  const digest = createHash("sha256").update(signature).digest();
  return { digest, goodUntil: new Date((parameters.expiresAt ?? 0) * 1000) };
}
