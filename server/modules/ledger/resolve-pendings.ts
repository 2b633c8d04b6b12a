import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { changeBalances } from "./change-balances.ts";

export type Resolution = { transferId: string; outcome: "posted" | "voided" | "expired" };
type Pending = { id: string; from: string; to: string; fen: bigint };

const lockPendings = statement<Pending>(
  "ledger.lock_pendings",
  `select t.id, t.from_account as "from", t.to_account as "to", t.fen
   from ledger.pendings p join ledger.transfers t on t.id = p.transfer_id
   where p.transfer_id = any($1::text[]) order by p.transfer_id for update of p`,
);
const readOutcomes = statement<{ id: string; outcome: string }>(
  "ledger.read_outcomes",
  `select transfer_id as id, outcome from ledger.resolutions where transfer_id = any($1::text[])`,
);
const insertOutcomes = statement(
  "ledger.insert_outcomes",
  `insert into ledger.resolutions (transfer_id, outcome, happened_at)
   select i, o, $3 from unnest($1::text[], $2::text[]) r (i, o)`,
);
const markResolved = statement(
  "ledger.mark_resolved",
  `update ledger.pendings set resolved = true where transfer_id = any($1::text[])`,
);

/**
 * Ends pending transfers: posted moves the money, voided and expired free it. The same end twice is harmless; another
 * one is refused with `ledger.already_resolved`.
 */
export async function resolvePendings(tx: Tx, wanted: readonly Resolution[], at: Date = clock.now()): Promise<void> {
  if (wanted.length === 0) return;
  const ids = wanted.map(({ transferId }) => transferId);
  const pendings = new Map((await lockPendings(tx, ids)).map((pending) => [pending.id, pending]));
  const earlier = new Map((await readOutcomes(tx, ids)).map(({ id, outcome }) => [id, outcome]));
  const open = wanted.filter(({ transferId, outcome }) => {
    if (!pendings.has(transferId)) throw new Error(`no pending transfer is called ${transferId}`);
    const before = earlier.get(transferId);
    if (before !== undefined && before !== outcome) throw new Refusal("ledger.already_resolved", { outcome: before });
    return before === undefined;
  });
  if (open.length === 0) return;
  await insertOutcomes(tx, ...columns(open, "transferId", "outcome"), at);
  await markResolved(tx, ...columns(open, "transferId"));
  await changeBalances(
    tx,
    open.flatMap(({ transferId, outcome }) => {
      const { from, to, fen } = pendings.get(transferId)!;
      const freed = { account: from, postedFen: 0n, reservedFen: -fen };
      if (outcome !== "posted") return [freed];
      return [
        { account: from, postedFen: -fen, reservedFen: -fen },
        { account: to, postedFen: fen, reservedFen: 0n },
      ];
    }),
  );
}
