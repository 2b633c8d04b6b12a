import { type Sample, writeFragment } from "./fmp4-fragment.ts";
import { writeInit } from "./fmp4-init.ts";
import type { Limits } from "./limits.ts";
import type { Tracks } from "./tracks.ts";

/** A stretch with one set of tracks and one clock; its id is random, so that addresses cannot be guessed. */
export type Run = { id: string; init: Buffer };
export type Part = { bytes: Buffer; durationMs: number; independent: boolean };
export type Segment = {
  number: number;
  run: Run;
  startsAtWallMs: number;
  parts: Part[];
  durationMs: number;
  done: boolean;
};
export type Frame = { atMs: number; offsetMs: number; key: boolean; bytes: Buffer };

export type Segmenter = {
  video(frame: Frame): void;
  audio(frame: Frame): void;
  /** Closes the last part and segment. */
  end(): void;
};

type Options = {
  runId: string;
  tracks: Tracks;
  limits: Limits;
  firstNumber: number;
  wallMs(): number;
  /** A segment was opened, or has one part more. */
  onGrowth(segment: Segment): void;
  onSegment(segment: Segment): void;
};

type HeldPicture = Frame & { arrivedWallMs: number };

type Cutting = Options & {
  run: Run;
  number: number;
  sequence: number;
  segment: Segment | undefined;
  segmentFromMs: number;
  partFromMs: number;
  soundEndMs: number;
  pictures: Sample[];
  sounds: Sample[];
  nextSoundAt: number | undefined;
};

const AAC_FRAME = 1024;
const KEY_TOLERANCE_MS = 50;
const PART_TOLERANCE_MS = 5;
const SILENT_PICTURE_MS = 1_000;
const AUDIO_DRIFT_SECONDS = 0.05;

/** Whether the tracks can be shown as HLS at all; others are served as FLV only. */
export const segmentable = ({ video, audio }: Tracks): boolean =>
  video ? video.codec === "h264" : audio?.codec === "aac";

/** Cuts frames into parts of 250 ms and, at keyframes, into segments of a second or more. */
export function createSegmenter(options: Options): Segmenter {
  const { video } = options.tracks;
  const audio = options.tracks.audio?.codec === "aac" ? options.tracks.audio : null;
  const cutting = beginCutting(options, { id: options.runId, init: writeInit(video, audio) });
  let held: HeldPicture | undefined;
  let pictureMs = 33;

  return {
    // A picture's duration is known when the next one comes: hence one is always held.
    video(frame) {
      if (held) {
        pictureMs = Math.max(1, frame.atMs - held.atMs);
        placePicture(cutting, held, pictureMs);
      }
      held = { ...frame, arrivedWallMs: options.wallMs() };
    },
    audio(frame) {
      if (audio) placeSound(cutting, frame, audio.rate);
    },
    end() {
      if (held) placePicture(cutting, held, pictureMs);
      const lastPicture = cutting.pictures.at(-1);
      closeSegment(cutting, lastPicture ? lastPicture.at + lastPicture.duration : cutting.soundEndMs);
      held = undefined;
    },
  };
}

const beginCutting = (options: Options, run: Run): Cutting => ({
  ...options,
  run,
  number: options.firstNumber,
  sequence: 1,
  segment: undefined,
  segmentFromMs: 0,
  partFromMs: 0,
  soundEndMs: 0,
  pictures: [],
  sounds: [],
  nextSoundAt: undefined,
});

function placePicture(cutting: Cutting, frame: HeldPicture, durationMs: number): void {
  if (mustCut(cutting, frame.atMs, frame.key)) {
    closeSegment(cutting, frame.atMs);
    openSegment(cutting, frame.atMs, frame.arrivedWallMs);
  }
  if (!cutting.segment) return;
  const { atMs, offsetMs, key, bytes } = frame;
  cutting.pictures.push({ at: atMs, duration: durationMs, offset: offsetMs, key, bytes });
  const endMs = atMs + durationMs;
  if (endMs - cutting.partFromMs >= cutting.limits.partMs - PART_TOLERANCE_MS) closePart(cutting, endMs);
}

function placeSound(cutting: Cutting, { atMs, bytes }: Frame, rate: number): void {
  const hasVideo = cutting.tracks.video !== null;
  if (!hasVideo && mustCut(cutting, atMs, true)) {
    closeSegment(cutting, atMs);
    openSegment(cutting, atMs, cutting.wallMs());
  }
  if (!cutting.segment) return;
  const at = soundAt(cutting.nextSoundAt, Math.round((atMs * rate) / 1000), rate);
  cutting.nextSoundAt = at + AAC_FRAME;
  cutting.sounds.push({ at, duration: AAC_FRAME, offset: 0, key: true, bytes });
  cutting.soundEndMs = Math.round((cutting.nextSoundAt * 1000) / rate);
  const partMaxMs = hasVideo ? SILENT_PICTURE_MS : cutting.limits.partMs - PART_TOLERANCE_MS;
  if (cutting.soundEndMs - cutting.partFromMs >= partMaxMs) closePart(cutting, cutting.soundEndMs);
}

/** Timestamps come in whole milliseconds: count samples instead, and follow the clock only when it really leaves us. */
function soundAt(next: number | undefined, due: number, rate: number): number {
  if (next === undefined) return due;
  return Math.abs(due - next) < rate * AUDIO_DRIFT_SECONDS ? next : Math.max(due, next);
}

/** At a key once the segment is long enough; or, for encoders that send none, at the longest we hold in memory. */
function mustCut({ segment, segmentFromMs, limits }: Cutting, atMs: number, key: boolean): boolean {
  if (!segment) return key;
  const lengthMs = atMs - segmentFromMs;
  return (key && lengthMs >= limits.segmentMs - KEY_TOLERANCE_MS) || lengthMs >= limits.segmentMaxMs;
}

function openSegment(cutting: Cutting, atMs: number, startsAtWallMs: number): void {
  const { run } = cutting;
  cutting.segment = { number: cutting.number++, run, startsAtWallMs, parts: [], durationMs: 0, done: false };
  cutting.segmentFromMs = atMs;
  cutting.partFromMs = atMs;
  cutting.onGrowth(cutting.segment);
}

function closePart(cutting: Cutting, endMs: number): void {
  const { segment, pictures, sounds } = cutting;
  if (!segment || (pictures.length === 0 && sounds.length === 0)) return;
  const independent = cutting.tracks.video ? pictures[0]?.key === true : true;
  const durationMs = Math.max(1, endMs - cutting.partFromMs);
  segment.parts.push({ bytes: writeFragment(cutting.sequence++, pictures, sounds), durationMs, independent });
  segment.durationMs += durationMs;
  cutting.partFromMs = Math.max(endMs, cutting.partFromMs);
  cutting.pictures = [];
  cutting.sounds = [];
  cutting.onGrowth(segment);
}

function closeSegment(cutting: Cutting, endMs: number): void {
  closePart(cutting, endMs);
  const { segment } = cutting;
  if (!segment) return;
  segment.done = true;
  cutting.segment = undefined;
  cutting.onSegment(segment);
}
