import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { readAmf } from "./amf.ts";
import { createFlvBroadcast, type FlvBroadcast } from "./flv-broadcast.ts";
import { writeTag } from "./flv-tags.ts";
import type { Outlet } from "./flv-viewer.ts";
import { defaultLimits } from "./limits.ts";
import {
  audioFrame,
  audioHeader,
  type FlvFile,
  isFrame,
  onlyKind,
  parseFlv,
  videoFrame,
  videoHeader,
} from "./test-media.ts";
import { type Tracks, watchTracks } from "./tracks.ts";

type TestOutlet = Outlet & { file(): FlvFile; writes: Buffer[]; queue: number; end: string };

function openOutlet(): TestOutlet {
  const outlet: TestOutlet = {
    writes: [],
    queue: 0,
    end: "",
    write: (bytes) => void outlet.writes.push(bytes),
    queuedBytes: () => outlet.queue,
    finish: () => void (outlet.end = "finished"),
    cut: () => void (outlet.end = "cut"),
    file: () => parseFlv(Buffer.concat(outlet.writes)),
  };
  return outlet;
}

function tracksOf(...headers: [8 | 9, Buffer][]): Tracks {
  const watch = watchTracks();
  for (const [kind, body] of headers) watch.see(kind, 1000, body);
  return watch.tracks;
}

const bothTracks = (): Tracks => tracksOf([9, videoHeader()], [8, audioHeader()]);

function openBroadcast(elapsedMs = (): number => 0, limits = defaultLimits): FlvBroadcast {
  const broadcast = createFlvBroadcast({ limits, elapsedMs, wallMs: () => 1_700_000_000_000 });
  broadcast.setTracks(bothTracks(), 25);
  return broadcast;
}

const sendVideo = (broadcast: FlvBroadcast, atMs: number, isKey: boolean, bytes = 100): void =>
  broadcast.send(writeTag(9, atMs, videoFrame(isKey, bytes)), atMs, isKey);

const timesOf = (outlet: TestOutlet): number[] =>
  onlyKind(outlet.file(), 9)
    .filter(isFrame)
    .map(({ atMs }) => atMs);

test("who joins while tags are gathered gets each tag once: doubled ones froze the picture", async () => {
  const broadcast = openBroadcast();
  const [early, late] = [openOutlet(), openOutlet()];
  broadcast.join(early);
  sendVideo(broadcast, 0, true);
  sendVideo(broadcast, 40, false);
  broadcast.join(late); // the two tags are in the GOP cache and still waiting to be sent
  sendVideo(broadcast, 80, false);
  await pause(80);
  assert.deepEqual(timesOf(early), [0, 40, 80]);
  assert.deepEqual(timesOf(late), [0, 40, 80]);
});

test("who joins later is told the session's time of the first frame it gets", () => {
  const broadcast = openBroadcast();
  const outlet = openOutlet();
  sendVideo(broadcast, 7_000, true);
  broadcast.join(outlet);
  const [name, value] = readAmf(onlyKind(outlet.file(), 18)[1]?.body ?? Buffer.alloc(0));
  assert.deepEqual([name, { ...(value as object) }], ["onJoin", { mediaMs: 7_000 }]);
});

test("tags of 50 ms cost a viewer one write, and all viewers the same buffer", async () => {
  const broadcast = openBroadcast();
  const [one, other] = [openOutlet(), openOutlet()];
  for (const outlet of [one, other]) broadcast.join(outlet);
  const before = one.writes.length;
  for (let atMs = 0; atMs < 400; atMs += 40) sendVideo(broadcast, atMs, atMs === 0);
  await pause(80);
  assert.equal(one.writes.length, before + 1);
  assert.equal(one.writes.at(-1), other.writes.at(-1));
});

