import { randomInt } from "node:crypto";
import type { LineState } from "#contract/api/promotions-line";
import type { Vault } from "#platform/vault";
import type { Entry } from "./entry-rows.ts";
import { signPass } from "./pass.ts";
import type { LineDeal, Picture } from "./pictures.ts";
import { drawAt } from "./ranks.ts";

const SOON_MS = 1_000;
const LATE_MS = 5_000;
const MS_PER_PLACE = 4;
const JITTER = 0.2;
const SPREAD_MS = 900;
const SPREAD_MAX_MS = 3_000;

export const isRunning = ({ isOpen, startsAt, endsAt }: LineDeal, at: Date): boolean =>
  isOpen && startsAt <= at && at < endsAt;

const jittered = (ms: number): number => Math.round(ms * (1 - JITTER)) + randomInt(Math.round(ms * 2 * JITTER) + 1);

/** Who is near asks every second, who is far every five; and nobody at the same moment as everybody else. */
function askAgainMs(state: LineState["state"], position: number, waiting: number, untilDrawMs: number): number {
  if (state === "drawing") return untilDrawMs + randomInt(Math.min(SPREAD_MAX_MS, SPREAD_MS + Math.ceil(waiting / 5)));
  if (state !== "waiting") return jittered(LATE_MS);
  return jittered(Math.min(LATE_MS, SOON_MS + position * MS_PER_PLACE));
}

function stateOf(entry: Entry | undefined, picture: Picture, at: Date): LineState["state"] {
  if (entry?.state === "used") return "used";
  if (!entry || !isRunning(picture.deal, at) || !picture.mayStillBuy) return "over";
  if (entry.state === "admitted") return "admitted";
  return at < drawAt(picture.deal.startsAt) ? "drawing" : "waiting";
}

/** What somebody in the line is told; without an entry, that it is over. */
export function lineStateOf(vault: Vault, picture: Picture, entry: Entry | undefined, at: Date): LineState {
  const { deal, left, waiting } = picture;
  const state = stateOf(entry, picture, at);
  const until = state === "admitted" ? entry!.admittedUntil : null;
  const position = state === "waiting" ? picture.before(entry!.rank) + 1 : null;
  const drawnAt = drawAt(deal.startsAt);
  return {
    dealId: deal.id,
    state,
    position,
    // The picture may be older than the entry: there is never fewer people than the one who asks.
    waiting: Math.max(waiting, position ?? (state === "drawing" ? 1 : 0)),
    left,
    drawAt: drawnAt,
    token: until && signPass(vault, { dealId: deal.id, skuId: deal.skuId, personId: entry!.personId, until }),
    tokenUntil: until,
    againMs: askAgainMs(state, position ?? 0, waiting, drawnAt.getTime() - at.getTime()),
    serverTime: at,
  };
}
