import type { InputOf } from "../../kit/api.ts";

/** One SKU as a planner chooses it: what it costs otherwise, and how many the warehouse has. */
export type SkuPick = { productId: string; skuId: string; listFen: number; available: number };

/** What stands in the planner's form. */
export type Draft = {
  sku: SkuPick;
  priceFen: number;
  pieces: number;
  perBuyer: number;
  admission: "line" | "open";
  verifiedOnly: boolean;
  takesCoupons: boolean;
  isHidden: boolean;
  when: "now" | "minutes" | "at";
  minutes: number;
  /** As the browser's own field writes it, in the reader's zone. */
  at: string;
  /** In a room. */
  seconds: number;
  /** Elsewhere; as the browser's own field writes it. */
  until: string;
};

export const roomSeconds = { least: 60, most: 1_200 } as const;
export const daysMost = 7;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A moment as the browser's own field writes it, in the reader's zone. */
export function localText(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

const startOf = ({ when, minutes, at }: Pick<Draft, "when" | "minutes" | "at">, now: number): number =>
  when === "now" ? now : when === "minutes" ? now + minutes * MINUTE_MS : new Date(at).getTime();

/** When the deal runs, by the server's clock. A room's drop has a length, another one an end. */
export function windowOf(draft: Draft, isRoom: boolean, now: number): { startsAt: string; endsAt: string } {
  const starts = startOf(draft, now);
  const ends = isRoom ? starts + draft.seconds * 1000 : new Date(draft.until).getTime();
  return { startsAt: new Date(starts).toISOString(), endsAt: new Date(ends).toISOString() };
}

export type EndFault = "endsLater" | "tooLong";
/** Why this end cannot be, as the planner's words name it. */
export function endFault(draft: Pick<Draft, "when" | "minutes" | "at" | "until">, now: number): EndFault | undefined {
  const lasts = new Date(draft.until).getTime() - startOf(draft, now);
  if (!(lasts > 0)) return "endsLater";
  return lasts > daysMost * DAY_MS ? "tooLong" : undefined;
}

type Plan = Omit<InputOf<"planRoomDeal">, "roomId">;

export function planOf(draft: Draft, isRoom: boolean, now: number): Plan {
  const { sku, priceFen, pieces, perBuyer, admission, verifiedOnly, takesCoupons, isHidden } = draft;
  return {
    skuId: sku.skuId,
    ...{ priceFen, pieces, perBuyer, admission, verifiedOnly, takesCoupons },
    isHidden: isRoom && isHidden,
    ...windowOf(draft, isRoom, now),
  };
}

export const firstDraft = (now: number): Partial<Draft> => ({
  ...{ pieces: 100, perBuyer: 1, admission: "line", verifiedOnly: false, takesCoupons: false, isHidden: false },
  ...{ when: "minutes", minutes: 3, at: localText(now + 30 * MINUTE_MS), seconds: 300 },
  until: localText(now + DAY_MS),
});
