import { clock } from "#platform/clock";
import { columns, type Db, statement, type Tx } from "#platform/db";
import type { Proof } from "./puzzle.ts";

const spend = statement<{ digest: Buffer }>(
  "promotions.spend_proofs",
  `insert into promotions.proofs (digest, good_until)
   select digest, good_until from unnest($1::bytea[], $2::timestamptz[]) k (digest, good_until) order by digest
   on conflict do nothing returning digest`,
);
const forget = statement<{ digest: Buffer }>(
  "promotions.forget_proofs",
  `delete from promotions.proofs where digest in (
     select digest from promotions.proofs where good_until < $1 order by good_until limit 1000 for update skip locked)
   returning digest`,
);

/** Spends each proof once, with the entries it lets in. Says which were still unspent, by their digest in hex. */
export async function spendProofs(tx: Tx, proofs: readonly Proof[]): Promise<Set<string>> {
  const rows = proofs.length > 0 ? await spend(tx, ...columns(proofs, "digest", "goodUntil")) : [];
  return new Set(rows.map(({ digest }) => digest.toString("hex")));
}

/** A proof too old to be shown again need not be remembered. Their times are the wall's, as in every signature. */
export const forgetProofs = async (db: Db): Promise<number> =>
  (await forget(db, new Date(clock.wall().getTime() - 60_000))).length;
