import { tell } from "#platform/bus";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import type { House } from "#platform/parts";
import type { MediaEngine } from "./engine/index.ts";

export const RECORD_CHANNEL = "media.record";

const insert = statement(
  "media.insert_recording",
  `insert into media.recordings (id, stream_id, state, started_at) values ($1, $2, 'recording', $3)`,
);
const ask = statement(
  "media.ask_finish",
  `update media.recordings set finished_at = $2 where id = $1 and finished_at is null`,
);
type Open = { id: bigint; streamId: bigint; isFinished: boolean };
const open = statement<Open>(
  "media.open_recordings",
  `select id, stream_id as "streamId", finished_at is not null as "isFinished" from media.recordings where state = 'recording'`,
);
const close = statement<{ id: bigint; streamId: bigint }>(
  "media.close_recording",
  `update media.recordings set state = $2, duration_ms = $3 where id = $1 and state = 'recording'
   returning id, stream_id as "streamId"`,
);
type Recording = { state: "recording" | "ready" | "empty"; durationMs: bigint };
const read = statement<Recording>(
  "media.read_recording",
  `select state, duration_ms as "durationMs" from media.recordings where id = $1`,
);

/** From the commit on, what is pushed to the stream is kept, over interruptions too, until `finishRecording`. */
export async function openRecording(tx: Tx, streamId: bigint): Promise<bigint> {
  const id = newId();
  await insert(tx, id, streamId, clock.now());
  await tell(tx, RECORD_CHANNEL, {});
  return id;
}

/** Asks for the replay; `media.replay_ready` follows when it is whole. */
export async function finishRecording(tx: Tx, recordingId: bigint): Promise<void> {
  await ask(tx, recordingId, clock.now());
  await tell(tx, RECORD_CHANNEL, {});
}

/** A recording and where it plays; its address is null until the replay is whole. */
export async function readRecording(
  house: House,
  db: Db | Tx,
  recordingId: bigint,
): Promise<{ state: Recording["state"]; durationMs: number; url: string | null } | undefined> {
  const [row] = await read(db, recordingId);
  if (!row) return undefined;
  const url = row.state === "ready" ? `${house.config.mediaUrl}/replays/${recordingId}/index.m3u8` : null;
  return { state: row.state, durationMs: Number(row.durationMs), url };
}

async function complete(db: Db, engine: MediaEngine, recordingId: bigint): Promise<void> {
  const whole = await engine.finishRecording(String(recordingId));
  const durationMs = BigInt(Math.round(whole?.durationMs ?? 0));
  await transact(db, async (tx) => {
    const [closed] = await close(tx, recordingId, whole && durationMs > 0n ? "ready" : "empty", durationMs);
    if (closed) await emit(tx, "media.replay_ready", [{ recordingId, streamId: closed.streamId, durationMs }]);
  });
}

/** Brings the engine to what the table says: records what is to be recorded, finishes what is to be finished. */
export async function tendRecordings(db: Db, engine: MediaEngine): Promise<void> {
  for (const { id, streamId, isFinished } of await open(db)) {
    if (isFinished) await complete(db, engine, id);
    else if (engine.status(String(streamId))?.publishing) engine.startRecording(String(streamId), String(id));
  }
}
