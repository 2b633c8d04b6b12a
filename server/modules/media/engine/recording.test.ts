import assert from "node:assert/strict";
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { writeFileHeader, writeTag } from "./flv-tags.ts";
import { audioFrame, audioHeader, isFrame, onlyKind, videoFrame, videoHeader } from "./test-media.ts";
import { openPublisher, sendFrames, sendHeaders } from "./test-publisher.ts";
import { liveUrl, until, watchFlv, withEngine } from "./test-world.ts";

async function publishFor(engine: Parameters<typeof openPublisher>[0], lengthMs: number): Promise<void> {
  const publisher = await openPublisher(engine, "key-a");
  sendHeaders(publisher);
  sendFrames(publisher, 0, lengthMs);
  await until("the media", () => (engine.status("a")?.mediaTimeMs ?? 0) >= lengthMs - 40);
  publisher.close();
  await until("the stop", () => engine.status("a") === null);
}

test("a recording spans publish sessions and a restart, and becomes a replay", () =>
  withEngine({}, async (world) => {
    const { events, folder } = world;
    world.engine.startRecording("a", "r1");
    await publishFor(world.engine, 3000);
    await publishFor(world.engine, 2000);
    const engine = await world.reopen();
    await appendFile(join(folder, "replays/r1/journal.jsonl"), '\n{"run":"torn","num'); // as a crash leaves it
    engine.startRecording("a", "r1");
    await publishFor(engine, 1000);
    assert.equal((await fetch(liveUrl(engine, "/replays/r1/index.m3u8"))).status, 404, "not before it is finished");

    assert.deepEqual(await engine.finishRecording("r1"), { segments: 6, durationMs: 6000 });
    assert.deepEqual(await engine.finishRecording("r1"), { segments: 6, durationMs: 6000 });
    assert.deepEqual(
      events.filter(({ kind }) => kind === "recorded"),
      [{ kind: "recorded", streamId: "a", recordingId: "r1", segments: 6, durationMs: 6000 }],
    );
    const playlist = await (await fetch(liveUrl(engine, "/replays/r1/index.m3u8?token=t"))).text();
    assert.equal(playlist.match(/EXT-X-DISCONTINUITY\n/g)?.length, 2);
    for (const name of playlist.match(/[0-9a-f]{16}-[\w.]+/g) ?? []) {
      const file = await fetch(liveUrl(engine, `/replays/r1/${name}`));
      assert.equal(file.status, 200);
      assert.ok((await file.bytes()).length > 500);
    }
  }));

test("a recording that the server did not live to finish is finished after the restart", () =>
  withEngine({}, async (world) => {
    world.engine.startRecording("a", "r1");
    await publishFor(world.engine, 2000);
    const engine = await world.reopen();
    assert.deepEqual(await engine.finishRecording("r1"), { segments: 2, durationMs: 2000 });
  }));

test("finishing while on air keeps what is there; an unknown recording is null, a strange id is refused", () =>
  withEngine({}, async ({ engine, folder }) => {
    const publisher = await openPublisher(engine, "key-a");
    engine.startRecording("a", "r1");
    sendHeaders(publisher);
    sendFrames(publisher, 0, 1600);
    await until("the media", () => (engine.status("a")?.mediaTimeMs ?? 0) >= 1560);
    const recorded = await engine.finishRecording("r1");
    assert.equal(recorded?.segments, 2);
    assert.ok(recorded.durationMs >= 1400 && recorded.durationMs <= 1600);
    sendFrames(publisher, 1600, 4000);
    await until("more media", () => (engine.status("a")?.mediaTimeMs ?? 0) >= 3960);
    assert.equal((await readdir(join(folder, "replays/r1"))).filter((name) => /-\d+\.m4s$/.test(name)).length, 2);
    assert.equal(await engine.finishRecording("never"), null);
    assert.throws(() => engine.startRecording("a", "../up"), RangeError);
    await assert.rejects(engine.finishRecording("../up"), RangeError);
  }));

test("a disk that refuses is told to the caller, and the stream plays on", () =>
  withEngine({}, async ({ engine, events, folder }) => {
    await writeFile(join(folder, "replays/r1"), "a file where the folder should be");
    engine.startRecording("a", "r1");
    await publishFor(engine, 2000);
    await until("the news", () => events.filter(({ kind }) => kind === "recording_failed").length === 3);
    assert.equal(await readFile(join(folder, "replays/r1"), "utf8"), "a file where the folder should be");
  }));

test("a clip loops through the seam with times that go on, until a real publisher takes over", () =>
  withEngine({}, async ({ engine, events, folder }) => {
    const frames = Array.from({ length: 10 }, (_, n) => [
      writeTag(9, n * 40, videoFrame(n === 0)),
      writeTag(8, n * 40, audioFrame()),
    ]);
    const headers = [
      writeFileHeader({ audio: true, video: true }),
      writeTag(9, 0, videoHeader()),
      writeTag(8, 0, audioHeader()),
    ];
    const path = join(folder, "clip.flv");
    await writeFile(path, Buffer.concat([...headers, ...frames.flat()]));
    await engine.publishClip("a", path);
    const viewer = await watchFlv(engine, "a");
    await pause(1500);
    for (const kind of [8, 9]) {
      const times = onlyKind(viewer.file(), kind)
        .filter(isFrame)
        .map(({ atMs }) => atMs);
      assert.ok((times.at(-1) ?? 0) > 1000, "more than two turns");
      for (let n = 1; n < times.length; n++) assert.equal(times[n]! - times[n - 1]!, 40);
    }
    assert.equal(onlyKind(viewer.file(), 9).filter((tag) => !isFrame(tag)).length, 1, "the headers come once");
    const publisher = await openPublisher(engine, "key-a");
    await viewer.ended;
    assert.deepEqual(
      events.map((event) => (event.kind === "stopped" ? event.why : event.kind)),
      ["started", "superseded_clip", "started"],
    );
    publisher.close();
    await until("the stop", () => engine.status("a") === null);
    const clip = await engine.publishClip("a", path);
    clip.stop();
    assert.equal(engine.status("a"), null);
    await assert.rejects(engine.publishClip("a", import.meta.filename), /not an FLV file/);
  }));
