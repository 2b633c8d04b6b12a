import { clock } from "./clock.ts";
import { type Db, statement, transact, type Tx } from "./db.ts";

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

const holdCursor = statement<{ seen: string; target: string; lastId: bigint }>(
  "events.hold_cursor",
  `select seen::text, coalesce(target, pg_current_snapshot())::text as target, last_id as "lastId"
   from platform.cursors where consumer = $1 for update skip locked`,
);

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

const moveCursor = statement(
  "events.move_cursor",
  `update platform.cursors set seen = $2::pg_snapshot, target = $3::pg_snapshot, last_id = $4 where consumer = $1`,
);

const BATCH_MAX = 500;

/** Gives a consumer its next events and moves its cursor with its effects. Says how many there were. */
export async function consume(db: Db, consumer: Consumer): Promise<number> {
  return transact(db, async (tx) => {
    const [cursor] = await holdCursor(tx, consumer.name);
    if (!cursor) return 0; // another worker is at it
    const { seen, target, lastId } = cursor;
    const events = await readNext(tx, seen, target, lastId, [...consumer.topics], BATCH_MAX);
    if (events.length > 0) await consumer.handle(tx, events);
    if (events.length === BATCH_MAX) await moveCursor(tx, consumer.name, seen, target, events.at(-1)!.id);
    else if (seen !== target) await moveCursor(tx, consumer.name, target, null, 0n);
    return events.length;
  });
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
  for (const consumer of consumers) await enrol(db, consumer.name);
  for (let heard = 1; heard > 0; ) {
    heard = 0;
    for (const consumer of consumers) heard += await consume(db, consumer);
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
