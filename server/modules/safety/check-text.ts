import { type Db, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";

export type Word = { word: string; action: "refuse" | "mask" };
type Matcher = { words: Word[]; readMs: number };

const select = statement<Word>("safety.read_words", `select word, action from safety.words`);
// The bus tells every process of a change at once; this bounds how long a lost notice could matter.
const BELIEVED_MS = 10_000;
let matcher: Matcher | undefined;

export const forgetWords = (): void => void (matcher = undefined);

// People hide words with spaces, stars and full-width letters: compared without them.
const BETWEEN = /[\s\u200b-\u200f*·.。,，、_\-|/\\]/u;
const plain = (letter: string): string => letter.normalize("NFKC").toLowerCase();

/** Where a word stands in a text, ignoring what people put between its letters: `[from, to)` in letters. */
function findWord(letters: readonly string[], word: string): [number, number] | undefined {
  const wanted = [...word].map(plain).filter((letter) => !BETWEEN.test(letter));
  for (let from = 0; from < letters.length; from++) {
    let n = 0;
    let at = from;
    while (at < letters.length && n < wanted.length) {
      if (plain(letters[at]!) === wanted[n]) n += 1;
      else if (n === 0 || !BETWEEN.test(letters[at]!)) break;
      at += 1;
    }
    if (n === wanted.length && n > 0) return [from, at];
  }
  return undefined;
}

/** Applies words to a text: a refused word is answered by its name, a masked one by stars in its place. Pure. */
export function applyWords(text: string, words: readonly Word[]): { refused: string } | { text: string } {
  const letters = [...text];
  for (const { word, action } of words) {
    for (let found = findWord(letters, word); found; found = findWord(letters, word)) {
      if (action === "refuse") return { refused: word };
      for (let n = found[0]; n < found[1]; n++) letters[n] = "＊";
    }
  }
  return { text: letters.join("") };
}

async function wordsNow(db: Db | Tx): Promise<Word[]> {
  if (!matcher || performance.now() - matcher.readMs > BELIEVED_MS)
    matcher = { words: await select(db), readMs: performance.now() };
  return matcher.words;
}

/** A text as it may be shown: masked words are starred. Refuses `safety.blocked_content`; `more` are a room's own words. */
export async function checkText(db: Db | Tx, text: string, more: readonly string[] = []): Promise<string> {
  const own = more.map((word): Word => ({ word, action: "refuse" }));
  const checked = applyWords(text, [...(await wordsNow(db)), ...own]);
  if ("refused" in checked) throw new Refusal("safety.blocked_content");
  return checked.text;
}
