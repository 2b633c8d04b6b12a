/** The misbehaviours the sandbox can be asked for. The number is the one in README.md; `at` is where it may strike. */
export const CALLS = [
  "open",
  "look",
  "close",
  "refund",
  "lookRefund",
  "split",
  "lookSplit",
  "returnSplit",
  "lookReturn",
  "finishSplit",
  "payOut",
  "lookPayOut",
  "statement",
] as const;
export type Call = (typeof CALLS)[number];
export type Stage = Call | "notify" | "pay";

const calls: readonly Stage[] = CALLS;
const doing: readonly Stage[] = ["open", "close", "refund", "split", "returnSplit", "finishSplit", "payOut"];
const signed: readonly Stage[] = ["notify", ...CALLS];
const told: readonly Stage[] = ["notify"];
const seen: readonly Stage[] = ["notify", "look"];

export const EFFECTS = {
  "does-it-never-answers": { number: 1, at: calls },
  "fails-after-doing": { number: 2, at: calls },
  "fails-before-doing": { number: 3, at: calls },
  "notifies-before-answering": { number: 4, at: doing },
  "notifies-five-times": { number: 5, at: told },
  "notifies-five-times-new-ids": { number: 5, at: told },
  "notifies-reordered": { number: 6, at: told },
  "notifies-25h-late": { number: 7, at: told },
  "notifies-never": { number: 7, at: told },
  "wrong-amount": { number: 8, at: seen },
  "wrong-currency": { number: 8, at: seen },
  "wrong-merchant": { number: 8, at: seen },
  "wrong-app": { number: 8, at: seen },
  "wrong-number": { number: 8, at: seen },
  "flipped-tag": { number: 9, at: told },
  "swapped-aad": { number: 9, at: told },
  "bad-nonce-length": { number: 9, at: told },
  "foreign-merchant": { number: 9, at: told },
  "reserialised-body": { number: 9, at: signed },
  "stale-timestamp": { number: 9, at: signed },
  "future-timestamp": { number: 9, at: signed },
  "unknown-serial": { number: 9, at: signed },
  "sha1-downgrade": { number: 9, at: signed },
  signtest: { number: 9, at: signed },
  "key-rotation": { number: 10, at: signed },
  "pays-after-close": { number: 11, at: ["close"] },
  "pays-twice": { number: 11, at: ["pay"] },
  "close-says-paid": { number: 12, at: ["close"] },
  "close-says-nothing": { number: 12, at: ["close"] },
  "refund-processing": { number: 13, at: ["refund"] },
  "refund-abnormal": { number: 13, at: ["refund"] },
  "refund-closed": { number: 13, at: ["refund"] },
  "refund-not-enough": { number: 13, at: ["refund"] },
  "refund-429-accepted": { number: 13, at: ["refund"] },
  "split-not-ready": { number: 14, at: ["split"] },
  "split-fails-one-receiver": { number: 14, at: ["split"] },
  "split-over-cap": { number: 14, at: ["split"] },
  "return-refused-person": { number: 14, at: ["returnSplit"] },
  "freed-at-180-days": { number: 14, at: ["split"] },
  "bill-late": { number: 15, at: ["statement"] },
  "bill-cut": { number: 15, at: ["statement"] },
  "bill-wrong-digest": { number: 15, at: ["statement"] },
  "bill-seven-breaks": { number: 15, at: ["statement"] },
  drips: { number: 16, at: calls },
  "half-open": { number: 16, at: calls },
  redirects: { number: 16, at: calls },
  "html-200": { number: 16, at: calls },
  "hundred-megabytes": { number: 16, at: calls },
  "unsigned-200": { number: 16, at: calls },
  throttled: { number: 17, at: calls },
  "first-host-down": { number: 17, at: calls },
  "look-stale": { number: 18, at: ["look"] },
} as const satisfies Record<string, { number: number; at: readonly Stage[] }>;

export type Effect = keyof typeof EFFECTS;
export const isEffect = (name: string): name is Effect => Object.hasOwn(EFFECTS, name);
export const strikesAt = (effect: Effect, stage: Stage): boolean =>
  (EFFECTS[effect].at as readonly Stage[]).includes(stage);
