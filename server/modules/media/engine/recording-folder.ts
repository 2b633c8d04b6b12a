import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { initName, type RecordedSegment, replayPlaylist, segmentName } from "./playlists.ts";
import type { Segment } from "./segmenter.ts";

export const PLAYLIST = "index.m3u8";
const JOURNAL = "journal.jsonl";

type Line = { streamId: string } | RecordedSegment;

export type Journal = { streamId: string; segments: RecordedSegment[] };

/** A recording on disk: segments as they are played live, and a journal that names a segment only when it is whole. */
export async function beginRecording(folder: string, streamId: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await note(folder, { streamId });
}

export async function writeSegment(folder: string, segment: Segment, isFirstOfRun: boolean): Promise<void> {
  const { number, durationMs, startsAtWallMs } = segment;
  const run = segment.run.id;
  if (isFirstOfRun) await writeWhole(join(folder, initName(run)), segment.run.init);
  await writeWhole(join(folder, segmentName(run, number)), Buffer.concat(segment.parts.map(({ bytes }) => bytes)));
  await note(folder, { run, number, durationMs, startsAtWallMs });
}

export async function readJournal(folder: string): Promise<Journal | null> {
  const text = await readOrNull(join(folder, JOURNAL));
  if (text === null) return null;
  const byName = new Map<string, RecordedSegment>();
  let streamId = "";
  for (const line of text.split("\n").flatMap(parseLine)) {
    if ("streamId" in line) streamId = line.streamId;
    else byName.set(segmentName(line.run, line.number), line);
  }
  return { streamId, segments: [...byName.values()] };
}

/** Writes the playlist that makes the recording a replay; false when it already said so. */
export async function publishReplay(folder: string, segments: RecordedSegment[]): Promise<boolean> {
  const path = join(folder, PLAYLIST);
  const playlist = replayPlaylist(segments);
  if ((await readOrNull(path)) === playlist) return false;
  await writeWhole(path, playlist);
  return true;
}

async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

const note = (folder: string, line: Line): Promise<void> =>
  appendFile(join(folder, JOURNAL), `\n${JSON.stringify(line)}`);

/** A line torn by a crash is passed over: its segment was never promised. */
function parseLine(text: string): Line[] {
  const isWhole = /^\{"streamId":"[^"]*"\}$|^\{"run":"\w+","number":\d+,"durationMs":\d+,"startsAtWallMs":\d+\}$/.test(
    text,
  );
  return isWhole ? [JSON.parse(text) as Line] : [];
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
