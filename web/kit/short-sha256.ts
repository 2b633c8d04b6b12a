// SHA-256 (FIPS 180-4) of at most 55 bytes: one block, so that a worker does half a million a second.

const isPrime = (n: number): boolean => {
  for (let by = 2; by * by <= n; by++) if (n % by === 0) return false;
  return true;
};
const PRIMES = Array.from({ length: 310 }, (_, n) => n + 2).filter(isPrime);
const fraction = (n: number): number => Math.floor((n - Math.floor(n)) * 2 ** 32);
const ROUND = Int32Array.from(PRIMES.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const BYTES_MAX = 55;

const words = new Int32Array(64);
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The message, a one, zeros, and its length in bits at the block's end. */
function fill(message: Uint8Array): void {
  words.fill(0, 0, 16);
  for (let n = 0; n < message.length; n++) words[n >> 2]! |= message[n]! << (24 - 8 * (n & 3));
  words[message.length >> 2]! |= 0x80 << (24 - 8 * (message.length & 3));
  words[15] = message.length * 8;
  for (let n = 16; n < 64; n++) {
    const near = words[n - 2]!;
    const far = words[n - 15]!;
    const low = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    const high = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    words[n] = words[n - 16]! + low + words[n - 7]! + high;
  }
}

/** The digest of a short message, 32 bytes. */
export function shortSha256(message: Uint8Array): Uint8Array {
  if (message.length > BYTES_MAX) throw new RangeError(`more than ${BYTES_MAX} bytes`);
  fill(message);
  let [a, b, c, d, e, f, g, h] = START as unknown as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n++) {
    const choice = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUND[n]! + words[n]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  [a, b, c, d, e, f, g, h].forEach((word, n) => out.setInt32(n * 4, (START[n]! + word) | 0));
  return digest;
}
