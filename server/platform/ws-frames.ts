import { constants, deflateRawSync } from "node:zlib";

const TEXT = 0x81; // one whole text message
const DEFLATED = 0x40; // RSV1: its payload is compressed (RFC 7692)
const WORTH_BYTES = 300; // below, deflate gains nothing and costs 50 µs

function framed(firstByte: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([firstByte, length]), payload]);
  if (length < 65_536) return Buffer.concat([Buffer.from([firstByte, 126, length >> 8, length & 255]), payload]);
  const head = Buffer.alloc(10);
  head.writeUInt8(firstByte, 0);
  head.writeUInt8(127, 1);
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

/** The bytes of one message, the same for every socket: plain, and for sockets that agreed to compression. */
export type BuiltFrame = { plain: Buffer; deflated: Buffer };

/**
 * Builds a server-to-client frame once, to be written to thousands of sockets. Without context takeover one compressed
 * payload is right for everybody.
 */
export function buildFrame(text: string): BuiltFrame {
  const payload = Buffer.from(text);
  const plain = framed(TEXT, payload);
  if (payload.length < WORTH_BYTES) return { plain, deflated: plain };
  const squeezed = deflateRawSync(payload, { level: 1, finishFlush: constants.Z_SYNC_FLUSH });
  if (squeezed.length >= payload.length) return { plain, deflated: plain };
  // RFC 7692 7.2.1: the four bytes that end a sync flush are left out.
  return { plain, deflated: framed(TEXT | DEFLATED, squeezed.subarray(0, -4)) };
}
