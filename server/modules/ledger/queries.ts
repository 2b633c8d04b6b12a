import { type Db, statement, type Tx } from "#platform/db";
import { hasFloor, kindOf, ownerOf } from "./accounts.ts";
import { type Book, type BookLine, readBooks, readLines, readShareRows, type Share } from "./order-book.ts";

const readFloors = statement<{ account: string; fen: bigint }>(
  "ledger.read_floors",
  `select account, posted_fen as fen from ledger.balances where account = any($1::text[])`,
);
const readSums = statement<{ account: string; fen: bigint }>(
  "ledger.read_sums",
  `select k as account, (select coalesce(sum(case when t.to_account = k then t.fen else -t.fen end), 0)
       from ledger.transfers t left join ledger.resolutions r on r.transfer_id = t.id
       where k in (t.from_account, t.to_account) and (t.state = 'posted' or r.outcome = 'posted'))::bigint as fen
   from unnest($1::text[]) k`,
);
const readHeld = statement<{ fen: bigint }>(
  "ledger.read_held",
  `select coalesce(sum(paid_fen + subsidy_fen - refunded_fen - released_fen), 0)::bigint as fen from ledger.order_books
   where paid_fen + subsidy_fen > refunded_fen + released_fen and ($1::bigint is null or shop_id = $1)`,
);
const readReturned = statement<{ from: string; fen: bigint }>(
  "ledger.read_returned",
  `select from_account as "from", fen from ledger.transfers where posting = $1 order by id`,
);

/** What lies on each of these accounts, in fen; money promised but not yet moved still lies where it is. */
export async function balances(db: Db | Tx, accounts: readonly string[]): Promise<Map<string, bigint>> {
  const found = new Map(accounts.map((key) => [key, 0n]));
  const rows = [
    ...(await readFloors(db, accounts.filter(hasFloor))),
    ...(await readSums(
      db,
      accounts.filter((key) => !hasFloor(key)),
    )),
  ];
  for (const { account, fen } of rows) found.set(account, fen);
  return found;
}

export type OrderBook = Book & { lines: BookLine[]; shares: Share[] };

/** The books of these orders with their lines and the shares agreed so far; unpaid orders have none. */
export async function readOrderBook(db: Db | Tx, orderIds: readonly bigint[]): Promise<Map<bigint, OrderBook>> {
  const books = await readBooks(db, orderIds);
  const lines = Map.groupBy(await readLines(db, orderIds), ({ orderId }) => orderId);
  const shares = Map.groupBy(await readShareRows(db, orderIds), ({ orderId }) => orderId);
  return new Map(
    books.map((book) => [
      book.orderId,
      { ...book, lines: lines.get(book.orderId) ?? [], shares: shares.get(book.orderId) ?? [] },
    ]),
  );
}

/** What lies in escrow for a shop's orders, or for all. */
export const heldFor = async (db: Db | Tx, shopId: bigint | null): Promise<bigint> =>
  (await readHeld(db, shopId))[0]?.fen ?? 0n;

/** From which accounts a refund was taken: escrow before the release, the payees' accounts after it. */
export const readRefundSources = (db: Db | Tx, refundId: bigint): Promise<{ from: string; fen: bigint }[]> =>
  readReturned(db, `refund:${refundId}`);

/** What each payee returned for a refund, by their accounts' names; nothing for one that left escrow. */
export function ownersReturns(sources: readonly { from: string; fen: bigint }[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { from, fen } of sources) {
    const kind = kindOf(from);
    if (kind === "held") continue;
    const payee = kind === "deposit" ? `shop:${ownerOf(from)}` : ownerOf(from);
    sums.set(payee, (sums.get(payee) ?? 0n) + fen);
  }
  return sums;
}
