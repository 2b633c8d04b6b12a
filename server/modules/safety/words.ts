import { audit } from "#platform/audit";
import { tell } from "#platform/bus";
import { clock } from "#platform/clock";
import { type Db, statement, transact } from "#platform/db";
import { emit } from "#platform/events";
import type { Word } from "./check-text.ts";

export type KeptWord = Word & { at: Date };
const upsert = statement<KeptWord>(
  "safety.add_word",
  `insert into safety.words (word, action, added_by, created_at) values ($1, $2, $3, $4)
   on conflict (word) do update set action = excluded.action returning word, action, created_at as at`,
);
const remove = statement("safety.remove_word", `delete from safety.words where word = $1`);
const list = statement<KeptWord>(
  "safety.list_words",
  `select word, action, created_at as at from safety.words order by word`,
);

export const CHANNEL = "safety.words";
export const listWords = (db: Db): Promise<KeptWord[]> => list(db);

/** Filters a word from now on, in every process at once. */
export async function addWord(db: Db, actorId: bigint, { word, action }: Word): Promise<KeptWord> {
  return transact(db, async (tx) => {
    const [kept] = await upsert(tx, word, action, actorId, clock.now());
    await audit(tx, { actorId, action: "safety.word_added", subject: word, scope: "platform", detail: { action } });
    await emit(tx, "safety.words_changed", [{ word }]);
    await tell(tx, CHANNEL, {});
    return kept!;
  });
}

/** Stops filtering a word; one that was not filtered stays unfiltered. */
export async function removeWord(db: Db, actorId: bigint, word: string): Promise<void> {
  await transact(db, async (tx) => {
    await remove(tx, word);
    await audit(tx, { actorId, action: "safety.word_removed", subject: word, scope: "platform" });
    await emit(tx, "safety.words_changed", [{ word }]);
    await tell(tx, CHANNEL, {});
  });
}
