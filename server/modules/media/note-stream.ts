import { clock } from "#platform/clock";
import { type Db, statement, transact } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";

const started = statement<{ id: bigint }>(
  "media.stream_started",
  `update media.streams set state = 'publishing', session_id = $2, started_at = coalesce(started_at, $3), interrupted_at = null
   where id = $1 and state <> 'ended' and (state <> 'publishing' or session_id is distinct from $2) returning id`,
);
const stopped = statement<{ id: bigint }>(
  "media.stream_stopped",
  `update media.streams set state = 'interrupted', interrupted_at = $3
   where id = $1 and state = 'publishing' and ($2::text is null or session_id = $2) returning id`,
);
const log = statement(
  "media.log_publish",
  `insert into media.publish_log (id, stream_id, outcome, why, remote, happened_at) values ($1, $2, $3, $4, $5, $6)`,
);
type LogLine = { id: bigint; outcome: string; why: string; remote: string; at: Date };
const readLog = statement<LogLine>(
  "media.read_log",
  `select id, outcome, why, remote, happened_at as at from media.publish_log
   where stream_id = $1 order by id desc limit $2`,
);

/** The picture of a stream has begun, or a new publisher took it over. Told twice, it is noted once. */
export async function noteStarted(db: Db, streamId: bigint, sessionId: string, remote: string): Promise<void> {
  await transact(db, async (tx) => {
    const now = clock.now();
    if ((await started(tx, streamId, sessionId, now)).length === 0) return;
    await log(tx, newId(), streamId, "started", "", remote, now);
    await emit(tx, "media.stream_started", [{ streamId, at: now.toISOString() }]);
  });
}

/** The picture has stopped. A stop of an earlier publisher, told late, changes nothing. `sessionId` null: whoever it was. */
export async function noteStopped(db: Db, streamId: bigint, sessionId: string | null, why: string): Promise<void> {
  await transact(db, async (tx) => {
    const now = clock.now();
    if ((await stopped(tx, streamId, sessionId, now)).length === 0) return;
    await log(tx, newId(), streamId, "stopped", why, "", now);
    await emit(tx, "media.stream_interrupted", [{ streamId, why, at: now.toISOString() }]);
  });
}

/** Somebody came with a key that opens nothing. The key itself is not kept. */
export async function noteRefused(db: Db, streamId: bigint | null, why: string, remote: string): Promise<void> {
  await log(db, newId(), streamId, "refused", why, remote, clock.now());
}

export const publishLog = (db: Db, streamId: bigint, limit: number): Promise<LogLine[]> => readLog(db, streamId, limit);
