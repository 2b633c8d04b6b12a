import { ProtocolFault } from "./limits.ts";

export type Amf = number | string | boolean | null | Amf[] | AmfObject;
export type AmfObject = { [key: string]: Amf };

const DEPTH_MAX = 16;
const VALUES_MAX = 1024;

/** Reads every AMF0 value in the bytes; anything malformed, too deep or too many is a protocol fault. */
export function readAmf(bytes: Buffer): Amf[] {
  const cursor = { at: 0, left: VALUES_MAX };
  const values: Amf[] = [];
  while (cursor.at < bytes.length) values.push(readValue(bytes, cursor, 1));
  return values;
}

type Cursor = { at: number; left: number };

function take(bytes: Buffer, cursor: Cursor, length: number): Buffer {
  const end = cursor.at + length;
  if (end > bytes.length) throw new ProtocolFault("amf ends early");
  const taken = bytes.subarray(cursor.at, end);
  cursor.at = end;
  return taken;
}

const takeText = (bytes: Buffer, cursor: Cursor, sizeBytes: 2 | 4): string =>
  take(bytes, cursor, take(bytes, cursor, sizeBytes).readUIntBE(0, sizeBytes)).toString("utf8");

function readValue(bytes: Buffer, cursor: Cursor, depth: number): Amf {
  if (depth > DEPTH_MAX) throw new ProtocolFault("amf too deep");
  if (--cursor.left < 0) throw new ProtocolFault("amf has too many values");
  const marker = take(bytes, cursor, 1)[0];
  switch (marker) {
    case 0:
      return take(bytes, cursor, 8).readDoubleBE();
    case 1:
      return take(bytes, cursor, 1)[0] !== 0;
    case 2:
      return takeText(bytes, cursor, 2);
    case 3:
      return readObject(bytes, cursor, depth);
    case 5:
    case 6:
    case 13:
      return null;
    case 8:
      take(bytes, cursor, 4); // the announced count: encoders write anything here
      return readObject(bytes, cursor, depth);
    case 10:
      return readList(bytes, cursor, depth);
    case 11:
      return take(bytes, cursor, 10).readDoubleBE();
    case 12:
      return takeText(bytes, cursor, 4);
    default:
      throw new ProtocolFault(`amf marker ${marker}`);
  }
}

function readObject(bytes: Buffer, cursor: Cursor, depth: number): AmfObject {
  const object: AmfObject = Object.create(null) as AmfObject; // a peer may name a key __proto__
  for (;;) {
    const key = takeText(bytes, cursor, 2);
    if (key === "" && bytes[cursor.at] === 9) {
      cursor.at++;
      return object;
    }
    object[key] = readValue(bytes, cursor, depth + 1);
  }
}

function readList(bytes: Buffer, cursor: Cursor, depth: number): Amf[] {
  const count = take(bytes, cursor, 4).readUInt32BE();
  if (count > VALUES_MAX) throw new ProtocolFault("amf list too long");
  return Array.from({ length: count }, () => readValue(bytes, cursor, depth + 1));
}

export function writeAmf(...values: Amf[]): Buffer {
  return Buffer.concat(values.map(writeValue));
}

function writeValue(value: Amf): Buffer {
  if (value === null) return Buffer.from([5]);
  if (typeof value === "boolean") return Buffer.from([1, value ? 1 : 0]);
  if (typeof value === "string") return Buffer.concat([Buffer.from([2]), sized(value)]);
  if (typeof value === "number") {
    const bytes = Buffer.alloc(9);
    bytes.writeDoubleBE(value, 1);
    return bytes;
  }
  if (Array.isArray(value)) {
    const head = Buffer.from([10, 0, 0, 0, 0]);
    head.writeUInt32BE(value.length, 1);
    return Buffer.concat([head, ...value.map(writeValue)]);
  }
  const fields = Object.entries(value).flatMap(([key, field]) => [sized(key), writeValue(field)]);
  return Buffer.concat([Buffer.from([3]), ...fields, Buffer.from([0, 0, 9])]);
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(bytes.length);
  return Buffer.concat([size, bytes]);
}
