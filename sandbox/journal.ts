import { constants } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";

/** An append-only file of JSON lines: what `settled()` has answered for survives a kill and a power cut. */
export type Journal = { append(entry: unknown): void; settled(): Promise<void>; close(): Promise<void> };

export async function openJournal(path: string, onEntry: (entry: unknown) => void): Promise<Journal> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
  const whole = await replay(path, onEntry);
  await file.truncate(whole);
  return journalOn(file);
}

/** A torn last line was never acknowledged and is cut off; a torn line before it is damage, and stops the start. */
async function replay(path: string, onEntry: (entry: unknown) => void): Promise<number> {
  const bytes = await readFile(path);
  let from = 0;
  for (let end = bytes.indexOf(10, from); end >= 0; end = bytes.indexOf(10, from)) {
    onEntry(JSON.parse(bytes.toString("utf8", from, end)));
    from = end + 1;
  }
  return from;
}

function journalOn(file: FileHandle): Journal {
  let waiting: string[] = [];
  // A disk that refuses leaves a rejected promise here: from then on nothing is acknowledged any more.
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  // Everything that arrives while one write is on its way leaves together with the next, by one fdatasync.
  async function write(): Promise<void> {
    next = undefined;
    const lines = waiting.join("");
    waiting = [];
    await file.appendFile(lines);
    await file.datasync();
  }
  const settled = (): Promise<void> => {
    if (waiting.length === 0) return last;
    if (!next) {
      next = last.then(write);
      last = next;
    }
    return next;
  };
  return {
    append: (entry) => void waiting.push(`${JSON.stringify(entry)}\n`),
    settled,
    close: async () => {
      await settled();
      await file.close();
    },
  };
}
