/** The kinds of accounts. Those with a floor never fall below zero and have a balance row; the others are sums. */
const floors = { held: true, disputed: true, due: true, reserve: true, deposit: true, budget: true } as const;
export type AccountKind =
  | keyof typeof floors
  | "buyers"
  | "paid_out"
  | "own"
  | "owed"
  | "clearing_refund"
  | "clearing_payout"
  | "fee"
  | "loss"
  | "rounding"
  | "suspense";

/** An account's key. Owners: a provider (buyers, suspense), an order's id (held), a payee such as shop:1 (due, reserve, owed), a shop's id (deposit). */
export const account = (kind: AccountKind, owner: string | bigint): string => `${kind}:${owner}`;

export const feePlatform = account("fee", "platform");
/** Money on its way back to buyers, of all orders and providers. */
export const clearingRefund = account("clearing_refund", "buyers");

export const kindOf = (key: string): string => key.slice(0, key.indexOf(":"));
export const ownerOf = (key: string): string => key.slice(key.indexOf(":") + 1);
export const hasFloor = (key: string): boolean => kindOf(key) in floors;
