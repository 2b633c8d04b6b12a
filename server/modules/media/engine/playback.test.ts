import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { openPublisher, sendFrames, sendHeaders } from "./test-publisher.ts";
import { liveUrl, until, watchFlv, withEngine } from "./test-world.ts";

const lastPart = /([0-9a-f]{16})-(\d+)-(\d+)\.m4s"\n$/;

test("HLS: the playlist waits for the part asked for, parts and segments and init are served, HEAD too", () =>
  withEngine({ limits: { playlistWaitMs: 400 } }, async ({ engine }) => {
    const publisher = await openPublisher(engine, "key-a");
    const early = fetch(liveUrl(engine, "/live/a/live.m3u8?token="));
    sendHeaders(publisher);
    sendFrames(publisher, 0, 3000);
    const first = await early;
    assert.equal(first.headers.get("access-control-allow-origin"), "*");
    assert.match(await first.text(), /#EXTINF/, "the first playlist has a whole segment");
    await until("the media", () => (engine.status("a")?.mediaTimeMs ?? 0) >= 2_960);
    const text = await (await fetch(liveUrl(engine, "/live/a/live.m3u8"))).text();
    const [, run, number, part] = lastPart.exec(text) ?? [];
    assert.ok(run && number && part, text);

    const asked = performance.now();
    const waiting = fetch(liveUrl(engine, `/live/a/live.m3u8?_HLS_msn=${number}&_HLS_part=${part}`));
    const hinted = fetch(liveUrl(engine, `/live/a/${run}-${number}-${part}.m4s`));
    await pause(150);
    sendFrames(publisher, 3000, 3600);
    assert.match(await (await waiting).text(), new RegExp(`URI="${run}-${number}-${part}\\.m4s"`));
    assert.ok(performance.now() - asked >= 140, "answered only when the part was there");
    assert.equal((await hinted).status, 200);

    const init = await (await fetch(liveUrl(engine, `/live/a/${run}-init.mp4`))).bytes();
    assert.equal(Buffer.from(init).toString("latin1", 4, 8), "ftyp");
    const segment = /([0-9a-f]{16}-\d+\.m4s)\n/.exec(text)?.[1];
    const head = await fetch(liveUrl(engine, `/live/a/${segment}`), { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.ok(Number(head.headers.get("content-length")) > 1000);
    assert.equal((await fetch(liveUrl(engine, "/live/a.flv"), { method: "HEAD" })).status, 200);

    const far = `/live/a/live.m3u8?_HLS_msn=${Number(number) + 50}`;
    assert.equal((await fetch(liveUrl(engine, far))).status, 400);
    assert.equal((await fetch(liveUrl(engine, "/live/a/live.m3u8?_HLS_part=1"))).status, 400);
    assert.equal((await fetch(liveUrl(engine, `/live/a/live.m3u8?_HLS_msn=${Number(number) + 2}`))).status, 503);
    assert.equal((await fetch(liveUrl(engine, `/live/a/${run}-${number}-99.m4s`))).status, 404);
    assert.equal(engine.status("a")?.viewers, 1, "a player of HLS is counted");

    const held = fetch(liveUrl(engine, `/live/a/live.m3u8?_HLS_msn=${Number(number) + 2}&_HLS_part=0`));
    await pause(50);
    publisher.close();
    assert.equal((await held).status, 404, "who waits is told at once that it is over");
  }));

test("a viewer who may not watch gets 403, and an answer is not asked for again at each reload", async () => {
  let asked = 0;
  await withEngine(
    {
      authorize: ({ action, token }) => {
        if (action === "play") asked++;
        return Promise.resolve(
          action === "publish" || token === "good" ? { ok: true, streamId: "a" } : { ok: false, why: "no" },
        );
      },
    },
    async ({ engine }) => {
      const publisher = await openPublisher(engine, "any");
      sendHeaders(publisher);
      sendFrames(publisher, 0, 2000);
      for (const path of ["/live/a.flv?token=bad", "/live/a/live.m3u8", "/replays/r/index.m3u8"])
        assert.equal((await fetch(liveUrl(engine, path))).status, 403);
      asked = 0;
      for (let n = 0; n < 5; n++)
        assert.equal((await fetch(liveUrl(engine, "/live/a/live.m3u8?token=good"))).status, 200);
      assert.equal(asked, 1);
    },
  );
});

test("a hundred viewers that never read are cut, memory stays bounded, and a reading one plays on", () =>
  withEngine({ limits: { viewerStallMs: 700, viewerHighWaterBytes: 128 * 1024 } }, async ({ engine }) => {
    const publisher = await openPublisher(engine, "key-a");
    sendHeaders(publisher);
    sendFrames(publisher, 0, 1000);
    await until("media", () => (engine.status("a")?.mediaTimeMs ?? 0) >= 960);
    const reader = await watchFlv(engine, "a");
    const stalled = Array.from({ length: 100 }, () => {
      const socket = connect(engine.httpPort, "127.0.0.1", () => {
        socket.write("GET /live/a.flv HTTP/1.1\r\nhost: x\r\n\r\n");
        socket.pause();
      });
      socket.on("error", () => socket.destroy());
      return socket;
    });
    await until("all seats taken", () => engine.status("a")?.viewers === 101);
    const before = process.memoryUsage();
    let peak = 0;
    // About 11 MB for each: more than kernel buffers swallow (some 4 MB) plus the high water.
    for (let second = 1; second <= 14; second++) {
      sendFrames(publisher, second * 1000, second * 1000 + 1000, 32_000);
      await until("the second", () => (engine.status("a")?.mediaTimeMs ?? 0) >= second * 1000 + 960);
      await pause(120);
      const { rss } = process.memoryUsage();
      peak = Math.max(peak, rss);
    }
    await until("the stalled ones gone", () => engine.status("a")?.viewers === 1);
    const grownMb = (peak - before.rss) / 1e6;
    assert.ok(grownMb < 150, `grew by ${Math.round(grownMb)} MB`);
    const times = reader
      .file()
      .tags.filter(({ kind }) => kind === 9)
      .map(({ atMs }) => atMs);
    await until("the reader's last frame", () => reader.file().tags.some(({ atMs }) => atMs === 14_960));
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    for (const socket of stalled) socket.resume();
    await until("every connection of theirs closed", () => stalled.every(({ destroyed }) => destroyed));
  }));
