import { atMsOf, writeFileHeader, writeScriptTag } from "./flv-tags.ts";
import { createFlvViewer, type FlvViewer, type Headers, type Outlet } from "./flv-viewer.ts";
import { createGopCache } from "./gop-cache.ts";
import type { Limits } from "./limits.ts";
import type { Tracks } from "./tracks.ts";

const CLOCK_EVERY_MS = 1_000;

export type FlvBroadcast = {
  viewers(): number;
  /** Whoever joins before the tracks are known waits, and begins with them. */
  join(outlet: Outlet): { leave(): void };
  /** Called when the tracks are known, and again when they or their codec headers change. */
  setTracks(tracks: Tracks, fps: number): void;
  send(tag: Buffer, atMs: number, isKey: boolean): void;
  /** Ends every response: players come back by themselves. */
  finishAll(): void;
};

type Options = { limits: Limits; elapsedMs(): number; wallMs(): number };

/** Sends one session's tags to all its FLV viewers: the same buffers to everybody, gathered for 50 ms. */
export function createFlvBroadcast({ limits, elapsedMs, wallMs }: Options): FlvBroadcast {
  const viewers = new Map<Outlet, FlvViewer>();
  const arriving = new Set<Outlet>();
  const gop = createGopCache(limits.gopCacheBytes);
  let opening: Buffer[] | undefined;
  let headers: Headers = { version: 0, bytes: Buffer.alloc(0) };
  let shape = "";
  let hasVideo = false;
  let clockDueMs = 0;
  const gathering = gather(limits.coalesceMs, (batch, startsAtKey) => {
    for (const viewer of [...viewers.values()]) viewer.offer(batch, startsAtKey, headers);
  });

  function admit(outlet: Outlet, begin: Buffer[]): void {
    // What waits is already in the GOP cache: sent after the joining it would come twice, and the picture freezes.
    gathering.flush();
    const cached = gop.tags();
    const atJoin = {
      opening: [...begin, ...joinTag(cached), headers.bytes, ...cached],
      headersVersion: headers.version,
    };
    const leave = (): boolean => viewers.delete(outlet);
    viewers.set(outlet, createFlvViewer({ outlet, ...atJoin, atKey: cached.length > 0, limits, elapsedMs, leave }));
  }

  function queue(tag: Buffer, startsAtKey: boolean): void {
    if (startsAtKey && hasVideo) gathering.flush();
    gop.keep(tag, startsAtKey);
    gathering.add(tag, startsAtKey);
  }

  function finish(outlets: Iterable<Outlet>): void {
    gathering.flush();
    for (const outlet of [...outlets]) {
      viewers.delete(outlet);
      outlet.finish();
    }
  }

  return {
    viewers: () => viewers.size + arriving.size,
    join(outlet) {
      if (opening) admit(outlet, opening);
      else arriving.add(outlet);
      return { leave: () => viewers.delete(outlet) || arriving.delete(outlet) };
    },
    setTracks(tracks, fps) {
      const before = shape;
      shape = `${tracks.video?.codec} ${tracks.audio?.codec}`;
      // A player fixes its tracks when it begins: with others it must begin anew.
      if (shape !== before) {
        finish(viewers.keys());
        if (before !== "") gop.clear();
      }
      gathering.flush();
      hasVideo = tracks.video !== null;
      opening = openingOf(tracks, fps);
      headers = { version: headers.version + 1, bytes: Buffer.concat(tracks.headerTags) };
      for (const outlet of arriving) admit(outlet, opening);
      arriving.clear();
    },
    send(tag, atMs, isKey) {
      queue(tag, isKey || !hasVideo);
      if (atMs < clockDueMs) return;
      clockDueMs = atMs + CLOCK_EVERY_MS;
      queue(writeScriptTag(atMs, "onClock", { wallMs: wallMs(), mediaMs: atMs }), false);
    },
    finishAll() {
      finish(viewers.keys());
      finish(arriving);
      arriving.clear();
    },
  };
}

/** Players count their time from the first frame they get: with this they find the session's time again. */
const joinTag = ([first]: Buffer[]): Buffer[] =>
  first ? [writeScriptTag(0, "onJoin", { mediaMs: atMsOf(first) })] : [];

type Gathering = { add(tag: Buffer, startsAtKey: boolean): void; flush(): void };

/** Tags wait here for a moment, so that each viewer costs one write for all of them. */
function gather(waitMs: number, deliver: (batch: Buffer, startsAtKey: boolean) => void): Gathering {
  let tags: Buffer[] = [];
  let startsAtKey = false;
  let timer: NodeJS.Timeout | undefined;
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const [only] = tags;
    if (!only) return;
    const batch = tags.length === 1 ? only : Buffer.concat(tags);
    tags = [];
    deliver(batch, startsAtKey);
  }
  return {
    add(tag, isKey) {
      if (tags.length === 0) startsAtKey = isKey;
      tags.push(tag);
      timer ??= setTimeout(flush, waitMs);
    },
    flush,
  };
}

function openingOf({ video, audio }: Tracks, fps: number): Buffer[] {
  const about = {
    encoder: "Jishi",
    ...(video && { width: video.width, height: video.height, ...(video.codec === "h264" && { videocodecid: 7 }) }),
    ...(video && fps >= 1 && { framerate: Math.round(fps) }),
    ...(audio && { audiocodecid: audio.codec === "aac" ? 10 : 2, audiosamplerate: audio.rate }),
    ...(audio && { stereo: audio.channels > 1 }),
  };
  const has = { audio: audio !== null, video: video !== null };
  return [writeFileHeader(has), writeScriptTag(0, "onMetaData", about)];
}
