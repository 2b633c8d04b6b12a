import pg from "pg";
import type { Logger } from "pino";
import { type Db, openLines } from "./db.ts";

// A network that swallows everything tells nobody: TCP itself would wait a quarter of an hour for a lost answer.
const SILENT_MS = 4_000;
const EVERY_MS = 500;

/**
 * Breaks off every line to a database that has fallen silent, so that whoever waits is told that it is away, and not
 * left waiting. A busy database is not a silent one: as long as a single byte arrives over any line, all are left alone.
 */
export function watchForSilence(url: string, pools: readonly Db[], log: Logger): { stop: () => void } {
  let stopped = false;
  let line: pg.Client | undefined;
  let askedMs: number | undefined;
  let heardMs = performance.now();
  let bytesBefore = 0;

  const letGo = (): void => {
    line?.connection.stream.destroy();
    [line, askedMs] = [undefined, undefined];
  };
  async function ask(): Promise<void> {
    askedMs = performance.now();
    const mine = line ?? new pg.Client({ connectionString: url });
    const isNew = line === undefined;
    line = mine;
    if (isNew) mine.on("error", () => undefined); // the question under way says so
    try {
      if (isNew) await mine.connect();
      await mine.query("select");
    } catch {
      // Refused or cut: that is no silence, and whoever uses the pools is told by them.
      if (line === mine) letGo();
    }
    if (line === mine) askedMs = undefined;
    heardMs = performance.now();
  }
  const look = (): void => {
    if (stopped) return;
    const lines = pools.flatMap(openLines);
    const bytes = lines.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    if (bytes !== bytesBefore) heardMs = performance.now();
    bytesBefore = bytes;
    if (askedMs === undefined) return void ask();
    if (performance.now() - Math.max(askedMs, heardMs) < SILENT_MS) return;
    log.warn({ lines: lines.length }, "the database has fallen silent: its lines are broken off");
    for (const each of lines) each.destroy(new Error("connection terminated: the database has fallen silent"));
    letGo();
    heardMs = performance.now();
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    stop: () => {
      stopped = true;
      clearInterval(timer);
      letGo();
    },
  };
}
