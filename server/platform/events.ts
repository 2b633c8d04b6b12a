import { clock } from "./clock.ts";
import { type Db, statement, transact, type Tx } from "./db.ts";
import { type Cursor, type Log, openLog } from "./event-log.ts";

export type Payload = Record<string, unknown>;
/** Ids and amounts travel as strings of digits inside a payload. */
export type Event<P extends Payload = Payload> = { id: bigint; topic: string; payload: P; happenedAt: Date };

/** One listener: hears its topics in order, each event exactly once, in the transaction of its own effects. */
export type Consumer = { name: string; topics: readonly string[]; handle: (tx: Tx, events: Event[]) => Promise<void> };

const append = statement(
  "events.append",
  `insert into platform.events (topic, payload, happened_at) select $1, e, $3 from jsonb_array_elements($2::jsonb) e`,
);

const plain = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

/** Announces what happened, in the transaction in which it happened. bigints are written as digits. */
export async function emit(tx: Tx, topic: string, payloads: readonly Payload[]): Promise<void> {
  if (payloads.length > 0) await append(tx, topic, JSON.stringify(payloads, plain), clock.now());
}

const enrolCursor = statement(
  "events.enrol",
  `insert into platform.cursors (consumer, seen) values ($1, '1:1:') on conflict do nothing`,
);

const holdCursor = statement<Cursor>(
  "events.hold_cursor",
  `select seen::text, target::text, last_id as "lastId", pg_current_snapshot()::text as now
   from platform.cursors where consumer = $1 for update skip locked`,
);

const moveCursor = statement(
  "events.move_cursor",
  `update platform.cursors set seen = $2::pg_snapshot, target = $3::pg_snapshot, last_id = $4 where consumer = $1`,
);

/**
 * Gives a consumer its next events and moves its cursor with its effects. Says how many events of the log were passed,
 * its own and those of the others that read the same log.
 */
export async function consume(db: Db, consumer: Consumer, log: Log = openLog([consumer])): Promise<number> {
  try {
    return await transact(db, async (tx) => {
      const [cursor] = await holdCursor(tx, consumer.name);
      if (!cursor) return 0; // another worker is at it
      const { until, events, isAll } = await log.read(tx, cursor);
      const own = events.filter(({ topic }) => consumer.topics.includes(topic));
      if (own.length > 0) await consumer.handle(tx, own);
      if (!isAll) await moveCursor(tx, consumer.name, cursor.seen, until, events.at(-1)!.id);
      else if (cursor.seen !== until) await moveCursor(tx, consumer.name, until, null, 0n);
      return events.length;
    });
  } catch (error) {
    log.forget(); // a snapshot that never committed may be of a database that is no more
    throw error;
  }
}

const oldestUnheard = statement<{ happenedAt: Date }>(
  "events.oldest_unheard",
  `select e.happened_at as "happenedAt" from platform.cursors c join platform.events e
     on e.xid >= pg_snapshot_xmin(c.seen) and not pg_visible_in_snapshot(e.xid, c.seen) and e.id > c.last_id
   where c.consumer = $1 and e.topic = any($2::text[]) order by e.xid, e.id limit 1`,
);

/** When the oldest event happened that a consumer has yet to hear; nothing when it has heard all. */
export const unheardSince = async (db: Db, { name, topics }: Consumer): Promise<Date | undefined> =>
  (await oldestUnheard(db, name, [...topics]))[0]?.happenedAt;

/** A consumer starts at the beginning of the log. */
export async function enrol(db: Db, name: string): Promise<void> {
  await enrolCursor(db, name);
}

/** Lets every consumer hear all there is now, again and again until nothing is left to say. For tests and seeds. */
export async function drain(db: Db, consumers: readonly Consumer[]): Promise<void> {
  const log = openLog(consumers);
  for (const consumer of consumers) await enrol(db, consumer.name);
  for (let heard = 1; heard > 0; ) {
    heard = 0;
    for (const consumer of consumers) heard += await consume(db, consumer, log);
  }
}

/** Neighbouring events of one topic, to be handled together: what came between others stays between them. */
export function runsOf(events: readonly Event[]): Event[][] {
  const runs: Event[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.topic === event.topic) last.push(event);
    else runs.push([event]);
  }
  return runs;
}
