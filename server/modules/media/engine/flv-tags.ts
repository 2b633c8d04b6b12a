import { writeAmf, type Amf } from "./amf.ts";
import { ProtocolFault } from "./limits.ts";

export const AUDIO = 8;
export const VIDEO = 9;
const SCRIPT = 18;

export type MediaKind = typeof AUDIO | typeof VIDEO;
export type Tag = { kind: number; atMs: number; body: Buffer };

export function writeTag(kind: number, atMs: number, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(15 + body.length);
  bytes[0] = kind;
  bytes.writeUIntBE(body.length, 1, 3);
  bytes.writeUIntBE(atMs & 0xffffff, 4, 3);
  bytes[7] = (atMs >>> 24) & 255;
  bytes.fill(0, 8, 11);
  body.copy(bytes, 11);
  bytes.writeUInt32BE(11 + body.length, 11 + body.length);
  return bytes;
}

export const atMsOf = (tag: Buffer): number => tag.readUIntBE(4, 3) + tag.readUInt8(7) * 0x1000000;

/** The part of a written tag that is the message itself: shared, never copied again. */
export const bodyOf = (tag: Buffer): Buffer => tag.subarray(11, tag.length - 4);

export const writeScriptTag = (atMs: number, name: string, value: Amf): Buffer =>
  writeTag(SCRIPT, atMs, writeAmf(name, value));

export function writeFileHeader(has: { audio: boolean; video: boolean }): Buffer {
  const flags = (has.audio ? 4 : 0) | (has.video ? 1 : 0);
  return Buffer.from([0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0]);
}

/** Every whole tag of an FLV file; a torn last tag is left out. */
export function readTags(file: Buffer): Tag[] {
  if (file.length < 13 || file.toString("latin1", 0, 3) !== "FLV") throw new ProtocolFault("not an FLV file");
  const tags: Tag[] = [];
  let at = file.readUInt32BE(5) + 4;
  while (at + 15 <= file.length) {
    const length = file.readUIntBE(at + 1, 3);
    if (at + 15 + length > file.length) break;
    const atMs = file.readUIntBE(at + 4, 3) + file.readUInt8(at + 7) * 0x1000000;
    tags.push({ kind: file.readUInt8(at) & 31, atMs, body: file.subarray(at + 11, at + 11 + length) });
    at += 15 + length;
  }
  return tags;
}

export type VideoCodec = "h264" | "hevc" | "av1" | "vp9";
export type VideoBody = {
  codec: VideoCodec;
  part: "header" | "frame";
  key: boolean;
  offsetMs: number;
  payloadAt: number;
};

const FOURCC = new Map<string, VideoCodec>([
  ["avc1", "h264"],
  ["hvc1", "hevc"],
  ["av01", "av1"],
  ["vp09", "vp9"],
]);

/** What a video message holds; null for codecs no browser plays and for end markers. */
export function describeVideo(body: Buffer): VideoBody | null {
  const first = body[0];
  if (first === undefined || body.length < 5) return null;
  if (first & 0x80) return describeEnhancedVideo(body, first);
  const kind = body[1];
  if ((first & 15) !== 7 || kind === undefined || kind > 1) return null;
  const key = first >> 4 === 1;
  return { codec: "h264", part: kind === 0 ? "header" : "frame", key, offsetMs: body.readIntBE(2, 3), payloadAt: 5 };
}

function describeEnhancedVideo(body: Buffer, first: number): VideoBody | null {
  const codec = FOURCC.get(body.toString("latin1", 1, 5));
  const packet = first & 15;
  if (!codec || (packet !== 0 && packet !== 1 && packet !== 3)) return null;
  const key = ((first >> 4) & 7) === 1;
  const timed = packet === 1 && (codec === "hevc" || codec === "h264");
  if (timed && body.length < 8) return null;
  const offsetMs = timed ? body.readIntBE(5, 3) : 0;
  return { codec, part: packet === 0 ? "header" : "frame", key, offsetMs, payloadAt: timed ? 8 : 5 };
}

export type AudioCodec = "aac" | "mp3";
export type AudioBody = { codec: AudioCodec; part: "header" | "frame"; payloadAt: number };

export function describeAudio(body: Buffer): AudioBody | null {
  const first = body[0];
  if (first === undefined || body.length < 2) return null;
  if (first >> 4 === 2) return { codec: "mp3", part: "frame", payloadAt: 1 };
  if (first >> 4 !== 10) return null;
  return { codec: "aac", part: body[1] === 0 ? "header" : "frame", payloadAt: 2 };
}

const SAMPLE_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

/** Sample rate and channels of an AAC configuration. */
export function readAacConfig(config: Buffer): { rate: number; channels: number } {
  if (config.length < 2 || config.length > 64) throw new ProtocolFault("not an aac configuration");
  const rate = SAMPLE_RATES[((config.readUInt8(0) & 7) << 1) | (config.readUInt8(1) >> 7)];
  if (!rate) throw new ProtocolFault("aac sample rate unknown");
  return { rate, channels: (config.readUInt8(1) >> 3) & 15 || 2 };
}
