import { statement, type Tx } from "./db.ts";
import type { Consumer, Event } from "./events.ts";

/** Where a consumer stands: all that `seen` sees is heard, and of what lies between it and `target` all up to `lastId`. */
export type Cursor = { seen: string; target: string | null; lastId: bigint; now: string };
/** The next events from a place, by id. `isAll`: nothing is left between there and the snapshot `until`. */
export type Reading = { until: string; events: Event[]; isAll: boolean };
export type Log = { read: (tx: Tx, at: Cursor) => Promise<Reading>; forget: () => void };

// A cursor is a snapshot: what is visible now and was not visible then comes next, ordered by id. An id is drawn
// before its transaction commits, so "id > last" alone would skip a slow writer; a cause is visible before its
// consequence draws an id, so order by id never tells them the wrong way round.
const readNext = statement<Event>(
  "events.read_next",
  `select id, topic, payload, happened_at as "happenedAt" from platform.events
   where xid >= pg_snapshot_xmin($1::pg_snapshot) and xid < pg_snapshot_xmax($2::pg_snapshot)
     and pg_visible_in_snapshot(xid, $2::pg_snapshot) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)
     and id > $3 and topic = any($4::text[])
   order by id limit $5`,
);

const BATCH_MAX = 1_000;
// At so many places the consumers of a program stand at most, when some of them fail or lag.
const READINGS_MAX = 6;

/**
 * The log as the consumers of one program read it: whoever stands where another one stood a moment ago is given what
 * that one read, and whoever stands apart is led to where the others are. Events are the consumers' to read, not to change.
 */
export function openLog(consumers: readonly Consumer[]): Log {
  const topics = [...new Set(consumers.flatMap((consumer) => consumer.topics))];
  const kept = new Map<string, Reading>();
  let latest: string | undefined;

  async function read(tx: Tx, { seen, target, lastId, now }: Cursor): Promise<Reading> {
    const place = `${seen}|${target ?? ""}|${lastId}`;
    const before = kept.get(place);
    if (before) return before;
    const until = target ?? (latest !== undefined && isLater(latest, seen) ? latest : now);
    const events = await readNext(tx, seen, until, lastId, topics, BATCH_MAX);
    const reading = { until, events, isAll: events.length < BATCH_MAX };
    // Who got nowhere stays at this place, and looks again: what is next is not known yet.
    if (until !== seen) keep(place, reading);
    return reading;
  }

  function keep(place: string, reading: Reading): void {
    kept.set(place, reading);
    if (kept.size > READINGS_MAX) kept.delete(kept.keys().next().value!);
    if (latest === undefined || isLater(reading.until, latest)) latest = reading.until;
  }

  function forget(): void {
    kept.clear();
    latest = undefined;
  }
  return { read, forget };
}

type Snapshot = { xmin: bigint; xmax: bigint; open: number };

/** Whether a snapshot was taken after another of the same database: what is under way only ever moves on. */
export function isLater(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => {
    const [xmin, xmax, open] = text.split(":") as [string, string, string];
    return { xmin: BigInt(xmin), xmax: BigInt(xmax), open: open === "" ? 0 : open.split(",").length };
  }) as [Snapshot, Snapshot];
  if (a.xmax !== b.xmax) return a.xmax > b.xmax;
  if (a.xmin !== b.xmin) return a.xmin > b.xmin;
  return a.open < b.open;
}
