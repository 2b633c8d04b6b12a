import assert from "node:assert/strict";
import { test } from "node:test";
import { readAmf, writeAmf } from "./amf.ts";
import { defaultLimits, ProtocolFault } from "./limits.ts";
import { createChunkReader, type Message } from "./rtmp-chunks.ts";
import { chunked } from "./test-media.ts";

const readAll = (bytes: Buffer, step = bytes.length): Message[] => {
  const reader = createChunkReader(defaultLimits);
  const messages: Message[] = [];
  for (let at = 0; at < bytes.length; at += step) {
    reader.feed(bytes.subarray(at, at + step));
    for (let message = reader.next(); message; message = reader.next()) messages.push(message);
  }
  return messages;
};

test("AMF values come back as they went, and a key named __proto__ stays a key", () => {
  const values = ["publish", 4, null, true, { app: "live", deep: { x: [1, "two"] } }];
  assert.deepEqual(JSON.parse(JSON.stringify(readAmf(writeAmf(...values)))), values);
  const trick = readAmf(writeAmf(JSON.parse('{"__proto__": {"ok": true}}') as { [key: string]: boolean }))[0];
  assert.equal(({} as { ok?: boolean }).ok, undefined);
  assert.deepEqual(Object.keys(trick as object), ["__proto__"]);
});

test("AMF that is too deep, too long or cut off is a protocol fault", () => {
  const deep = Buffer.concat(Array.from({ length: 20 }, () => Buffer.from([3, 0, 1, 97])));
  assert.throws(() => readAmf(deep), ProtocolFault);
  assert.throws(() => readAmf(Buffer.from([10, 0xff, 0xff, 0xff, 0xff])), ProtocolFault);
  assert.throws(() => readAmf(Buffer.from([2, 0, 9, 97])), ProtocolFault);
  assert.throws(() => readAmf(Buffer.alloc(5000, 5)), ProtocolFault);
});

test("messages come together whatever the network's cuts, in interleaved chunk streams, with wide timestamps", () => {
  const long = Buffer.alloc(700, 7);
  const bytes = Buffer.concat([chunked(4, 8, 1, 0x1000005, long), chunked(6, 9, 1, 40, long)]);
  for (const step of [1, 7, 128, 5000]) {
    const messages = readAll(bytes, step);
    assert.deepEqual(
      messages.map(({ type, atMs, body }) => [type, atMs, body.equals(long)]),
      [
        [8, 0x1000005, true],
        [9, 40, true],
      ],
    );
  }
});

test("a header without a timestamp repeats the last step", () => {
  const first = chunked(4, 8, 1, 100, Buffer.from([1]));
  const step = Buffer.from([0x80 | 4, 0, 0, 23, 2]); // only a step of 23 ms
  const again = Buffer.from([0xc0 | 4, 3]);
  assert.deepEqual(
    readAll(Buffer.concat([first, step, again, again])).map(({ atMs }) => atMs),
    [100, 123, 146, 169],
  );
});

test("wide timestamps left out of further chunks, as some encoders do, are not missed", () => {
  const body = Buffer.alloc(300, 9);
  const whole = chunked(6, 9, 1, 0x1000000, body);
  const wide = whole.subarray(12, 16);
  const marker = Buffer.from([0xc6]);
  const spare = Buffer.concat([
    whole.subarray(0, 16),
    body.subarray(0, 128),
    marker,
    body.subarray(128, 256),
    marker,
    body.subarray(256),
  ]);
  assert.equal(wide.readUInt32BE(), 0x1000000);
  assert.ok(readAll(spare)[0]?.body.equals(body));
  assert.ok(readAll(whole)[0]?.body.equals(body));
});

test("bounds hold: message size, chunk size, chunk streams, unfinished messages", () => {
  const reader = createChunkReader(defaultLimits);
  assert.throws(() => reader.setChunkBytes(0), ProtocolFault);
  assert.throws(() => reader.setChunkBytes(2 ** 21), ProtocolFault);
  const huge = Buffer.from([6, 0, 0, 0, 0xff, 0xff, 0xff, 9, 1, 0, 0, 0]);
  assert.throws(() => readAll(huge), ProtocolFault);
  const many = Buffer.concat(
    Array.from({ length: 70 }, (_, n) => Buffer.from([0, n, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])),
  );
  assert.throws(() => readAll(many), ProtocolFault);
  assert.throws(() => readAll(Buffer.from([0xc5])), ProtocolFault);
  const greedy = createChunkReader({ ...defaultLimits, unfinishedBytes: 200 });
  greedy.feed(Buffer.concat([chunked(4, 8, 1, 0, Buffer.alloc(500)).subarray(0, 140)]));
  assert.equal(greedy.next(), null);
  greedy.feed(chunked(5, 8, 1, 0, Buffer.alloc(500)).subarray(0, 140));
  assert.throws(() => greedy.next(), ProtocolFault);
});

test("before a publisher is admitted, media keeps to the bound of commands", () => {
  const header = Buffer.from([6, 0, 0, 0, 2, 0, 0, 9, 1, 0, 0, 0]); // 128 KB of video
  const stranger = createChunkReader(defaultLimits);
  stranger.feed(header);
  assert.throws(() => stranger.next(), ProtocolFault);
  const admitted = createChunkReader(defaultLimits);
  admitted.admitMedia();
  admitted.feed(header);
  assert.equal(admitted.next(), null);
});
