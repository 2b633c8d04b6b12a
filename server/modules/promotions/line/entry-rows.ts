import { columns, type Db, statement, type Tx } from "#platform/db";

export type Place = { dealId: bigint; personId: bigint };
export type Entry = Place & {
  /** The lowest is let in first: ranks.ts. */
  rank: bigint;
  state: "waiting" | "admitted" | "used" | "lapsed";
  admittedUntil: Date | null;
};
export type NewEntry = Place & { rank: bigint; at: Date };
export type Return = NewEntry & { seenRank: bigint };

const COLUMNS = `e.deal_id as "dealId", e.person_id as "personId", e.rank, e.state, e.admitted_until as "admittedUntil"`;
const read = statement<Entry>(
  "promotions.read_entries",
  `select ${COLUMNS} from unnest($1::bigint[], $2::bigint[]) k (deal_id, person_id)
   join promotions.entries e on e.deal_id = k.deal_id and e.person_id = k.person_id`,
);
const insert = statement<Entry>(
  "promotions.insert_entries",
  `insert into promotions.entries as e (deal_id, person_id, rank, state, entered_at)
   select deal_id, person_id, rank, 'waiting', at
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[]) k (deal_id, person_id, rank, at)
   order by deal_id, person_id
   on conflict do nothing returning ${COLUMNS}`,
);
// Whoever was seen at this rank and has not moved since: two servers that let the same person in again do it once.
const comeAgain = statement<Entry>(
  "promotions.reenter_line",
  `update promotions.entries e set rank = k.rank, state = 'waiting', entered_at = k.at, admitted_until = null
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[])
     k (deal_id, person_id, rank, at, seen_rank)
   where e.deal_id = k.deal_id and e.person_id = k.person_id and e.rank = k.seen_rank
     and (e.state in ('lapsed', 'used') or (e.state = 'admitted' and e.admitted_until <= k.at))
   returning ${COLUMNS}`,
);
const use = statement(
  "promotions.use_entries",
  `update promotions.entries e set state = 'used'
   from unnest($1::bigint[], $2::bigint[]) k (deal_id, person_id)
   where e.deal_id = k.deal_id and e.person_id = k.person_id and e.state <> 'used'`,
);

export const keyOf = ({ dealId, personId }: Place): string => `${dealId}:${personId}`;

const byKey = (rows: readonly Entry[]): Map<string, Entry> => new Map(rows.map((row) => [keyOf(row), row]));
const keysOf = (places: readonly Place[]): Place[] => [
  ...new Map(places.map((place) => [keyOf(place), place])).values(),
];

/** Where these people stand; who never entered is not in the answer. */
export async function readEntries(db: Db | Tx, places: readonly Place[]): Promise<Map<string, Entry>> {
  if (places.length === 0) return new Map();
  return byKey(await read(db, ...columns(keysOf(places), "dealId", "personId")));
}

/** Puts new people into the line; who has got in by another door meanwhile is left as they are. */
export const insertEntries = async (tx: Tx, entries: readonly NewEntry[]): Promise<Entry[]> =>
  entries.length === 0 ? [] : insert(tx, ...columns(entries, "dealId", "personId", "rank", "at"));

/** Puts people who stood in the line before at its end. */
export const returnEntries = async (tx: Tx, returns: readonly Return[]): Promise<Entry[]> =>
  returns.length === 0 ? [] : comeAgain(tx, ...columns(returns, "dealId", "personId", "rank", "at", "seenRank"));

export async function markUsed(tx: Tx, places: readonly Place[]): Promise<void> {
  if (places.length > 0) await use(tx, ...columns(keysOf(places), "dealId", "personId"));
}
