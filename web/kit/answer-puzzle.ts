import { shortSha256 } from "./short-sha256.ts";

type Parameters = { algorithm: string; nonce: string; salt: string; cost: number; keyPrefix: string };
type Challenge = { parameters: Parameters; signature: string };

const COUNTER_MAX = 10_000_000;

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function read(text: string): Challenge | undefined {
  try {
    const challenge = JSON.parse(text) as Challenge;
    return challenge.parameters.algorithm === "SHA-256" ? challenge : undefined;
  } catch {
    return undefined; // not a puzzle: the caller is told that it has no answer
  }
}

/**
 * Tries counters until the key begins as the puzzle wants it; the proof is what altcha's widget would send. Nothing
 * when the text is no puzzle of this kind. Hashes by itself: the browser's own digest answers one promise per call,
 * which is fifty times slower for 36 bytes, and it is missing on pages that were not opened over TLS.
 */
export function answerPuzzle(text: string): string | undefined {
  const challenge = read(text);
  if (!challenge) return undefined;
  const startedMs = performance.now();
  const { nonce, salt, cost, keyPrefix } = challenge.parameters;
  const prefix = bytesOf(keyPrefix);
  const [first, last] = [bytesOf(salt), bytesOf(nonce)];
  const input = new Uint8Array(first.length + last.length + 4);
  input.set(first);
  input.set(last, first.length);
  const counterPlace = new DataView(input.buffer, first.length + last.length);
  for (let counter = 0; counter < COUNTER_MAX; counter++) {
    counterPlace.setUint32(0, counter);
    let key = shortSha256(input);
    for (let round = 1; round < cost; round++) key = shortSha256(key);
    if (!prefix.every((byte, n) => key[n] === byte)) continue;
    const time = Math.round(performance.now() - startedMs);
    return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey: hexOf(key), time } }));
  }
  return undefined;
}
