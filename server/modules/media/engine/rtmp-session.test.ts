import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { isFrame, onlyKind, videoFrame, audioFrame, audioHeader, videoHeader } from "./test-media.ts";
import { openPublisher, sendFrames, sendHeaders } from "./test-publisher.ts";
import { liveUrl, until, watchFlv, withEngine } from "./test-world.ts";

test("a right key goes live, and its status is measured from the media", () =>
  withEngine({}, async ({ engine, events }) => {
    const publisher = await openPublisher(engine, "key-a?token=x");
    assert.deepEqual(publisher.codes, ["NetConnection.Connect.Success", "NetStream.Publish.Start"]);
    sendHeaders(publisher);
    sendFrames(publisher, 0, 1000);
    await until("the status", () => (engine.status("a")?.mediaTimeMs ?? 0) >= 960);
    const status = engine.status("a");
    assert.equal(status?.width, 640);
    assert.equal(status?.height, 360);
    assert.equal(status?.videoCodec, "h264");
    assert.equal(status?.audioCodec, "aac");
    assert.ok(status.bitrateKbps > 0 && status.fps > 0);
    assert.equal(engine.list().length, 1);
    publisher.close();
    await until("the stop", () => engine.status("a") === null);
    assert.deepEqual(
      events.map((event) => [event.kind, "why" in event ? event.why : ""]),
      [
        ["started", ""],
        ["stopped", "closed"],
      ],
    );
  }));

test("a wrong key, another app, a malformed name are refused, and told to the caller", () =>
  withEngine({}, async ({ engine, events }) => {
    for (const [target, app] of [
      ["wrong", "live"],
      ["key-a", "other"],
      ["../key-a", "live"],
    ] as const) {
      const publisher = await openPublisher(engine, target, app);
      assert.equal(publisher.codes.at(-1), "NetStream.Publish.BadName");
      await until("the hang-up", publisher.isClosed);
    }
    assert.deepEqual(
      events.map((event) => event.kind),
      ["refused", "refused", "refused"],
    );
    assert.equal(engine.list().length, 0);
  }));

test("an authorisation that fails or stays silent is a no; what was sent ahead of it reaches nobody", () =>
  withEngine(
    {
      limits: { authorizeMs: 100 },
      authorize: ({ name }) => (name === "throws" ? Promise.reject(new Error("down")) : new Promise(() => undefined)),
    },
    async ({ engine, events }) => {
      for (const target of ["throws", "silent"]) {
        const publisher = await openPublisher(engine, target);
        sendHeaders(publisher);
        assert.equal(publisher.codes.at(-1), "NetStream.Publish.BadName");
      }
      assert.equal(events.length, 2);
      assert.match("why" in events[1]! ? events[1].why : "", /timed out/);
    },
  ));

test("the newer publisher of a stream takes over, and the older one's frames go nowhere", () =>
  withEngine({}, async ({ engine, events }) => {
    const older = await openPublisher(engine, "key-a");
    sendHeaders(older);
    sendFrames(older, 0, 400);
    await until("media", () => engine.status("a")?.hasAudio === true);
    const viewer = await watchFlv(engine, "a");
    const newer = await openPublisher(engine, "key-a");
    await until("the older one's end", older.isClosed);
    await viewer.ended;
    sendHeaders(newer);
    await until("the newer one's media", () => engine.status("a")?.hasVideo === true);
    assert.deepEqual(
      events.map((event) => (event.kind === "stopped" ? event.why : event.kind)),
      ["started", "taken_over", "started"],
    );
  }));

test("audio only, then video, then a stop in the middle of a frame: each is served, and the engine lives", () =>
  withEngine({}, async ({ engine, events }) => {
    const publisher = await openPublisher(engine, "key-a");
    publisher.send(8, 0, audioHeader());
    for (let atMs = 0; atMs <= 1600; atMs += 23) publisher.send(8, atMs, audioFrame());
    await until("audio", () => (engine.status("a")?.mediaTimeMs ?? 0) > 1500);
    const listener = await watchFlv(engine, "a");
    await until("sound", () => listener.bytes().length > 13);
    assert.equal(listener.file().flags, 4, "announced as audio only");
    const playlist = await (await fetch(liveUrl(engine, "/live/a/live.m3u8"))).text();
    assert.match(playlist, /EXT-X-MAP/);

    publisher.send(9, 1620, videoHeader());
    sendFrames(publisher, 2000, 4400);
    await listener.ended; // its player has no video track: it must begin anew
    const viewer = await watchFlv(engine, "a");
    await until("pictures", () => viewer.bytes().length > 13 && onlyKind(viewer.file(), 9).some(isFrame));
    assert.equal(viewer.file().flags, 5);
    assert.match(await (await fetch(liveUrl(engine, "/live/a/live.m3u8"))).text(), /EXT-X-DISCONTINUITY\n#EXT-X-MAP/);

    publisher.socket.write(Buffer.concat([Buffer.from([6, 0, 0, 0, 0, 16, 0, 9, 1, 0, 0, 0]), videoFrame(true, 50)]));
    publisher.socket.destroySoon();
    await viewer.ended;
    assert.deepEqual(
      events.map((event) => (event.kind === "stopped" ? event.why : event.kind)),
      ["started", "closed"],
    );
    assert.equal((await fetch(liveUrl(engine, "/live/a/live.m3u8"))).status, 404);
    await openPublisher(engine, "key-a");
  }));

test("a publisher that falls silent, and a connection that never publishes, are cut as idle", () =>
  withEngine({ limits: { idleMs: 300 } }, async ({ engine, events }) => {
    const publisher = await openPublisher(engine, "key-a");
    const viewer = await watchFlv(engine, "a");
    sendHeaders(publisher);
    await pause(200);
    sendFrames(publisher, 0, 40);
    await pause(200);
    assert.equal(publisher.isClosed(), false, "media puts the end off");
    await until("idle", publisher.isClosed);
    await viewer.ended;
    const last = events.at(-1);
    assert.equal(last?.kind === "stopped" && last.why, "idle");
  }));

test("kick ends the publisher and its viewers", () =>
  withEngine({}, async ({ engine, events }) => {
    const publisher = await openPublisher(engine, "key-a");
    const viewer = await watchFlv(engine, "a");
    assert.equal(engine.kick("a", "the room was closed"), true);
    assert.equal(engine.kick("a", "again"), false);
    await Promise.all([until("the end", publisher.isClosed), viewer.ended]);
    assert.equal(publisher.codes.at(-1), "NetStream.Publish.Rejected");
    const last = events.at(-1);
    assert.equal(last?.kind === "stopped" && last.why, "kicked");
  }));
