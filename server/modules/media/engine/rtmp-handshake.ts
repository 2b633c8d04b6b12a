import { randomBytes } from "node:crypto";

/** Answers C0 and C1 (1,537 bytes) with S0, S1 and S2: the plain handshake every encoder accepts. */
export function answerHello(hello: Buffer): Buffer {
  const ours = randomBytes(1536);
  ours.fill(0, 0, 8);
  return Buffer.concat([hello.subarray(0, 1), ours, hello.subarray(1)]);
}
