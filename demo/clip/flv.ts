export type FlvTag = { kind: "audio" | "video" | "script"; timestampMs: number; body: Buffer };

const kinds = new Map<number, FlvTag["kind"]>([
  [8, "audio"],
  [9, "video"],
  [18, "script"],
]);

export function readTags(file: Buffer): FlvTag[] {
  const tags: FlvTag[] = [];
  let at = file.readUInt32BE(5) + 4;
  while (at + 11 <= file.length) {
    const size = file.readUIntBE(at + 1, 3);
    const kind = kinds.get(file.readUInt8(at) & 31);
    const timestampMs = file.readUIntBE(at + 4, 3) + file.readUInt8(at + 7) * 2 ** 24;
    if (kind) tags.push({ kind, timestampMs, body: file.subarray(at + 11, at + 11 + size) });
    at += 11 + size + 4;
  }
  return tags;
}

export function writeTags(tags: FlvTag[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x46, 0x4c, 0x56, 1, 5, 0, 0, 0, 9, 0, 0, 0, 0])];
  for (const { kind, timestampMs, body } of tags) {
    const head = Buffer.alloc(11);
    head.writeUInt8(kind === "audio" ? 8 : kind === "video" ? 9 : 18, 0);
    head.writeUIntBE(body.length, 1, 3);
    head.writeUIntBE(timestampMs & 0xffffff, 4, 3);
    head.writeUInt8(timestampMs >>> 24, 7);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(body.length + 11);
    parts.push(head, body, tail);
  }
  return Buffer.concat(parts);
}

/** A sequence header tells the decoder its settings; it is sent once and carries no picture or sound. */
export const isHeader = (tag: FlvTag) => tag.kind !== "script" && tag.body[1] === 0;

/** The mark that the picture has ended; a clip that plays in a loop must not carry it. */
export const isEnd = (tag: FlvTag) => tag.kind === "video" && tag.body[1] === 2;
