import { columns, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { hasFloor } from "./accounts.ts";

/** What changes on one account: what lies there, and how much of it is promised to somebody. */
export type Change = { account: string; postedFen: bigint; reservedFen: bigint };

const addUp = statement(
  "ledger.add_up_balances",
  `insert into ledger.balances as b (account, posted_fen, reserved_fen)
   select * from unnest($1::text[], $2::bigint[], $3::bigint[]) c (account, posted, reserved) order by account
   on conflict (account) do update
   set posted_fen = b.posted_fen + excluded.posted_fen, reserved_fen = b.reserved_fen + excluded.reserved_fen`,
);
const openRows = statement(
  "ledger.open_balances",
  `insert into ledger.balances (account) select a from unnest($1::text[]) a
   where not exists (select from ledger.balances b where b.account = a) order by a on conflict do nothing`,
);
const lock = statement<{ account: string; postedFen: bigint; reservedFen: bigint }>(
  "ledger.lock_balances",
  `select account, posted_fen as "postedFen", reserved_fen as "reservedFen" from ledger.balances
   where account = any($1::text[]) order by account for update`,
);
const write = statement(
  "ledger.write_balances",
  `update ledger.balances b set posted_fen = b.posted_fen + c.posted, reserved_fen = b.reserved_fen + c.reserved
   from unnest($1::text[], $2::bigint[], $3::bigint[]) c (account, posted, reserved) where b.account = c.account`,
);

function perAccount(changes: readonly Change[]): Change[] {
  const sums = new Map<string, Change>();
  for (const { account, postedFen, reservedFen } of changes) {
    if (!hasFloor(account)) continue;
    const sum = sums.get(account) ?? { account, postedFen: 0n, reservedFen: 0n };
    sums.set(account, {
      account,
      postedFen: sum.postedFen + postedFen,
      reservedFen: sum.reservedFen + reservedFen,
    });
  }
  return [...sums.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
}

/** Locks balance rows in the order of their names, and says what lies free on each; nothing where there is no row. */
export async function lockFree(tx: Tx, accounts: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await lock(tx, accounts);
  return new Map(rows.map(({ account, postedFen, reservedFen }) => [account, postedFen - reservedFen]));
}

/** Applies changes to the balances that have a floor, in account order. Refuses `ledger.insufficient` below a floor. */
export async function changeBalances(tx: Tx, changes: readonly Change[]): Promise<void> {
  const sums = perAccount(changes);
  if (sums.length === 0) return;
  const args = columns(sums, "account", "postedFen", "reservedFen");
  // Money that only comes in needs no look before: the counter's case, one statement.
  if (sums.every(({ postedFen, reservedFen }) => postedFen >= 0n && reservedFen === 0n)) {
    await addUp(tx, ...args);
    return;
  }
  const accounts = sums.map(({ account }) => account);
  await openRows(tx, accounts);
  const free = await lockFree(tx, accounts);
  for (const { account, postedFen, reservedFen } of sums) {
    const have = free.get(account) ?? 0n;
    const need = reservedFen - postedFen;
    if (need > have)
      throw new Refusal("ledger.insufficient", { account, haveFen: Number(have), needFen: Number(need) });
  }
  await write(tx, ...args);
}
