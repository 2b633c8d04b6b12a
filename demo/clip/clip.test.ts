import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { isHeader, readTags, writeTags } from "./flv.ts";
import { loopSeconds } from "./stage.ts";

const file = await readFile(path.join(import.meta.dirname, "host.flv"));
const tags = readTags(file);
const video = tags.filter((tag) => tag.kind === "video" && !isHeader(tag));
const audio = tags.filter((tag) => tag.kind === "audio" && !isHeader(tag));

test("the clip is small, starts at zero and its tags are in order of time", () => {
  assert.ok(file.length <= 2_900_000, `${file.length} bytes`);
  assert.equal(video[0]?.timestampMs, 0);
  assert.equal(audio[0]?.timestampMs, 0);
  tags.forEach((tag, i) => assert.ok(tag.timestampMs >= (tags[i - 1]?.timestampMs ?? 0)));
});

test("picture and sound last exactly one loop", () => {
  assert.equal(video.length, loopSeconds * 25);
  assert.equal((audio.length * 1024) / 48_000, loopSeconds);
});

test("a viewer who joins finds a key frame every second and never waits for a later frame", () => {
  video.forEach((tag, i) => {
    assert.equal(tag.body.readUInt8(0) >> 4 === 1, i % 25 === 0, `frame ${i}`);
    assert.equal(tag.body.readIntBE(2, 3), 0, "no B-frames, so no composition offset");
  });
});

test("the sequence headers come before the first frame", () => {
  const headers = tags.filter(isHeader);
  assert.deepEqual(headers.map((tag) => tag.kind).sort(), ["audio", "video"]);
  assert.ok(headers.every((tag) => tags.indexOf(tag) <= 2));
});

test("reading and writing tags gives the same clip", () => {
  assert.ok(writeTags(tags).equals(file));
});
