import { createHash } from "node:crypto";

export type Trace = {
  /** One deed and what came of it. Names and numbers of the story only, never an id. */
  note: (actor: string, command: string, outcome: string) => void;
  events: () => number;
  hash: () => string;
  last: () => string[];
};

const KEPT = 50;

const clockOf = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (n: number, width = 2): string => String(n).padStart(width, "0");
  return `${pad(hours)}:${pad(minutes)}:${pad(seconds % 60)}.${pad(ms % 1000, 3)}`;
};

/** What happened, as one hash over all of it and the words of the last of it. */
export function openTrace(nowMs: () => number): Trace {
  const hash = createHash("sha256");
  const last: string[] = [];
  let events = 0;
  return {
    note: (actor, command, outcome) => {
      const line = `${clockOf(nowMs())} ${actor}: ${command} → ${outcome}`;
      hash.update(`${line}\n`);
      events += 1;
      last.push(line);
      if (last.length > KEPT) last.shift();
    },
    events: () => events,
    hash: () => hash.copy().digest("hex").slice(0, 32),
    last: () => [...last],
  };
}
