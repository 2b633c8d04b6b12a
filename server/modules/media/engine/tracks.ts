import {
  AUDIO,
  type AudioBody,
  type AudioCodec,
  describeAudio,
  describeVideo,
  type MediaKind,
  readAacConfig,
  type VideoBody,
  type VideoCodec,
  writeTag,
} from "./flv-tags.ts";
import { sizeFromAvcConfig } from "./sps.ts";

export type VideoTrack = { codec: VideoCodec; width: number; height: number; config: Buffer };
export type AudioTrack = { codec: AudioCodec; rate: number; channels: number; config: Buffer };
export type Tracks = { video: VideoTrack | null; audio: AudioTrack | null; headerTags: Buffer[] };

/** How long one kind of track alone must have come before we believe that the other will not. */
const SETTLE_MS = 500;

export type Sighting =
  | { kind: "tracks"; tracks: Tracks }
  | { kind: "video"; frame: VideoBody }
  | { kind: "audio"; frame: AudioBody };

export type TrackWatch = {
  readonly tracks: Tracks;
  /** What a message means: tracks that are new or changed, a frame of a known track, both, or nothing of use. */
  see(kind: MediaKind, atMs: number, body: Buffer): Sighting[];
};

/** Learns from the messages themselves which tracks a session has; the encoder's own metadata is not believed. */
export function watchTracks(): TrackWatch {
  let video: VideoTrack | null = null;
  let audio: AudioTrack | null = null;
  let videoTag: Buffer | undefined;
  let audioTag: Buffer | undefined;
  let settled = false;
  let pending = false;

  const tracks = (): Tracks => ({ video, audio, headerTags: [audioTag, videoTag].filter((tag) => tag !== undefined) });

  function seeVideoHeader(body: Buffer, found: VideoBody): void {
    const config = Buffer.from(body.subarray(found.payloadAt));
    if (video?.codec === found.codec && video.config.equals(config)) return;
    const size = found.codec === "h264" ? sizeFromAvcConfig(config) : { width: 0, height: 0 };
    video = { codec: found.codec, ...size, config };
    videoTag = writeTag(9, 0, body);
    pending = true;
  }

  function seeAudioHeader(body: Buffer, found: AudioBody): void {
    const config = Buffer.from(body.subarray(found.payloadAt));
    if (audio?.codec === found.codec && audio.config.equals(config)) return;
    audio = { codec: found.codec, ...readAacConfig(config), config };
    audioTag = writeTag(AUDIO, 0, body);
    pending = true;
  }

  function seeMp3(): void {
    if (audio?.codec === "mp3") return;
    audio = { codec: "mp3", rate: 44_100, channels: 2, config: Buffer.alloc(0) };
    audioTag = undefined;
    pending = true;
  }

  function settle(atMs: number): Sighting[] {
    if (!pending) return [];
    settled ||= (video !== null && audio !== null) || atMs >= SETTLE_MS;
    if (!settled) return [];
    pending = false;
    return [{ kind: "tracks", tracks: tracks() }];
  }

  return {
    get tracks() {
      return tracks();
    },
    see(kind, atMs, body) {
      if (kind === AUDIO) {
        const found = describeAudio(body);
        if (!found) return [];
        if (found.part === "header") seeAudioHeader(body, found);
        else if (found.codec === "mp3") seeMp3();
        const isFrame = found.part === "frame" && audio?.codec === found.codec;
        return [...settle(atMs), ...(isFrame ? [{ kind: "audio" as const, frame: found }] : [])];
      }
      const found = describeVideo(body);
      if (!found) return [];
      if (found.part === "header") seeVideoHeader(body, found);
      const isFrame = found.part === "frame" && video?.codec === found.codec;
      return [...settle(atMs), ...(isFrame ? [{ kind: "video" as const, frame: found }] : [])];
    },
  };
}
