import { writeAmf } from "./amf.ts";
import { readTags, type Tag } from "./flv-tags.ts";

/** Hand-made media: real headers, frames of zeros. Enough for everything that does not decode. */

export type FlvFile = { flags: number; tags: Tag[] };

export const parseFlv = (bytes: Buffer): FlvFile => ({ flags: bytes[4] ?? 0, tags: readTags(bytes) });

export const onlyKind = (file: FlvFile, kind: number): Tag[] => file.tags.filter((tag) => tag.kind === kind);

export const isFrame = ({ kind, body }: Tag): boolean => (kind === 8 || kind === 9) && body[1] === 1;

export function bitsOf(...fields: (readonly [count: number, value: number] | readonly ["ue", number])[]): Buffer {
  let text = "";
  for (const [count, value] of fields) {
    if (count === "ue") {
      const code = (value + 1).toString(2);
      text += "0".repeat(code.length - 1) + code;
    } else text += value.toString(2).padStart(count, "0");
  }
  const padded = text.padEnd(Math.ceil((text.length + 1) / 8) * 8, "10000000");
  return Buffer.from((padded.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** A baseline sequence parameter set of the size, cropped below when the height is no multiple of 16. */
export function spsOf(width: number, height: number): Buffer {
  const rows = Math.ceil(height / 16);
  const crop = (rows * 16 - height) / 2;
  return Buffer.concat([
    Buffer.from([0x67]),
    bitsOf(
      [8, 66],
      [8, 0],
      [8, 31],
      ["ue", 0],
      ["ue", 0],
      ["ue", 2],
      ["ue", 1],
      [1, 0],
      ["ue", width / 16 - 1],
      ["ue", rows - 1],
      [1, 1],
      [1, 1],
      [1, crop > 0 ? 1 : 0],
      ...(crop > 0
        ? ([
            ["ue", 0],
            ["ue", 0],
            ["ue", 0],
            ["ue", crop],
          ] as const)
        : []),
      [1, 0],
    ),
  ]);
}

export function avcConfigOf(sps: Buffer): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(sps.length);
  return Buffer.concat([
    Buffer.from([1, 66, 0, 31, 0xff, 0xe1]),
    size,
    sps,
    Buffer.from([1, 0, 4, 0x68, 0xce, 0x3c, 0x80]),
  ]);
}

export const videoHeader = (width = 640, height = 360): Buffer =>
  Buffer.concat([Buffer.from([0x17, 0, 0, 0, 0]), avcConfigOf(spsOf(width, height))]);

export function videoFrame(isKey: boolean, bytes = 400): Buffer {
  const frame = Buffer.alloc(5 + bytes);
  frame[0] = isKey ? 0x17 : 0x27;
  frame[1] = 1;
  frame.writeUInt32BE(bytes - 4, 5);
  frame[9] = isKey ? 0x65 : 0x41;
  return frame;
}

export const audioHeader = (): Buffer => Buffer.from([0xaf, 0, 0x12, 0x10]); // AAC-LC, 44.1 kHz, stereo
export const audioFrame = (bytes = 60): Buffer => Buffer.concat([Buffer.from([0xaf, 1]), Buffer.alloc(bytes)]);

/** An RTMP message in chunks of 128 bytes, as an encoder that negotiates nothing would send it. */
export function chunked(chunkStreamId: number, type: number, streamId: number, atMs: number, body: Buffer): Buffer {
  const header = Buffer.alloc(12);
  header[0] = chunkStreamId;
  header.writeUIntBE(Math.min(atMs, 0xffffff), 1, 3);
  header.writeUIntBE(body.length, 4, 3);
  header[7] = type;
  header.writeUInt32LE(streamId, 8);
  const wide = Buffer.alloc(atMs >= 0xffffff ? 4 : 0);
  if (wide.length > 0) wide.writeUInt32BE(atMs);
  const pieces: Buffer[] = [header, wide];
  for (let at = 0; at < body.length || at === 0; at += 128) {
    if (at > 0) pieces.push(Buffer.from([0xc0 | chunkStreamId]), wide);
    pieces.push(body.subarray(at, at + 128));
  }
  return Buffer.concat(pieces);
}

export const commandOf = (streamId: number, ...values: Parameters<typeof writeAmf>): Buffer =>
  chunked(3, 20, streamId, 0, writeAmf(...values));
