import { brokenIn, verify } from "#platform/verify";
import { readBooks } from "./books.ts";
import { compare } from "./compare.ts";
import { readJournal } from "./journal.ts";
import type { Trade } from "./load.ts";
import { comeToRest } from "./quiet.ts";
import { victims } from "./schedule.ts";

/** Lets everything come to rest, and holds the journal of the clients against house and provider. */
export async function takeStock({ ground, market, faults }: Trade, journalPath: string): Promise<string[]> {
  const { deeds, left } = await comeToRest(ground);
  const books = await readBooks(ground.db, deeds);
  const attempts = await readJournal(journalPath);
  const fainted = victims.flatMap((name) =>
    name !== "postgres" && ground.programs[name].faintings() > 0 ? [`${name} ended by itself`] : [],
  );
  return [
    ...left.map((what) => `never came to rest: ${what}`),
    ...compare({ attempts, books, goods: market.goods }),
    ...brokenIn(await verify(ground.url)),
    ...faults,
    ...fainted,
  ];
}
