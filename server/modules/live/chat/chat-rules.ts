import type { Refusal } from "#platform/refusal";

/** What is known of a sender when a message arrives, under the lock of the room's line. */
export type Sender = {
  isLoud: boolean;
  isNew: boolean;
  isBanned: boolean;
  mutedUntil: Date | null | undefined;
  /** The last messages in this room, newest first. */
  said: readonly { text: string; at: Date }[];
};

export type Verdict =
  | { say: true }
  | {
      code: Extract<Refusal["code"], "live.banned" | "live.muted" | "live.too_fast">;
      until?: Date;
      retryAfterMs?: number;
      mute?: boolean;
    };

const PACE_MS = 1_000;
const NEW_PACE_MS = 10_000;
const ALIKE_MAX = 3;
const ALIKE_WITHIN_MS = 300_000;
export const SPAM_MUTE_SECONDS = 60;

const same = (a: string, b: string): boolean => a.replaceAll(/\s+/gu, "") === b.replaceAll(/\s+/gu, "");

/**
 * May this be said now? One message a second, one in ten for accounts younger than a day; the third alike in a row
 * mutes for a minute. Host and moderators speak as they please.
 */
export function judge(sender: Sender, text: string, now: Date): Verdict {
  const { isLoud, isNew, isBanned, mutedUntil, said } = sender;
  if (isBanned) return { code: "live.banned" };
  if (isLoud) return { say: true };
  if (mutedUntil !== undefined && (mutedUntil === null || mutedUntil > now))
    return { code: "live.muted", ...(mutedUntil && { until: mutedUntil }) };
  const pace = isNew ? NEW_PACE_MS : PACE_MS;
  const waited = said[0] ? now.getTime() - said[0].at.getTime() : pace;
  if (waited < pace) return { code: "live.too_fast", retryAfterMs: pace - waited };
  const alike = said
    .slice(0, ALIKE_MAX - 1)
    .filter((other) => same(other.text, text) && now.getTime() - other.at.getTime() < ALIKE_WITHIN_MS);
  if (alike.length < ALIKE_MAX - 1) return { say: true };
  return { code: "live.muted", until: new Date(now.getTime() + SPAM_MUTE_SECONDS * 1000), mute: true };
}
