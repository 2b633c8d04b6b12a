import { ProtocolFault } from "./limits.ts";

export type Size = { width: number; height: number };

const PROFILES_WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
const SIDE_MAX = 16_384;

/** The picture size in an AVC decoder configuration record (the body of an FLV video header). */
export function sizeFromAvcConfig(avcC: Buffer): Size {
  if (avcC.length < 9 || avcC[0] !== 1 || ((avcC[5] ?? 0) & 31) === 0)
    throw new ProtocolFault("not an avc configuration");
  const length = avcC.readUInt16BE(6);
  if (length < 4 || avcC.length < 8 + length) throw new ProtocolFault("avc configuration ends early");
  return sizeFromSps(avcC.subarray(8, 8 + length));
}

export function sizeFromSps(nal: Buffer): Size {
  const read = bitReader(withoutEmulation(nal.subarray(1)));
  const profile = read.bits(8);
  read.bits(16); // constraints and level
  read.ue();
  const chroma = PROFILES_WITH_CHROMA.has(profile) ? skipChroma(read) : 1;
  read.ue(); // frame number bits
  skipPictureOrder(read);
  read.ue(); // reference frames
  read.bits(1);
  const widthMbs = read.ue() + 1;
  const heightUnits = read.ue() + 1;
  const framesOnly = read.bits(1);
  if (!framesOnly) read.bits(1);
  read.bits(1);
  const crop = read.bits(1) ? [read.ue(), read.ue(), read.ue(), read.ue()] : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const cropX = chroma === 1 || chroma === 2 ? 2 : 1;
  const cropY = (chroma === 1 ? 2 : 1) * (2 - framesOnly);
  const width = widthMbs * 16 - (left + right) * cropX;
  const height = heightUnits * 16 * (2 - framesOnly) - (top + bottom) * cropY;
  if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX)
    throw new ProtocolFault("picture size out of bounds");
  return { width, height };
}

type Bits = { bits(count: number): number; ue(): number; se(): number };

function skipChroma(read: Bits): number {
  const chroma = read.ue();
  if (chroma === 3) read.bits(1);
  read.ue();
  read.ue();
  read.bits(1);
  if (read.bits(1))
    for (let list = 0; list < (chroma === 3 ? 12 : 8); list++) skipScalingList(read, list < 6 ? 16 : 64);
  return chroma;
}

function skipScalingList(read: Bits, entries: number): void {
  if (!read.bits(1)) return;
  let scale = 8;
  for (let entry = 0; entry < entries && scale !== 0; entry++) scale = (scale + read.se() + 256) % 256;
}

function skipPictureOrder(read: Bits): void {
  const kind = read.ue();
  if (kind === 0) read.ue();
  if (kind !== 1) return;
  read.bits(1);
  read.se();
  read.se();
  const cycle = read.ue();
  if (cycle > 255) throw new ProtocolFault("picture order cycle too long");
  for (let entry = 0; entry < cycle; entry++) read.se();
}

function bitReader(bytes: Buffer): Bits {
  let at = 0;
  const bit = (): number => {
    const byte = bytes[at >> 3];
    if (byte === undefined) throw new ProtocolFault("sps ends early");
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  const bits = (count: number): number => {
    let value = 0;
    for (let n = 0; n < count; n++) value = value * 2 + bit();
    return value;
  };
  const ue = (): number => {
    let zeros = 0;
    while (!bit()) if (++zeros > 31) throw new ProtocolFault("sps number too long");
    return 2 ** zeros - 1 + bits(zeros);
  };
  const se = (): number => {
    const code = ue();
    return code & 1 ? (code + 1) / 2 : -code / 2;
  };
  return { bits, ue, se };
}

function withoutEmulation(bytes: Buffer): Buffer {
  const kept: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    const guard = zeros >= 2 && byte === 3;
    zeros = byte === 0 ? zeros + 1 : 0;
    if (!guard) kept.push(byte);
  }
  return Buffer.from(kept);
}
