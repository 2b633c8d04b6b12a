import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { AUDIO, describeAudio, describeVideo, type MediaKind, readTags, type Tag, VIDEO } from "./flv-tags.ts";
import { ProtocolFault } from "./limits.ts";
import type { Feed, Publisher } from "./stream.ts";

const TICK_MS = 20;
const LATE_MAX_MS = 2_000;

export type Clip = { tags: (Tag & { kind: MediaKind })[]; lengthMs: number };

/** An FLV file as one turn of a loop: how long it lasts is where the next turn begins. */
export async function loadClip(path: string): Promise<Clip> {
  const all = readTags(await readFile(path));
  const tags = all.filter((tag): tag is Tag & { kind: MediaKind } => tag.kind === AUDIO || tag.kind === VIDEO);
  const lengthMs = Math.max(turnMs(tags, VIDEO), turnMs(tags, AUDIO));
  if (lengthMs <= 0) throw new ProtocolFault("the clip holds no media");
  return { tags, lengthMs };
}

function turnMs(tags: Tag[], kind: MediaKind): number {
  const isFrame = ({ body }: Tag): boolean =>
    (kind === VIDEO ? describeVideo(body) : describeAudio(body))?.part === "frame";
  const times = tags.filter((tag) => tag.kind === kind && isFrame(tag)).map(({ atMs }) => atMs);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || times.length < 2) return 0;
  return Math.round(last + (last - first) / (times.length - 1));
}

/** Loops the clip in real time until it is stopped or another publisher takes over; the times go on over the seam. */
export function playClip(
  clip: Clip,
  publish: (publisher: Publisher) => Feed,
  elapsedMs: () => number,
): { stop(): void } {
  let next = 0;
  let turnFromMs = 0;
  let beganMs = elapsedMs();
  const timer = setInterval(tick, TICK_MS);
  const feed = publish({
    sessionId: randomBytes(8).toString("hex"),
    remote: "clip",
    isClip: true,
    cut: () => clearInterval(timer),
  });

  function tick(): void {
    const lateMs = elapsedMs() - beganMs - turnFromMs - (clip.tags[next]?.atMs ?? 0);
    if (lateMs > LATE_MAX_MS) beganMs += lateMs; // the machine slept: go on, do not race
    for (;;) {
      const tag = clip.tags[next];
      if (!tag || turnFromMs + tag.atMs > elapsedMs() - beganMs) return;
      feed.push(tag.kind, turnFromMs + tag.atMs, tag.body);
      next++;
      if (next < clip.tags.length) continue;
      next = 0;
      turnFromMs += clip.lengthMs;
    }
  }

  return {
    stop() {
      clearInterval(timer);
      feed.end("closed");
    },
  };
}
