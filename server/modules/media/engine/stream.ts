import type { MediaEvent, StopReason, StreamStatus } from "./contract.ts";
import { createFlvBroadcast, type FlvBroadcast } from "./flv-broadcast.ts";
import { bodyOf, type MediaKind, writeTag } from "./flv-tags.ts";
import type { Outlet } from "./flv-viewer.ts";
import type { Limits } from "./limits.ts";
import { createLiveWindow, type LiveWindow } from "./live-window.ts";
import { createRates } from "./rates.ts";
import type { Segment, Segmenter } from "./segmenter.ts";
import { createTimeline } from "./timeline.ts";
import { type Sighting, type TrackWatch, watchTracks } from "./tracks.ts";

/** Whoever sends: an RTMP connection or a looped clip. `cut` ends it from our side. */
export type Publisher = {
  sessionId: string;
  remote: string;
  isClip: boolean;
  cut(why: StopReason, note: string): void;
};

/** How a publisher hands over its messages; without effect once it is no longer the stream's publisher. */
export type Feed = { push(kind: MediaKind, atMs: number, body: Buffer): void; end(why: StopReason): void };

export type Stream = {
  streamId: string;
  window: LiveWindow;
  /** The newer publisher wins: phones leave half-open connections behind. */
  publish(publisher: Publisher): Feed;
  kick(why: StopReason, note: string): boolean;
  status(): StreamStatus | null;
  joinFlv(outlet: Outlet): { leave(): void } | null;
  /** Counts a player of the HLS playlist for the next seconds; players open several connections, so by what it says. */
  seeHlsViewer(viewer: string): void;
};

export type StreamOptions = {
  limits: Limits;
  now(): Date;
  elapsedMs(): number;
  onEvent(event: MediaEvent): void;
  onSegment(streamId: string, segment: Segment): void;
};

type Session = {
  publisher: Publisher;
  since: Date;
  place(kind: MediaKind, atMs: number): number;
  watch: TrackWatch;
  rates: ReturnType<typeof createRates>;
  broadcast: FlvBroadcast;
  segmenter: Segmenter | null;
  mediaTimeMs: number;
};

const HLS_VIEWER_MS = 6_000;

export function createStream(streamId: string, options: StreamOptions): Stream {
  const { limits, now, elapsedMs } = options;
  const wallMs = (): number => now().getTime();
  const onSegment = (segment: Segment): void => options.onSegment(streamId, segment);
  const window = createLiveWindow({ limits, wallMs, onSegment });
  const hlsViewers = new Map<string, number>();
  let current: Session | null = null;

  const open = (publisher: Publisher): Session => ({
    publisher,
    since: now(),
    place: createTimeline().place,
    watch: watchTracks(),
    rates: createRates(elapsedMs),
    broadcast: createFlvBroadcast({ limits, elapsedMs, wallMs }),
    segmenter: null,
    mediaTimeMs: 0,
  });

  function close(why: StopReason): Session | null {
    const closing = current;
    current = null;
    if (!closing) return null;
    closing.segmenter?.end();
    closing.broadcast.finishAll();
    const { sessionId } = closing.publisher;
    options.onEvent({ kind: "stopped", streamId, sessionId, at: now(), why });
    return closing;
  }

  function countHlsViewers(): number {
    for (const [viewer, seenMs] of hlsViewers) if (elapsedMs() - seenMs > HLS_VIEWER_MS) hlsViewers.delete(viewer);
    return hlsViewers.size;
  }

  return {
    streamId,
    window,
    publish(publisher) {
      const why = current?.publisher.isClip && !publisher.isClip ? "superseded_clip" : "taken_over";
      close(why)?.publisher.cut(why, "another publisher took over");
      const session = open(publisher);
      current = session;
      options.onEvent({
        kind: "started",
        streamId,
        sessionId: publisher.sessionId,
        at: session.since,
        remote: publisher.remote,
      });
      return {
        push(kind, atMs, body) {
          if (current === session) receive(session, window, kind, atMs, body);
        },
        end(reason) {
          if (current !== session) return;
          close(reason);
          window.clear();
        },
      };
    },
    kick(why, note) {
      const kicked = close(why);
      window.clear();
      kicked?.publisher.cut(why, note);
      return kicked !== null;
    },
    status: () => current && statusOf(streamId, current, countHlsViewers()),
    joinFlv: (outlet) => current?.broadcast.join(outlet) ?? null,
    seeHlsViewer: (viewer) => hlsViewers.set(viewer, elapsedMs()),
  };
}

function receive(session: Session, window: LiveWindow, kind: MediaKind, sentMs: number, body: Buffer): void {
  const atMs = session.place(kind, sentMs);
  const sightings = session.watch.see(kind, atMs, body);
  const frame = sightings.find((sighting) => sighting.kind !== "tracks");
  session.rates.count(body.length, frame?.kind === "video");
  session.mediaTimeMs = Math.max(session.mediaTimeMs, atMs);
  for (const sighting of sightings) if (sighting.kind === "tracks") retune(session, window, sighting);
  if (!frame) return;

  const isKey = frame.kind === "video" && frame.frame.key;
  const tag = writeTag(kind, atMs, body);
  session.broadcast.send(tag, atMs, isKey);
  const bytes = bodyOf(tag).subarray(frame.frame.payloadAt);
  const offsetMs = frame.kind === "video" ? frame.frame.offsetMs : 0;
  session.segmenter?.[frame.kind]({ atMs, offsetMs, key: isKey, bytes });
}

function retune(session: Session, window: LiveWindow, { tracks }: Extract<Sighting, { kind: "tracks" }>): void {
  session.segmenter?.end();
  session.segmenter = window.beginRun(tracks);
  session.broadcast.setTracks(tracks, session.rates.read().fps);
}

function statusOf(streamId: string, session: Session, hlsViewers: number): StreamStatus {
  const { publisher, since, watch, rates, broadcast, mediaTimeMs } = session;
  const { video, audio } = watch.tracks;
  return {
    streamId,
    publishing: true,
    since,
    sessionId: publisher.sessionId,
    ...rates.read(),
    width: video?.width ?? 0,
    height: video?.height ?? 0,
    videoCodec: video?.codec ?? null,
    audioCodec: audio?.codec ?? null,
    viewers: broadcast.viewers() + hlsViewers,
    hasVideo: video !== null,
    hasAudio: audio !== null,
    mediaTimeMs,
  };
}
