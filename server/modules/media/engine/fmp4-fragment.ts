import { box, fullBox, u32, u64 } from "./fmp4-boxes.ts";
import { AUDIO_TRACK, VIDEO_TRACK } from "./fmp4-init.ts";

/** Times in the track's own timescale; `offset` is presentation minus decoding. */
export type Sample = { at: number; duration: number; offset: number; key: boolean; bytes: Buffer };

const BASE_IS_MOOF = 0x20000;
const RUN_FLAGS = 0xf01; // data offset, and for each sample its duration, size, flags and offset
const KEY_SAMPLE = 0x2000000;
const DEPENDENT_SAMPLE = 0x1010000;

/** One part: a moof with up to two tracks, and their bytes. */
export function writeFragment(sequence: number, video: Sample[], audio: Sample[]): Buffer {
  const tracks = [
    { id: VIDEO_TRACK, samples: video },
    { id: AUDIO_TRACK, samples: audio },
  ].filter(({ samples }) => samples.length > 0);

  const write = (offsets: number[]): Buffer =>
    box(
      "moof",
      fullBox("mfhd", 0, 0, u32(sequence)),
      ...tracks.map(({ id, samples }, n) => writeTrackRun(id, samples, offsets[n] ?? 0)),
    );

  let offset = write([]).length + 8;
  const offsets = tracks.map(({ samples }) => {
    const here = offset;
    offset += samples.reduce((sum, { bytes }) => sum + bytes.length, 0);
    return here;
  });
  const bodies = tracks.flatMap(({ samples }) => samples.map(({ bytes }) => bytes));
  return Buffer.concat([write(offsets), box("mdat", ...bodies)]);
}

function writeTrackRun(id: number, samples: Sample[], offset: number): Buffer {
  const table = Buffer.alloc(samples.length * 16);
  samples.forEach((sample, n) => {
    table.writeUInt32BE(sample.duration, n * 16);
    table.writeUInt32BE(sample.bytes.length, n * 16 + 4);
    table.writeUInt32BE(sample.key ? KEY_SAMPLE : DEPENDENT_SAMPLE, n * 16 + 8);
    table.writeInt32BE(sample.offset, n * 16 + 12);
  });
  const first = samples[0]?.at ?? 0;
  return box(
    "traf",
    fullBox("tfhd", 0, BASE_IS_MOOF, u32(id)),
    fullBox("tfdt", 1, 0, u64(first)),
    fullBox("trun", 1, RUN_FLAGS, u32(samples.length), u32(offset), table),
  );
}
