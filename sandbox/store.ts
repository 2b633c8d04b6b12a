import { join } from "node:path";
import { openJournal } from "./journal.ts";
import type { Rows } from "./rows.ts";

type Kind = keyof Rows;
type Shelves = { [K in Kind]: Map<string, Rows[K]> };
export type Changes = { [K in Kind]?: Rows[K][] };
export type Due = { [K in Kind]: { kind: K; row: Rows[K] } }[Kind];
export type Store = Shelves & {
  /** All rows of one call are kept together or not at all. */
  save(changes: Changes): void;
  /** Resolves when everything saved so far is on disk: await it before answering anybody. */
  settled(): Promise<void>;
  due(now: number): Due[];
  /** The payment a transaction or a pay page's token belongs to. */
  paymentOf(mark: string): Rows["payments"] | undefined;
  close(): Promise<void>;
};

const KINDS = [
  "payments",
  "refunds",
  "splits",
  "returns",
  "payouts",
  "accounts",
  "notices",
  "waybills",
  "texts",
] as const satisfies Kind[];

export async function openStore(folder: string): Promise<Store> {
  const shelves: Shelves = {
    payments: new Map(),
    refunds: new Map(),
    splits: new Map(),
    returns: new Map(),
    payouts: new Map(),
    accounts: new Map(),
    notices: new Map(),
    waybills: new Map(),
    texts: new Map(),
  };
  // Only what has something left to happen: history may grow without making the ticking slower.
  const marks = new Map<string, string>();
  const pending = new Map<string, Due>();
  const place = (changes: Changes): void => {
    for (const { id, token, transactions } of changes.payments ?? [])
      for (const mark of [token, ...transactions.map((each) => each.transactionId)]) marks.set(mark, id);
    for (const kind of KINDS)
      for (const row of changes[kind] ?? []) {
        (shelves[kind] as Map<string, typeof row>).set(row.id, row);
        const key = `${kind}:${row.id}`;
        if (row.dueAt === null) pending.delete(key);
        else pending.set(key, { kind, row } as Due);
      }
  };
  const journal = await openJournal(join(folder, "journal.jsonl"), (entry) => place(entry as Changes));
  return {
    ...shelves,
    save: (changes) => {
      journal.append(changes);
      place(changes);
    },
    settled: () => journal.settled(),
    due: (now) => [...pending.values()].filter(({ row }) => row.dueAt !== null && row.dueAt <= now),
    paymentOf: (mark) => shelves.payments.get(marks.get(mark) ?? ""),
    close: () => journal.close(),
  };
}
