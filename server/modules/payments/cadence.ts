import { type Db, statement } from "#platform/db";

/** Seconds between one question and the next about the same number; the last one repeats. */
const LOOKS = [10, 15, 30, 60, 180, 600];
export const FIRST_LOOK_MS = 5_000;
/** A closed number is watched a little longer: a provider that takes money after its yes makes late money. */
const LATE_WATCH = [3_600, 90_000, 90_000];
export const LATE_WATCH_MS = 60_000;
const REFUNDS = [60, 60, 60, 60, 60, 300, 600, 1_200, 1_800];
const SPLITS = [30, 60, 120, 300, 600];

const BATCH = 32;

/**
 * Takes the numbers that it is time to ask about and puts each one's next look where the cadence says, so that two
 * askers never take the same one and one that dies is followed by the next look. `id`: that one alone, whatever the time.
 */
function claims(table: "intents" | "refunds" | "splits", rows: string, cadence: readonly number[]) {
  const take = statement<{ id: bigint }>(
    `payments.claim_${table}_${cadence[0]}`,
    `with due as (
       select id from payments.${table} where ${rows} and (look_at <= $1 or id = $2) and ($2::bigint is null or id = $2)
       order by look_at limit ${BATCH} for update skip locked)
     update payments.${table} t set looks = t.looks + 1,
       look_at = $1::timestamptz + make_interval(secs => ($3::int[])[least(t.looks + 1, cardinality($3::int[]))])
     from due where t.id = due.id returning t.id`,
  );
  return async (db: Db, at: Date, id: bigint | null = null): Promise<bigint[]> =>
    (await take(db, at, id, cadence)).map((row) => row.id);
}

export const claimIntents = claims("intents", "state in ('submitted', 'closing')", LOOKS);
export const claimClosedIntents = claims("intents", "state = 'closed' and looks < 3", LATE_WATCH);
export const claimRefunds = claims("refunds", "state in ('requested', 'processing', 'abnormal')", REFUNDS);
export const claimSplits = claims("splits", "state in ('requested', 'processing')", SPLITS);

/** Asks about each claimed number, a few at a time: one that hangs holds up few others. */
export async function askAll(ids: readonly bigint[], ask: (id: bigint) => Promise<void>, atOnce = 8): Promise<number> {
  const queue = [...ids];
  const line = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) await ask(id);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  return ids.length;
}
