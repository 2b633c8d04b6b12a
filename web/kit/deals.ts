import type { AnswerOf } from "./api.ts";

export type Deal = AnswerOf<"listDeals">["items"][number];
/** How a deal stands for who looks at it: soon, without a price yet, on, its pieces gone, over. */
export type DealStage = "soon" | "hidden" | "on" | "gone" | "over";

type Timed = Pick<Deal, "state" | "roomId" | "startsAt" | "endsAt">;

/**
 * The clock starts and ends a deal: the state an answer carries is the one of the moment it was given. Only a drop of a
 * room waits, beyond its time, for the room's own word that it has begun.
 */
export function stageOf(deal: Timed & Pick<Deal, "left" | "priceFen">, now: number): DealStage {
  if (deal.state === "ended" || deal.state === "stopped" || now >= Date.parse(deal.endsAt)) return "over";
  if (deal.state === "scheduled" && (deal.roomId !== null || now < Date.parse(deal.startsAt))) return "soon";
  if (deal.left <= 0) return "gone";
  return deal.priceFen === null ? "hidden" : "on";
}

/** When the stage changes next by itself; null: only somebody's deed changes it. */
export function nextTurn(
  { state, startsAt, endsAt }: Pick<Deal, "state" | "startsAt" | "endsAt">,
  now: number,
): number | null {
  if (state === "ended" || state === "stopped") return null;
  const moments = [Date.parse(startsAt), Date.parse(endsAt)].filter((moment) => moment > now);
  return moments[0] ?? null;
}

/** How much of a deal is taken; what still has a piece is never wholly gone. */
export const takenShare = ({ pieces, left }: Pick<Deal, "pieces" | "left">): number =>
  left <= 0 ? 1 : Math.min(0.99, Math.max(0, (pieces - left) / Math.max(1, pieces)));

/** The deals with one that was just told; an older word about a deal does not undo a younger one. */
export function withDeal<T extends Pick<Deal, "id" | "version">>(deals: T[], told: T): T[] {
  const known = deals.find((one) => one.id === told.id);
  if (!known) return [...deals, told];
  return known.version > told.version ? deals : deals.map((one) => (one === known ? { ...one, ...told } : one));
}

export const withLeft = <T extends Pick<Deal, "id" | "left">>(deals: T[], id: string, left: number): T[] =>
  deals.map((one) => (one.id === id && one.left !== left ? { ...one, left } : one));

const rank: Record<DealStage, number> = { on: 0, hidden: 1, gone: 2, soon: 3, over: 4 };

/** What can be bought now first, then what comes next; within that, what ends or begins first. */
export function inTurn<T extends Deal>(deals: T[], now: number): T[] {
  const moment = (deal: Deal) => Date.parse(stageOf(deal, now) === "soon" ? deal.startsAt : deal.endsAt);
  return [...deals].sort(
    (one, other) => rank[stageOf(one, now)] - rank[stageOf(other, now)] || moment(one) - moment(other),
  );
}
