import { createHash } from "node:crypto";
import { columns, statement, together, type Tx } from "#platform/db";
import { hasFloor, kindOf, ownerOf } from "./accounts.ts";
import { changeBalances } from "./change-balances.ts";

/**
 * Money goes from one account to another. `posting` names the happening and `seq` the transfer within it: together they
 * are its identity, so that the same news booked twice is booked once. `pendingUntil`: reserved, and moved or freed later.
 */
export type Transfer = {
  posting: string;
  seq?: number;
  from: string;
  to: string;
  fen: bigint;
  kind: string;
  ref: string;
  actor: string;
  at: Date;
  pendingUntil?: Date;
};
type Row = Omit<Transfer, "seq" | "pendingUntil"> & { id: string; state: string; due: Date | null };

export const transferId = (posting: string, seq = 0): string =>
  createHash("sha256").update(`${posting}|${seq}`).digest("base64url");

const openAccounts = statement(
  "ledger.open_accounts",
  `insert into ledger.accounts (key, kind, owner, has_floor)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) a (key, kind, owner, has_floor)
   where not exists (select from ledger.accounts k where k.key = a.key) order by key
   on conflict do nothing`,
);
const append = statement<{ id: string }>(
  "ledger.append_transfers",
  `insert into ledger.transfers (id, posting, from_account, to_account, fen, kind, state, ref, actor, happened_at)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[],
     $8::text[], $9::text[], $10::timestamptz[]) t (id, posting, f, t, fen, kind, state, ref, actor, at) order by id
   on conflict do nothing returning id`,
);
const openPendings = statement(
  "ledger.open_pendings",
  `insert into ledger.pendings (transfer_id, due_at) select * from unnest($1::text[], $2::timestamptz[])`,
);
const readBack = statement<{ id: string; from: string; to: string; fen: bigint; kind: string; state: string }>(
  "ledger.read_back",
  `select id, from_account as "from", to_account as "to", fen, kind, state from ledger.transfers
   where id = any($1::text[])`,
);

const rowOf = ({ seq, pendingUntil, ...transfer }: Transfer): Row => ({
  ...transfer,
  id: transferId(transfer.posting, seq),
  state: pendingUntil ? "pending" : "posted",
  due: pendingUntil ?? null,
});
type Content = Pick<Row, "from" | "to" | "fen" | "kind" | "state">;
const contentOf = ({ from, to, fen, kind, state }: Content): string => `${from} ${to} ${fen} ${kind} ${state}`;

function refuseOther(a: Content, b: Content & { id: string }): void {
  if (contentOf(a) !== contentOf(b))
    throw new Error(`transfer ${b.id} was booked as ${contentOf(a)} and comes again as ${contentOf(b)}`);
}

/** Each once: a repeat within the list must say the same. */
function distinct(transfers: readonly Transfer[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const row of transfers.map(rowOf)) {
    if (row.fen <= 0n || row.from === row.to) throw new RangeError(`transfer of ${row.fen} ${row.from} ${row.to}`);
    const twin = rows.get(row.id);
    if (twin) refuseOther(twin, row);
    else rows.set(row.id, row);
  }
  return rows;
}

/**
 * Books all of these transfers or none; a repeat is harmless, and one that says something else under the same name throws.
 * Refuses `ledger.insufficient {account, haveFen, needFen}` when an account with a floor would fall below it.
 */
export async function postTransfers(tx: Tx, transfers: readonly Transfer[]): Promise<void> {
  if (transfers.length === 0) return;
  const rows = distinct(transfers);
  const all = [...rows.values()];
  const keys = [...new Set(all.flatMap(({ from, to }) => [from, to]))];
  const names = ["id", "posting", "from", "to", "fen", "kind", "state", "ref", "actor", "at"] as const;
  const [, appended] = await together(
    openAccounts(tx, keys, keys.map(kindOf), keys.map(ownerOf), keys.map(hasFloor)),
    append(tx, ...columns(all, ...names)),
  );
  const written = appended.map(({ id }) => rows.get(id)!);
  if (written.length < all.length) {
    const news = new Set(written);
    const repeats = all.filter((row) => !news.has(row));
    for (const old of await readBack(tx, ...columns(repeats, "id"))) refuseOther(old, rows.get(old.id)!);
  }
  const pendings = written.filter(({ due }) => due !== null);
  if (pendings.length > 0) await openPendings(tx, ...columns(pendings, "id", "due"));
  await changeBalances(
    tx,
    written.flatMap(({ from, to, fen, due }) =>
      due === null
        ? [
            { account: from, postedFen: -fen, reservedFen: 0n },
            { account: to, postedFen: fen, reservedFen: 0n },
          ]
        : [{ account: from, postedFen: 0n, reservedFen: fen }],
    ),
  );
}
