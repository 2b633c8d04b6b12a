import type { ServerResponse } from "node:http";
import type { Limits } from "./limits.ts";
import { initName, livePlaylist } from "./playlists.ts";
import type { LiveWindow } from "./live-window.ts";
import { answer, answerParts } from "./respond.ts";
import type { Segment } from "./segmenter.ts";

const FILE = /^([0-9a-f]{16})-(?:init\.mp4|(\d{1,12})(?:-(\d{1,4}))?\.m4s)$/;
const PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
const NUMBERS_AHEAD_MAX = 2;
const PARTS_TO_BEGIN = 3;

const playlistOf = new WeakMap<LiveWindow, { version: number; text: string }>();

export type PlaylistAsk = { segment: number; part: number | null } | null;

export function readPlaylistAsk(query: URLSearchParams): PlaylistAsk | "malformed" {
  const [segment, part] = [query.get("_HLS_msn"), query.get("_HLS_part")];
  if (segment === null) return part === null ? null : "malformed";
  if (!/^\d{1,12}$/.test(segment) || (part !== null && !/^\d{1,4}$/.test(part))) return "malformed";
  return { segment: Number(segment), part: part === null ? null : Number(part) };
}

/** The live playlist, held back until it holds what the player asks for. */
export async function serveLivePlaylist(
  response: ServerResponse,
  window: LiveWindow,
  ask: PlaylistAsk,
  { limits, isLive, elapsedMs }: { limits: Limits; isLive(): boolean; elapsedMs(): number },
): Promise<void> {
  const untilMs = elapsedMs() + limits.playlistWaitMs;
  const sendPlaylist = (): void =>
    answer(response, 200, playlistText(window, limits.partMs), { "content-type": PLAYLIST_TYPE });
  while (isLive() && !response.destroyed) {
    const newest = window.segments().at(-1);
    if (ask && newest && ask.segment > newest.number + NUMBERS_AHEAD_MAX) return answer(response, 400);
    if (newest && holds(window.segments(), newest, ask)) return sendPlaylist();
    const leftMs = untilMs - elapsedMs();
    if (leftMs <= 0 && newest && !ask && newest.parts.length >= PARTS_TO_BEGIN) return sendPlaylist();
    if (leftMs <= 0) return answer(response, 503, "", { "retry-after": "1" });
    await window.change(leftMs);
  }
  answer(response, 404);
}

function holds(kept: readonly Segment[], newest: Segment, ask: PlaylistAsk): boolean {
  // Parts would do for players of our day; older ones give up on a playlist without one whole segment.
  if (!ask) return kept.some(({ done }) => done);
  if (newest.number > ask.segment) return true;
  if (newest.number < ask.segment) return false;
  return newest.done || (ask.part !== null && newest.parts.length > ask.part);
}

/** All players of one moment get the same text: written once for each change. */
function playlistText(window: LiveWindow, partMs: number): string {
  const known = playlistOf.get(window);
  if (known?.version === window.version()) return known.text;
  const text = livePlaylist(window, partMs);
  playlistOf.set(window, { version: window.version(), text });
  return text;
}

/** An init segment, a whole segment, or a part; a part that was announced is waited for. */
export async function serveLiveFile(
  response: ServerResponse,
  window: LiveWindow,
  name: string,
  { limits, elapsedMs }: { limits: Limits; elapsedMs(): number },
): Promise<void> {
  const [, runId, number, part] = FILE.exec(name) ?? [];
  if (runId === undefined) return answer(response, 404);
  const type = { "content-type": "video/mp4", "cache-control": "public, max-age=60" };
  if (number === undefined) {
    const run = window.segments().find((segment) => initName(segment.run.id) === name)?.run;
    return run ? answer(response, 200, run.init, type) : answer(response, 404);
  }
  const find = (): Segment | undefined =>
    window.segments().find((segment) => segment.run.id === runId && segment.number === Number(number));
  if (part === undefined) {
    const segment = find();
    const bodies = segment?.done ? segment.parts.map(({ bytes }) => bytes) : null;
    return bodies ? answerParts(response, bodies, type) : answer(response, 404);
  }
  const untilMs = elapsedMs() + limits.playlistWaitMs;
  for (;;) {
    const segment = find();
    const ready = segment?.parts[Number(part)];
    if (ready) return answer(response, 200, ready.bytes, type);
    const isComing = segment && !segment.done && segment.parts.length === Number(part);
    if (!isComing || response.destroyed || elapsedMs() >= untilMs) return answer(response, 404);
    await window.change(untilMs - elapsedMs());
  }
}
