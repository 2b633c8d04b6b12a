/** How long a shop waits for its money after completion, and what is kept of it for thirty days more. */
export type Terms = { days: number; reserveBp: number };
export type Tier = "risk" | "new" | "c" | "s" | "a" | "b";

export const terms: Record<Tier, Terms> = {
  risk: { days: 31, reserveBp: 2000 },
  new: { days: 15, reserveBp: 1000 },
  c: { days: 15, reserveBp: 1000 },
  s: { days: 1, reserveBp: 0 },
  a: { days: 3, reserveBp: 0 },
  b: { days: 7, reserveBp: 500 },
};

export const DAY_MS = 86_400_000;
export const RESERVE_DAYS = 30;
/** Nothing can be pulled back from a person, so an order that pays one waits until no return can be asked for. */
export const AFTER_SALE_DAYS = 7;
/** How long a split may take before its pendings count as overdue. */
export const SPLIT_PENDING_HOURS = 48;

export const dueAt = (completedAt: Date, days: number, paysAPerson: boolean): Date =>
  new Date(completedAt.getTime() + Math.max(days, paysAPerson ? AFTER_SALE_DAYS : 0) * DAY_MS);
