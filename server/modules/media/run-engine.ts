import { join } from "node:path";
import { tell } from "#platform/bus";
import { clock } from "#platform/clock";
import { databaseAway, statement } from "#platform/db";
import { loop } from "#platform/loop";
import type { House } from "#platform/parts";
import { type MediaEngine, type MediaEvent, openMediaEngine } from "./engine/index.ts";
import { noteRefused, noteStarted, noteStopped } from "./note-stream.ts";
import { RECORD_CHANNEL, tendRecordings } from "./recordings.ts";
import { mayPlay, STATUS_CHANNEL } from "./stream-board.ts";
import { KICK_CHANNEL, streamOfKey } from "./stream-keys.ts";

const TEND_MS = 1_000;

const publishing = statement<{ id: bigint }>(
  "media.publishing",
  `select id from media.streams where state = 'publishing'`,
);
const clips = statement<{ id: bigint; clipPath: string }>(
  "media.clips",
  `select id, clip_path as "clipPath" from media.streams where clip_path is not null and state <> 'ended'`,
);

/** Notes of one stream are written in the order in which they happened; a fault is told and mended by the next tending. */
function inOrder(house: House): (streamId: string, note: () => Promise<void>) => void {
  const tails = new Map<string, Promise<void>>();
  return (streamId, note) => {
    const next = (tails.get(streamId) ?? Promise.resolve())
      .then(note)
      .catch((error: unknown) => house.log.error({ err: error, streamId }, "a stream's change could not be noted yet"));
    tails.set(streamId, next);
  };
}

function onEvent(house: House, line: ReturnType<typeof inOrder>, event: MediaEvent): void {
  const { db } = house;
  if (event.kind === "started")
    line(event.streamId, () => noteStarted(db, BigInt(event.streamId), event.sessionId, event.remote));
  else if (event.kind === "stopped")
    line(event.streamId, () => noteStopped(db, BigInt(event.streamId), event.sessionId, event.why));
  else if (event.kind === "refused") line("refused", () => refused(house, event.name, event.why, event.remote));
  else if (event.kind === "recording_failed") house.log.error(event, "a recording could not be written");
}

async function refused(house: House, name: string, why: string, remote: string): Promise<void> {
  const found = await streamOfKey(house.db, name);
  await noteRefused(house.db, found.ok ? BigInt(found.streamId) : (found.streamId ?? null), why, remote);
  house.log.warn({ why, remote }, "a push was refused");
}

/** Brings table and engine together: after a restart, a lost note, or a clip that is due. */
async function tend(house: House, engine: MediaEngine): Promise<void> {
  const { db } = house;
  const live = engine.list().filter((status) => status.publishing);
  for (const status of live) await noteStarted(db, BigInt(status.streamId), status.sessionId, "");
  const alive = new Set(live.map((status) => status.streamId));
  for (const { id } of await publishing(db)) if (!alive.has(String(id))) await noteStopped(db, id, null, "gone");
  for (const { id, clipPath } of await clips(db))
    if (!engine.status(String(id))?.publishing) await engine.publishClip(String(id), clipPath);
  await tendRecordings(db, engine);
  if (live.length === 0) return;
  await db.transaction().execute(async (tx) => {
    for (const status of engine.list()) await tell(tx, STATUS_CHANNEL, status);
  });
}

/** Runs the media role: ports for pushing and playing, and the notes of what happens on them. */
export async function runEngine(house: House): Promise<{ close: () => Promise<void> }> {
  const { config, bus } = house;
  const line = inOrder(house);
  const engine = await openMediaEngine({
    host: config.host,
    rtmpPort: config.rtmpPort,
    httpPort: config.mediaPort,
    recordDir: join(config.dataDir, "recordings"),
    authorize: async ({ action, app, name, token }) => {
      if (action === "publish") return streamOfKey(house.db, name);
      if (app === "replays") return { ok: true, streamId: name }; // a replay is public once it is whole
      const may = mayPlay(house, name, token, clock.now().getTime());
      return may ? { ok: true, streamId: name } : { ok: false, why: "no_grant" };
    },
    onEvent: (event) => onEvent(house, line, event),
    now: () => clock.now(),
  });
  bus.on(KICK_CHANNEL, (message) => {
    const { streamId, why } = message as { streamId: string; why: string };
    engine.kick(streamId, why);
  });

  const tending = loop(TEND_MS, () =>
    tend(house, engine).catch((error: unknown) => {
      if (!databaseAway(error)) house.log.error({ err: error }, "tending the streams failed and will be tried again");
    }),
  );
  bus.on(RECORD_CHANNEL, tending.hurry);
  const close = async (): Promise<void> => {
    await tending.stop();
    await engine.close();
  };
  return { close };
}
