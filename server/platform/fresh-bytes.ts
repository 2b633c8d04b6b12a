import { randomFillSync } from "node:crypto";

const POOL_BYTES = 16_384;
let pool = Buffer.alloc(0);

/**
 * Random bytes for nonces and names of requests, drawn from the system in large pieces: one call for each few bytes
 * cost the counter three percent. Each byte is given out once.
 */
export function freshBytes(count: number): Buffer {
  if (pool.length < count) pool = randomFillSync(Buffer.alloc(Math.max(POOL_BYTES, count)));
  const bytes = pool.subarray(0, count);
  pool = pool.subarray(count);
  return bytes;
}
