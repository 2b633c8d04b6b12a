import type { LiveWindow } from "./live-window.ts";
import type { Segment } from "./segmenter.ts";

const LISTED_SEGMENTS = 7;
const SEGMENTS_WITH_PARTS = 3;
const PART_TARGET_FACTOR = 1.2;
const HOLD_BACK_PARTS = 3;

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

export const initName = (runId: string): string => `${runId}-init.mp4`;
export const segmentName = (runId: string, number: number): string => `${runId}-${number}.m4s`;
const partName = (segment: Segment, part: number): string => `${segment.run.id}-${segment.number}-${part}.m4s`;

/** The low-latency playlist of what is on now. */
export function livePlaylist(window: LiveWindow, partMs: number): string {
  const kept = window.segments();
  const listed = kept.slice(-LISTED_SEGMENTS);
  const skipped = kept.slice(0, -LISTED_SEGMENTS);
  const runsSkipped = skipped.filter((segment, n) => segment.run !== (skipped[n + 1] ?? listed[0])?.run).length;
  const partTargetMs = Math.max(
    partMs * PART_TARGET_FACTOR,
    ...listed.flatMap(({ parts }) => parts.map((part) => part.durationMs)),
  );
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:9",
    `#EXT-X-TARGETDURATION:${Math.max(1, ...listed.map(({ durationMs }) => Math.round(durationMs / 1000)))}`,
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${seconds(partTargetMs * HOLD_BACK_PARTS)}`,
    `#EXT-X-PART-INF:PART-TARGET=${seconds(partTargetMs)}`,
    `#EXT-X-MEDIA-SEQUENCE:${listed[0]?.number ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${window.runsGone() + runsSkipped}`,
  ];
  if (listed.every(({ parts }) => parts[0]?.independent !== false)) lines.push("#EXT-X-INDEPENDENT-SEGMENTS");
  listed.forEach((segment, n) => {
    const before = listed[n - 1];
    if (before && before.run !== segment.run) lines.push("#EXT-X-DISCONTINUITY");
    if (before?.run !== segment.run) lines.push(`#EXT-X-MAP:URI="${initName(segment.run.id)}"`);
    lines.push(...segmentLines(segment, n >= listed.length - SEGMENTS_WITH_PARTS));
  });
  const growing = listed.at(-1);
  if (growing && !growing.done)
    lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${partName(growing, growing.parts.length)}"`);
  return `${lines.join("\n")}\n`;
}

function segmentLines(segment: Segment, withParts: boolean): string[] {
  const lines = [`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startsAtWallMs).toISOString()}`];
  if (withParts)
    segment.parts.forEach((part, n) => {
      const independent = part.independent ? ",INDEPENDENT=YES" : "";
      lines.push(`#EXT-X-PART:DURATION=${seconds(part.durationMs)},URI="${partName(segment, n)}"${independent}`);
    });
  if (segment.done) lines.push(`#EXTINF:${seconds(segment.durationMs)},`, segmentName(segment.run.id, segment.number));
  return lines;
}

export type RecordedSegment = { run: string; number: number; durationMs: number; startsAtWallMs: number };

/** The playlist of a finished recording: each publish session is a run of its own clock. */
export function replayPlaylist(segments: RecordedSegment[]): string {
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${Math.max(1, ...segments.map(({ durationMs }) => Math.ceil(durationMs / 1000)))}`,
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-MEDIA-SEQUENCE:0",
  ];
  segments.forEach((segment, n) => {
    const before = segments[n - 1];
    const follows = before?.run === segment.run && before.number + 1 === segment.number;
    if (before && !follows) lines.push("#EXT-X-DISCONTINUITY");
    if (before?.run !== segment.run) lines.push(`#EXT-X-MAP:URI="${initName(segment.run)}"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startsAtWallMs).toISOString()}`);
    lines.push(`#EXTINF:${seconds(segment.durationMs)},`, segmentName(segment.run, segment.number));
  });
  lines.push("#EXT-X-ENDLIST");
  return `${lines.join("\n")}\n`;
}
