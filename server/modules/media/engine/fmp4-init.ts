import { box, fullBox, u16, u32, zeros } from "./fmp4-boxes.ts";
import type { AudioTrack, VideoTrack } from "./tracks.ts";

export const VIDEO_TRACK = 1;
export const AUDIO_TRACK = 2;
export const VIDEO_TIMESCALE = 1_000;

const UNITY = Buffer.concat([u32(0x10000), zeros(12), u32(0x10000), zeros(12), u32(0x40000000)]);
const UNDETERMINED_LANGUAGE = 0x55c4;
const DOTS_PER_INCH_72 = 0x480000;

type Track = {
  id: number;
  timescale: number;
  handler: string;
  size: { width: number; height: number };
  media: Buffer;
  entry: Buffer;
};

/** The initialisation segment: what the tracks are, without any frame. */
export function writeInit(video: VideoTrack | null, audio: AudioTrack | null): Buffer {
  const tracks = [...(video ? [videoTrack(video)] : []), ...(audio ? [audioTrack(audio)] : [])];
  const brands = box("ftyp", Buffer.from("iso5"), u32(512), Buffer.from("iso5iso6mp41"));
  const movie = fullBox(
    "mvhd",
    0,
    0,
    u32(0),
    u32(0),
    u32(1000),
    u32(0),
    u32(0x10000),
    u16(0x100),
    zeros(10),
    UNITY,
    zeros(24),
    u32(AUDIO_TRACK + 1),
  );
  const extends_ = tracks.map(({ id }) => fullBox("trex", 0, 0, u32(id), u32(1), u32(0), u32(0), u32(0)));
  return Buffer.concat([brands, box("moov", movie, ...tracks.map(writeTrack), box("mvex", ...extends_))]);
}

function videoTrack(video: VideoTrack): Track {
  const entry = box(
    "avc1",
    zeros(6),
    u16(1),
    zeros(16),
    u16(video.width),
    u16(video.height),
    u32(DOTS_PER_INCH_72),
    u32(DOTS_PER_INCH_72),
    u32(0),
    u16(1),
    zeros(32),
    u16(24),
    u16(0xffff),
    box("avcC", video.config),
  );
  const media = fullBox("vmhd", 0, 1, zeros(8));
  return { id: VIDEO_TRACK, timescale: VIDEO_TIMESCALE, handler: "vide", size: video, media, entry };
}

function audioTrack({ rate, channels, config }: AudioTrack): Track {
  const decoder = Buffer.concat([
    Buffer.from([4, 15 + config.length, 0x40, 0x15]),
    zeros(11),
    Buffer.from([5, config.length]),
    config,
  ]);
  const description = Buffer.concat([Buffer.from([3, 23 + config.length]), zeros(3), decoder, Buffer.from([6, 1, 2])]);
  const fixedRate = rate < 0x10000 ? rate * 0x10000 : 0;
  const entry = box(
    "mp4a",
    zeros(6),
    u16(1),
    zeros(8),
    u16(channels),
    u16(16),
    zeros(4),
    u32(fixedRate),
    fullBox("esds", 0, 0, description),
  );
  const media = fullBox("smhd", 0, 0, zeros(4));
  return { id: AUDIO_TRACK, timescale: rate, handler: "soun", size: { width: 0, height: 0 }, media, entry };
}

function writeTrack({ id, timescale, handler, size, media, entry }: Track): Buffer {
  const volume = handler === "soun" ? 0x100 : 0;
  const head = fullBox(
    "tkhd",
    0,
    3,
    u32(0),
    u32(0),
    u32(id),
    u32(0),
    u32(0),
    zeros(8),
    u16(0),
    u16(0),
    u16(volume),
    u16(0),
    UNITY,
    u32(size.width * 0x10000),
    u32(size.height * 0x10000),
  );
  const time = fullBox("mdhd", 0, 0, u32(0), u32(0), u32(timescale), u32(0), u16(UNDETERMINED_LANGUAGE), u16(0));
  const kind = fullBox("hdlr", 0, 0, u32(0), Buffer.from(handler), zeros(12), Buffer.from("Jishi\0"));
  const noSamples = ["stts", "stsc", "stco"].map((type) => fullBox(type, 0, 0, u32(0)));
  const samples = box("stbl", fullBox("stsd", 0, 0, u32(1), entry), ...noSamples, fullBox("stsz", 0, 0, zeros(8)));
  const where = box("dinf", fullBox("dref", 0, 0, u32(1), fullBox("url ", 0, 1)));
  return box("trak", head, box("mdia", time, kind, box("minf", media, where, samples)));
}
