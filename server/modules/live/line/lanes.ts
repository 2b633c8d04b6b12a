import type { RoomMessageWire } from "#contract/room-stream";

/** One number of the line and what it carries. */
export type Numbered = { n: number; m: RoomMessageWire[] };

const CHAT_PER_SECOND = 40;
const NOTICES_MAX = 200;
const NOTICES_PER_WINDOW = 4;

/** What one second may carry of chat, saved up for at most a second. */
export type ChatAllowance = { left: number; filledMs: number };
export const fullAllowance = (nowMs: number): ChatAllowance => ({ left: CHAT_PER_SECOND, filledMs: nowMs });

function refill(allowance: ChatAllowance, nowMs: number): void {
  const earned = ((nowMs - allowance.filledMs) / 1000) * CHAT_PER_SECOND;
  allowance.left = Math.min(CHAT_PER_SECOND, allowance.left + earned);
  allowance.filledMs = nowMs;
}

/** Of what may replace each other only the last is worth sending. */
function keyOf(message: RoomMessageWire): string | undefined {
  if (message.kind === "product") return `product:${message.productId}`;
  if (message.kind === "deal") return `deal:${message.deal.id}`;
  if (message.kind === "shelf") return message.added ? undefined : "shelf";
  if (message.kind === "pin" || message.kind === "state" || message.kind === "changed") return message.kind;
  return undefined;
}

const isLoud = (message: RoomMessageWire): boolean =>
  message.kind === "chat" && (message.message.badge === "host" || message.message.badge === "moderator");

/** Which of `count` viewers' messages are heard when only `quota` may be: evenly spread, so that nobody is favoured. */
const sampled = (index: number, count: number, quota: number): boolean =>
  quota >= count || Math.floor(((index + 1) * quota) / count) > Math.floor((index * quota) / count);

/**
 * Thins a window of the line: state, price and stock by their last word; notices joined; chat within the room's
 * allowance, host and moderators always. Numbers stay, if need be with nothing in them.
 */
export function thin(window: readonly Numbered[], allowance: ChatAllowance, nowMs: number): Numbered[] {
  refill(allowance, nowMs);
  const lastOf = new Map<string, RoomMessageWire>();
  const noticeOf = new Map<string, { last: RoomMessageWire; count: number }>();
  let quiet = 0;
  for (const { m } of window)
    for (const message of m) {
      const key = keyOf(message);
      if (key) lastOf.set(key, message);
      if (message.kind === "chat" && !isLoud(message)) quiet += 1;
      if (message.kind === "notice" && noticeOf.size < NOTICES_MAX) {
        const about = `${message.what}:${message.productId}`;
        noticeOf.set(about, { last: message, count: (noticeOf.get(about)?.count ?? 0) + message.count });
      }
    }
  const quota = Math.min(quiet, Math.floor(allowance.left));
  allowance.left -= quota;
  const notices = new Map([...noticeOf.values()].slice(-NOTICES_PER_WINDOW).map(({ last, count }) => [last, count]));
  let index = 0;
  const keep = (message: RoomMessageWire): RoomMessageWire[] => {
    const key = keyOf(message);
    if (key) return lastOf.get(key) === message ? [message] : [];
    if (message.kind === "notice") {
      const count = notices.get(message);
      return count === undefined ? [] : [{ ...message, count }];
    }
    if (message.kind !== "chat" || isLoud(message)) return [message];
    return sampled(index++, quiet, quota) ? [message] : [];
  };
  return window.map(({ n, m }) => ({ n, m: m.flatMap(keep) }));
}
