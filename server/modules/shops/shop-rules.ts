import type { ShopState } from "#contract/states/shop";

export type ShopKind = "enterprise" | "household" | "individual";
export type Tier = "risk" | "new" | "c" | "s" | "a" | "b";

const DAY_MS = 86_400_000;

/** What each kind of shop leaves as a deposit. An individual tries first and pays when the trial is over. */
export const DEPOSIT_FEN: Record<ShopKind, bigint> = { enterprise: 200_000n, household: 100_000n, individual: 0n };
export const DEPOSIT_AFTER_TRIAL_FEN = 50_000n;
export const TRIAL = { days: 90, orders: 300, fen: 5_000_000n, products: 20 };

/** How many shops one licence may open. */
export const LICENCE_SHOPS_MAX: Record<ShopKind, number> = { enterprise: 50, household: 5, individual: 0 };

export const needsLicence = (kind: ShopKind): boolean => kind !== "individual";

export type Application = { kind: ShopKind; licenceNumber: string | null; licenceUploadId: bigint | null };

/** The fields of an application that are still missing, as pointers. */
export function missingFields({ kind, licenceNumber, licenceUploadId }: Application): string[] {
  if (!needsLicence(kind)) return [];
  return [
    ...(licenceNumber === null ? ["/licenceNumber"] : []),
    ...(licenceUploadId === null ? ["/licenceUploadId"] : []),
  ];
}

export type Age = { openedAt: Date | null; paidOrders: number; paidFen: bigint };

const daysOpen = (openedAt: Date, at: Date): number => (at.getTime() - openedAt.getTime()) / DAY_MS;

/**
 * How long the shop's money waits, as settlement reads it: risk is set by hand; new for 31 days and 30 orders, whichever
 * lasts longer; below a score of 380 c; then by level.
 */
export function tierOf(shop: Age & { tier: Tier; level: number; score: number | null }, at: Date): Tier {
  if (shop.tier === "risk") return "risk";
  if (shop.openedAt === null || daysOpen(shop.openedAt, at) < 31 || shop.paidOrders < 30) return "new";
  if (shop.score !== null && shop.score < 380) return "c";
  return shop.level >= 3 ? "s" : shop.level === 2 ? "a" : "b";
}

/** On trial: an individual shop that has left no deposit yet. */
export const isOnTrial = (shop: { kind: ShopKind; depositNeedFen: bigint }): boolean =>
  shop.kind === "individual" && shop.depositNeedFen === 0n;

export const trialIsOver = ({ openedAt, paidOrders, paidFen }: Age, at: Date): boolean =>
  openedAt !== null && (daysOpen(openedAt, at) >= TRIAL.days || paidOrders >= TRIAL.orders || paidFen >= TRIAL.fen);

/** A deposit may be paid at any time of a shop's life but its end. */
export const mayPayDeposit = (state: ShopState): boolean => state !== "closing" && state !== "closed";
