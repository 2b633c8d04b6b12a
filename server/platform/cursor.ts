import { Refusal } from "./refusal.ts";
import type { Vault } from "./vault.ts";

/** Where a list goes on: the last row's sort key, bound to the list and its filters, signed so that it cannot be made up. */
export function writeCursor(vault: Vault, list: string, key: readonly (string | number | bigint)[]): string {
  return vault.sign("cursor", { list, key: key.map(String) });
}

/** The sort key inside, or nothing on the first page. A forged cursor, or one of another list or filter, is refused. */
export function readCursor(vault: Vault, list: string, cursor: string | undefined): string[] | undefined {
  if (cursor === undefined) return undefined;
  const claims = vault.verify("cursor", cursor);
  if (!claims || claims["list"] !== list) throw new Refusal("request.invalid", { errors: [{ pointer: "/cursor" }] });
  return claims["key"] as string[];
}

/** Cuts a page from `limit + 1` rows and writes the cursor of what follows. */
export function pageFrom<T>(
  vault: Vault,
  list: string,
  rows: T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number | bigint)[],
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(vault, list, keyOf(last)) : null };
}
