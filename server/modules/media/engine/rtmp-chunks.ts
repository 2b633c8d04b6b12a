import { type Limits, ProtocolFault } from "./limits.ts";

export type Message = { type: number; streamId: number; atMs: number; body: Buffer };

type ChunkStream = {
  atMs: number;
  field: number; // the last timestamp or delta as sent: a header without one repeats it
  extended: boolean;
  length: number;
  type: number;
  streamId: number;
  parts: Buffer[];
  gotBytes: number;
};

type Header = {
  id: number;
  format: number;
  chunk: ChunkStream;
  next: Omit<ChunkStream, "parts" | "gotBytes">;
  bytes: number;
};

export type ChunkReader = {
  feed(bytes: Buffer): void;
  /** Exactly so many bytes as they came, for the handshake; null until they are there. */
  takeRaw(length: number): Buffer | null;
  /** The next whole message, or null until more bytes come. */
  next(): Message | null;
  setChunkBytes(size: number): void;
  abort(chunkStreamId: number): void;
  /** Until a publisher is authorised, even audio and video messages keep to the bound of commands. */
  admitMedia(): void;
};

const HEADER_BYTES = [11, 7, 3, 0] as const;
const AUDIO = 8;
const VIDEO = 9;

/** Puts RTMP chunks together to messages within fixed bounds on sizes and counts. */
export function createChunkReader(limits: Limits): ChunkReader {
  const chunks = new Map<number, ChunkStream>();
  let rest: Buffer = Buffer.alloc(0);
  let chunkBytes = 128;
  let unfinishedBytes = 0;
  let mediaAdmitted = false;

  const capOf = (type: number): number =>
    mediaAdmitted && (type === AUDIO || type === VIDEO) ? limits.mediaMessageBytes : limits.commandMessageBytes;

  function chunkStream(id: number, format: number): ChunkStream {
    const known = chunks.get(id);
    if (known) return known;
    if (format > 1) throw new ProtocolFault("a chunk stream begins without a header");
    if (chunks.size >= limits.chunkStreams) throw new ProtocolFault("too many chunk streams");
    const fresh = { atMs: 0, field: 0, extended: false, length: 0, type: 0, streamId: 0, parts: [], gotBytes: 0 };
    chunks.set(id, fresh);
    return fresh;
  }

  function readChunk(): Message | "more" | null {
    const header = readHeader(rest, chunkStream);
    if (!header) return null;
    const { chunk, next } = header;
    if (next.length > capOf(next.type)) throw new ProtocolFault("message too large");
    const wanted = Math.min(chunkBytes, next.length - chunk.gotBytes);
    if (rest.length < header.bytes + wanted) return null;

    Object.assign(chunk, next);
    chunk.parts.push(rest.subarray(header.bytes, header.bytes + wanted));
    chunk.gotBytes += wanted;
    unfinishedBytes += wanted;
    if (unfinishedBytes > limits.unfinishedBytes) throw new ProtocolFault("too many unfinished messages");
    rest = rest.subarray(header.bytes + wanted);
    if (chunk.gotBytes < chunk.length) return "more";
    return { type: chunk.type, streamId: chunk.streamId, atMs: chunk.atMs, body: finish(chunk) };
  }

  function finish(chunk: ChunkStream): Buffer {
    const [only] = chunk.parts;
    const body = chunk.parts.length === 1 && only ? only : Buffer.concat(chunk.parts);
    unfinishedBytes -= chunk.gotBytes;
    chunk.parts = [];
    chunk.gotBytes = 0;
    return body;
  }

  return {
    feed(bytes) {
      rest = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    },
    takeRaw(length) {
      if (rest.length < length) return null;
      const taken = rest.subarray(0, length);
      rest = rest.subarray(length);
      return taken;
    },
    next() {
      for (;;) {
        const read = readChunk();
        if (read !== "more") return read;
      }
    },
    setChunkBytes(size) {
      if (size < 1 || size > limits.chunkBytes) throw new ProtocolFault("chunk size out of bounds");
      chunkBytes = size;
    },
    abort(id) {
      const chunk = chunks.get(id);
      if (chunk) finish(chunk);
    },
    admitMedia() {
      mediaAdmitted = true;
    },
  };
}

function readHeader(bytes: Buffer, streamOf: (id: number, format: number) => ChunkStream): Header | null {
  const first = bytes[0];
  if (first === undefined) return null;
  const format = first >> 6;
  const idBytes = (first & 63) > 1 ? 1 : (first & 63) + 2;
  let at = idBytes;
  const fieldBytes = HEADER_BYTES[format] ?? 0;
  if (bytes.length < at + fieldBytes) return null;
  const id = idBytes === 1 ? first & 63 : 64 + bytes.readUIntLE(1, idBytes - 1);
  const chunk = streamOf(id, format);
  const begun = chunk.gotBytes > 0;
  if (begun && format < 3) throw new ProtocolFault("a message begins inside another");

  const { atMs, length, type, streamId } = chunk;
  const next = { atMs, length, type, streamId, field: chunk.field, extended: chunk.extended };
  if (format < 3) {
    next.field = bytes.readUIntBE(at, 3);
    next.extended = next.field === 0xffffff;
  }
  if (format < 2) {
    next.length = bytes.readUIntBE(at + 3, 3);
    next.type = bytes.readUInt8(at + 6);
  }
  if (format === 0) next.streamId = bytes.readUInt32LE(at + 7);
  at += fieldBytes;
  if (next.extended) {
    if (bytes.length < at + 4) return null;
    const wide = bytes.readUInt32BE(at);
    // Some encoders leave the wide timestamp out of a message's further chunks: it is there only if it repeats.
    if (!begun || wide === chunk.field) {
      next.field = wide;
      at += 4;
    }
  }
  if (!begun) next.atMs = format === 0 ? next.field : (next.atMs + next.field) >>> 0;
  return { id, format, chunk, next, bytes: at };
}

/** One message in one chunk: ours are small and follow our own "set chunk size". */
export function writeMessage(chunkStreamId: number, type: number, streamId: number, body: Buffer): Buffer {
  const header = Buffer.alloc(12);
  header[0] = chunkStreamId;
  header.writeUIntBE(body.length, 4, 3);
  header[7] = type;
  header.writeUInt32LE(streamId, 8);
  return Buffer.concat([header, body]);
}
