import { join } from "node:path";
import type { MediaEvent, Recorded } from "./contract.ts";
import type { Limits } from "./limits.ts";
import { beginRecording, publishReplay, readJournal, writeSegment } from "./recording-folder.ts";
import type { Segment } from "./segmenter.ts";

export const RECORDING_ID = /^[\w-]{1,128}$/;

type Recording = {
  streamId: string;
  recordingId: string;
  folder: string;
  runs: Set<string>;
  queue: Promise<void>;
  queuedBytes: number;
};

export type Recordings = {
  /** Each whole segment from now on is kept, over any number of publish sessions, until `finish`. */
  start(streamId: string, recordingId: string): void;
  /** Null when nothing was ever recorded under this id. Works after a restart, and twice. */
  finish(recordingId: string, growing: (streamId: string) => Segment | undefined): Promise<Recorded | null>;
  take(streamId: string, segment: Segment): void;
  settle(): Promise<void>;
};

type Options = { recordDir: string; limits: Limits; now(): Date; onEvent(event: MediaEvent): void };

export function createRecordings({ recordDir, limits, now, onEvent }: Options): Recordings {
  const open = new Map<string, Recording>();
  const closing = new Set<Promise<void>>();

  function folderOf(recordingId: string): string {
    if (!RECORDING_ID.test(recordingId)) throw new RangeError("a recording id is 1 to 128 letters, digits, _ or -");
    return join(recordDir, recordingId);
  }

  function enqueue(recording: Recording, bytes: number, write: () => Promise<void>): void {
    const { streamId, recordingId } = recording;
    const fail = (error: unknown): void =>
      onEvent({ kind: "recording_failed", streamId, recordingId, why: String(error), at: now() });
    if (recording.queuedBytes > limits.recordQueueBytes) return fail("the disk is too slow: a segment was left out");
    recording.queuedBytes += bytes;
    recording.queue = recording.queue
      .then(write)
      .catch(fail)
      .finally(() => {
        recording.queuedBytes -= bytes;
      });
  }

  function keep(recording: Recording, segment: Segment): void {
    const isFirstOfRun = !recording.runs.has(segment.run.id);
    recording.runs.add(segment.run.id);
    const bytes = segment.parts.reduce((sum, part) => sum + part.bytes.length, 0);
    enqueue(recording, bytes, () => writeSegment(recording.folder, segment, isFirstOfRun));
  }

  return {
    start(streamId, recordingId) {
      const folder = folderOf(recordingId);
      if (open.has(recordingId)) return;
      const recording = {
        streamId,
        recordingId,
        folder,
        runs: new Set<string>(),
        queue: Promise.resolve(),
        queuedBytes: 0,
      };
      open.set(recordingId, recording);
      enqueue(recording, 0, () => beginRecording(folder, streamId));
    },
    async finish(recordingId, growing) {
      const folder = folderOf(recordingId);
      const recording = open.get(recordingId);
      if (recording) {
        open.delete(recordingId);
        const last = growing(recording.streamId);
        if (last) keep(recording, { ...last, parts: [...last.parts] });
        closing.add(recording.queue);
        await recording.queue;
        closing.delete(recording.queue);
      }
      const journal = await readJournal(folder);
      if (!journal || journal.segments.length === 0) return null;
      const { streamId, segments } = journal;
      const isNew = await publishReplay(folder, segments);
      const durationMs = segments.reduce((sum, segment) => sum + segment.durationMs, 0);
      const recorded = { segments: segments.length, durationMs };
      if (isNew) onEvent({ kind: "recorded", streamId, recordingId, ...recorded });
      return recorded;
    },
    take(streamId, segment) {
      for (const recording of open.values()) if (recording.streamId === streamId) keep(recording, segment);
    },
    async settle() {
      await Promise.all([...[...open.values()].map(({ queue }) => queue), ...closing]);
    },
  };
}