test("the wall clock travels beside the picture each second", async () => {
  const broadcast = openBroadcast();
  const outlet = openOutlet();
  broadcast.join(outlet);
  for (let atMs = 0; atMs <= 2000; atMs += 40) sendVideo(broadcast, atMs, atMs % 1000 === 0);
  await pause(80);
  const clocks = onlyKind(outlet.file(), 18)
    .map(({ body }) => readAmf(body))
    .filter(([name]) => name === "onClock");
  assert.deepEqual(
    clocks.map(([, value]) => ({ ...(value as object) })),
    [0, 1000, 2000].map((mediaMs) => ({ wallMs: 1_700_000_000_000, mediaMs })),
  );
});

test("who reads too slowly is skipped to the next keyframe once the queue is drained, and cut after ten seconds", async () => {
  let nowMs = 0;
  const broadcast = openBroadcast(() => nowMs);
  const [slow, stuck] = [openOutlet(), openOutlet()];
  for (const outlet of [slow, stuck]) broadcast.join(outlet);
  sendVideo(broadcast, 0, true);
  await pause(60);
  slow.queue = stuck.queue = 600 * 1024;
  sendVideo(broadcast, 40, false);
  await pause(60);
  slow.queue = 0;
  sendVideo(broadcast, 80, false);
  await pause(60);
  nowMs = 9_000;
  sendVideo(broadcast, 1000, true);
  await pause(60);
  assert.deepEqual(timesOf(slow), [0, 1000]);
  assert.equal(stuck.end, "");
  nowMs = 10_001;
  sendVideo(broadcast, 2000, true);
  await pause(60);
  assert.deepEqual(timesOf(stuck), [0]);
  assert.equal(stuck.end, "cut");
  assert.equal(broadcast.viewers(), 1);
});

test("a viewer that was skipped over a change of codec headers gets the new ones first", async () => {
  const broadcast = openBroadcast();
  const outlet = openOutlet();
  broadcast.join(outlet);
  sendVideo(broadcast, 0, true);
  await pause(60);
  outlet.queue = 600 * 1024;
  sendVideo(broadcast, 40, false);
  await pause(60);
  broadcast.setTracks(tracksOf([9, videoHeader(1280, 720)], [8, audioHeader()]), 25);
  outlet.queue = 0;
  sendVideo(broadcast, 1000, true);
  await pause(60);
  const video = onlyKind(outlet.file(), 9);
  assert.deepEqual(
    video.map((tag) => isFrame(tag)),
    [false, true, false, true],
  );
  assert.ok(video[2]?.body.equals(videoHeader(1280, 720)));
  assert.equal(outlet.end, "");
});

test("a GOP that outgrows the cache is dropped, and who joins then waits for the next keyframe", async () => {
  const broadcast = openBroadcast(undefined, { ...defaultLimits, gopCacheBytes: 3000 });
  for (let n = 0; n < 10; n++) sendVideo(broadcast, n * 40, n === 0, 1000);
  const outlet = openOutlet();
  broadcast.join(outlet);
  sendVideo(broadcast, 400, false);
  sendVideo(broadcast, 440, true);
  await pause(60);
  assert.deepEqual(timesOf(outlet), [440]);
});

test("sound alone is announced as sound alone, and a viewer of it is sent away when pictures come", async () => {
  const broadcast = createFlvBroadcast({ limits: defaultLimits, elapsedMs: () => 0, wallMs: () => 0 });
  const outlet = openOutlet();
  broadcast.join(outlet);
  assert.equal(outlet.writes.length, 0, "nothing is said before the tracks are known");
  broadcast.setTracks(tracksOf([8, audioHeader()]), 0);
  broadcast.send(writeTag(8, 500, audioFrame()), 500, false);
  await pause(60);
  assert.equal(outlet.file().flags, 4);
  assert.equal(onlyKind(outlet.file(), 8).filter(isFrame).length, 1);
  broadcast.setTracks(bothTracks(), 25);
  assert.equal(outlet.end, "finished");
  assert.equal(broadcast.viewers(), 0);
});
