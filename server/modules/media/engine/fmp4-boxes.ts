/** The few MP4 boxes a live stream needs (ISO/IEC 14496-12). */

export const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

export const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

export const zeros = (count: number): Buffer => Buffer.alloc(count);

export function box(type: string, ...parts: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  head.writeUInt32BE(length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...parts], length);
}

export const fullBox = (type: string, version: number, flags: number, ...parts: Buffer[]): Buffer =>
  box(type, u32(version * 0x1000000 + flags), ...parts);
