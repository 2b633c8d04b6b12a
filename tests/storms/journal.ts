import { type FileHandle, open, readFile } from "node:fs/promises";

/** What a client wants done, under a name of its own that every repetition carries. */
export type Ask = {
  id: string;
  deed: "place" | "cashier" | "pay" | "cancel" | "refund" | "stock";
  by: string;
  wish: Record<string, unknown>;
};
/** What the client was told in the end; `unknowns`: how often it had to ask again because nobody could say. */
export type Answer = {
  id: string;
  ok: boolean;
  code?: string;
  told: Record<string, unknown>;
  unknowns: number;
};
export type Attempt = Ask & { answer?: Answer };
type Entry = ({ t: "ask" } & Ask) | ({ t: "answer" } & Answer);

export type Journal = {
  /** Returns when the wish is on disk: only then may it be sent. */
  ask: (ask: Ask) => Promise<void>;
  answer: (answer: Answer) => void;
  close: () => Promise<void>;
};

/** Whoever wants to write while the disk is busy is written with the others, by one flush. */
export async function openJournal(path: string): Promise<Journal> {
  const file: FileHandle = await open(path, "a");
  let lines: string[] = [];
  let waiting: { resolve: () => void; reject: (fault: unknown) => void }[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (lines.length > 0) {
      const [text, told] = [lines.join(""), waiting];
      [lines, waiting] = [[], []];
      try {
        await file.appendFile(text);
        await file.datasync();
        for (const { resolve } of told) resolve();
      } catch (fault) {
        for (const { reject } of told) reject(fault);
      }
    }
    flushing = undefined;
  }
  const write = (entry: Entry): void => void lines.push(`${JSON.stringify(entry)}\n`);
  return {
    ask: (ask) =>
      new Promise((resolve, reject) => {
        write({ t: "ask", ...ask });
        waiting.push({ resolve, reject });
        flushing ??= flush();
      }),
    answer: (answer) => {
      write({ t: "answer", ...answer });
      flushing ??= flush();
    },
    close: async () => {
      await flushing;
      await file.close();
    },
  };
}

/** Every attempt with the answer it got, in the order of asking. */
export async function readJournal(path: string): Promise<Attempt[]> {
  const attempts = new Map<string, Attempt>();
  for (const line of (await readFile(path, "utf8")).split("\n")) {
    if (line === "") continue;
    const { t, ...entry } = JSON.parse(line) as Entry;
    if (t === "ask") attempts.set(entry.id, entry as Ask);
    else attempts.get(entry.id)!.answer = entry as Answer;
  }
  return [...attempts.values()];
}
