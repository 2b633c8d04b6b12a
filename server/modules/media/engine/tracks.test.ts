import assert from "node:assert/strict";
import { test } from "node:test";
import { readTags, writeFileHeader, writeTag } from "./flv-tags.ts";
import { ProtocolFault } from "./limits.ts";
import { sizeFromAvcConfig, sizeFromSps } from "./sps.ts";
import { audioFrame, audioHeader, avcConfigOf, bitsOf, spsOf, videoFrame, videoHeader } from "./test-media.ts";
import { createTimeline } from "./timeline.ts";
import { watchTracks } from "./tracks.ts";

test("the picture size is read from the sequence parameter set, cropping included", () => {
  for (const [width, height] of [
    [640, 360],
    [1280, 720],
    [720, 1280],
    [1920, 1080],
    [1088, 1920],
  ] as const)
    assert.deepEqual(sizeFromAvcConfig(avcConfigOf(spsOf(width, height))), { width, height });
});

test("a high profile with scaling lists is read too", () => {
  const lists = [...Array.from({ length: 8 }, () => [1, 0] as const)];
  const sps = bitsOf(
    [8, 100],
    [8, 0],
    [8, 40],
    ["ue", 0],
    ["ue", 1],
    ["ue", 0],
    ["ue", 0],
    [1, 0],
    [1, 1],
    ...lists,
    ["ue", 0],
    ["ue", 0],
    ["ue", 2],
    ["ue", 4],
    [1, 0],
    ["ue", 119],
    ["ue", 67],
    [1, 1],
    [1, 1],
    [1, 1],
    ["ue", 0],
    ["ue", 0],
    ["ue", 0],
    ["ue", 4],
    [1, 0],
  );
  assert.deepEqual(sizeFromSps(Buffer.concat([Buffer.from([0x67]), sps])), { width: 1920, height: 1080 });
});

test("a torn or absurd configuration is a protocol fault, never a crash or a giant picture", () => {
  const whole = avcConfigOf(spsOf(640, 360));
  for (let length = 0; length < 14; length++)
    assert.throws(() => sizeFromAvcConfig(whole.subarray(0, length)), ProtocolFault);
  assert.throws(() => sizeFromAvcConfig(avcConfigOf(spsOf(1_600_000, 16))), ProtocolFault);
  assert.throws(() => sizeFromSps(Buffer.alloc(64)), ProtocolFault);
});

test("tracks settle when both are there, or when one alone has come for half a second", () => {
  const both = watchTracks();
  assert.deepEqual(both.see(9, 0, videoHeader()), []);
  const [found] = both.see(8, 0, audioHeader());
  assert.ok(found?.kind === "tracks" && found.tracks.video && found.tracks.audio?.rate === 44_100);
  assert.deepEqual(both.see(8, 10, audioHeader()), [], "the same header again changes nothing");
  assert.deepEqual(
    both.see(9, 40, videoFrame(true)).map(({ kind }) => kind),
    ["video"],
  );
  assert.deepEqual(
    both.see(9, 50, videoHeader(1280, 720)).map(({ kind }) => kind),
    ["tracks"],
  );

  const alone = watchTracks();
  alone.see(8, 0, audioHeader());
  assert.deepEqual(
    alone.see(8, 460, audioFrame()).map(({ kind }) => kind),
    ["audio"],
  );
  assert.deepEqual(
    alone.see(8, 510, audioFrame()).map(({ kind }) => kind),
    ["tracks", "audio"],
  );
});

test("frames without their header, unknown codecs and empty bodies are passed over", () => {
  const watch = watchTracks();
  assert.deepEqual(watch.see(9, 0, videoFrame(true)), []);
  assert.deepEqual(watch.see(8, 0, audioFrame()), []);
  for (const body of [Buffer.alloc(0), Buffer.from([0x12]), Buffer.from([0x12, 0, 0, 0, 0, 0])]) {
    assert.deepEqual(watch.see(9, 0, body), []);
    assert.deepEqual(watch.see(8, 0, body), []);
  }
});

test("a session's clock begins at 0 and never runs back, over wraps, restarts and jumps", () => {
  const { place } = createTimeline();
  assert.equal(place(9, 4_294_967_290), 0);
  assert.equal(place(8, 4_294_967_295), 5);
  assert.equal(place(9, 20), 45, "the wrap of the 32-bit clock");
  assert.equal(place(8, 30), 55);
  assert.equal(place(9, 10), 45, "a frame out of order waits at the last time");
  assert.equal(place(9, 900_000), 95, "a jump ahead is a step");
  assert.equal(place(8, 900_010), 105);
  assert.equal(place(9, 0), 145, "an encoder that starts over goes on");
});

test("an FLV file is read tag by tag; a torn tail is left out and other files are refused", () => {
  const file = Buffer.concat([writeFileHeader({ audio: true, video: false }), writeTag(8, 0x1234567, audioFrame())]);
  assert.equal(readTags(file)[0]?.atMs, 0x1234567);
  assert.equal(readTags(Buffer.concat([file, file.subarray(13, 40)])).length, 1);
  assert.throws(() => readTags(Buffer.from("ftypisom-and-more")), ProtocolFault);
});
