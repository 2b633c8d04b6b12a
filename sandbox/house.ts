import type { Effect, Stage } from "./effects.ts";
import type { Faults } from "./faults.ts";
import type { Keys } from "./keys.ts";
import { Refused } from "./refused.ts";
import type { Account, Notice, Payment, Transaction } from "./rows.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store.ts";
import { providerNo } from "./crypt.ts";

/** What every part of the sandbox works with. */
export type House = {
  settings: Settings;
  keys: Keys;
  store: Store;
  faults: Faults;
  /** Where browsers reach the pay page. */
  publicUrl: string;
};

export type Ask = { body: Record<string, unknown>; params: Record<string, string>; query: Record<string, string> };
export type Answer = { status: number; content: unknown };
export type Does = (house: House, ask: Ask, effects: readonly Effect[]) => Answer;

export const ok = (content: unknown): Answer => ({ status: 200, content });
export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** The merchant's own account: what is left of its payments after the splits. */
export const MERCHANT = "merchant";

export function accountOf(house: House, id: string): Account {
  return house.store.accounts.get(id) ?? { id, fen: 0, dueAt: null };
}

/** Notifications go to the shop's own server and nowhere else: the sandbox is no way into other networks. */
export function ownAddress(house: House, address: string): string {
  if (!URL.canParse(address) || new URL(address).origin !== house.settings.serverUrl)
    throw new Refused(400, "PARAM_ERROR", "notify addresses must lie on the server the sandbox was started for");
  return address;
}

export function transactionOf(house: House, transactionId: string): { payment: Payment; transaction: Transaction } {
  const payment = house.store.paymentOf(transactionId);
  const transaction = payment?.transactions.find((each) => each.transactionId === transactionId);
  if (payment && transaction) return { payment, transaction };
  throw new Refused(404, "RESOURCE_NOT_EXISTS", "no such transaction");
}

const DAY_MS = 86_400_000;

/** A notification as it lies in the outbox: saved together with the deed it tells of. */
export function noticeOf(
  house: House,
  told: { url: string; eventType: string; originalType: string; content: Record<string, unknown> },
  numbers: Record<string, string>,
): Notice {
  const effects = house.faults.take("notify" satisfies Stage, { ...numbers, event: told.eventType });
  const now = Date.now();
  const dueAt = effects.includes("notifies-never")
    ? null
    : effects.includes("notifies-25h-late")
      ? now + DAY_MS + DAY_MS / 24
      : effects.includes("notifies-reordered")
        ? now + 5000
        : now;
  const many = effects.includes("notifies-five-times") || effects.includes("notifies-five-times-new-ids");
  return {
    ...told,
    id: providerNo("N"),
    shape: "payment",
    eventId: providerNo("EV"),
    createdAt: now,
    dueAt,
    doneAt: null,
    tries: 0,
    repeats: many ? 5 : 1,
    effects,
  };
}
