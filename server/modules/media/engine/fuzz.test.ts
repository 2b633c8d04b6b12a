import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { ProtocolFault, defaultLimits } from "./limits.ts";
import type { MediaEngine } from "./index.ts";
import { createSegmenter, segmentable, type Segmenter } from "./segmenter.ts";
import {
  audioFrame,
  audioHeader,
  chunked,
  commandOf,
  isFrame,
  onlyKind,
  videoFrame,
  videoHeader,
} from "./test-media.ts";
import { openingBytes, openPublisher, sendFrames, sendHeaders } from "./test-publisher.ts";
import { liveUrl, until, watchFlv, withEngine } from "./test-world.ts";
import { watchTracks } from "./tracks.ts";

/** The same accidents each time: a small congruential generator instead of chance. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function garble(bytes: Buffer, roll: (below: number) => number, from: number): Buffer {
  const garbled = Buffer.from(bytes);
  for (let n = roll(12) + 1; n > 0; n--) garbled[from + roll(bytes.length - from)] = roll(256);
  const cut = roll(3) === 0 ? from + roll(bytes.length - from) : bytes.length;
  return garbled.subarray(0, cut);
}

/** Sends and hangs up; resolves when the connection is over on both sides. */
function throwAt(engine: MediaEngine, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(engine.rtmpPort, "127.0.0.1", () => socket.end(bytes));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve());
    socket.resume();
  });
}

const session = (target: string): Buffer =>
  Buffer.concat([
    openingBytes("live", target),
    chunked(6, 9, 1, 0, videoHeader()),
    chunked(4, 8, 1, 0, audioHeader()),
    ...Array.from({ length: 20 }, (_, n) =>
      Buffer.concat([chunked(6, 9, 1, n * 40, videoFrame(n === 0)), chunked(4, 8, 1, n * 40, audioFrame())]),
    ),
    commandOf(1, "deleteStream", 5, null, 1),
  ]);

test("random bytes and 600 garbled sessions end their own connections; a room beside them plays on", () =>
  withEngine({ limits: { idleMs: 1_500 } }, async ({ engine }) => {
    const healthy = await openPublisher(engine, "key-healthy");
    sendHeaders(healthy);
    sendFrames(healthy, 0, 400);
    const viewer = await watchFlv(engine, "healthy");
    const roll = dice(20_261_122);
    for (let round = 0; round < 30; round++) {
      const noise = Buffer.from(Array.from({ length: 4_000 }, () => roll(256)));
      const helloThenNoise = Buffer.concat([openingBytes("live", "key-x").subarray(0, 3073), noise]);
      const garbled = Array.from({ length: 20 }, (_, n) => garble(session(`key-${n}`), roll, 3073));
      await Promise.all([noise, helloThenNoise, ...garbled].map((bytes) => throwAt(engine, bytes)));
      sendFrames(healthy, 400 + round * 40, 440 + round * 40);
    }
    await until("every stranger's end", () => engine.list().length === 1, 5_000);
    assert.equal(viewer.isEnded(), false);
    await until("the last frame", () => (engine.status("healthy")?.mediaTimeMs ?? 0) >= 1560);
    await until("the picture", () => onlyKind(viewer.file(), 9).filter(isFrame).length === 40);
  }));

test("20,000 garbled media messages either pass as media or are a protocol fault: nothing else is thrown", () => {
  const roll = dice(7);
  const bodies = [
    [9, videoHeader()],
    [8, audioHeader()],
    [9, videoFrame(true)],
    [8, audioFrame()],
    [9, Buffer.from([0x90, 0x68, 0x76, 0x63, 0x31, 1, 2, 3])],
  ] as const;
  let faults = 0;
  let sightings = 0;
  for (let round = 0; round < 4_000; round++) {
    const watch = watchTracks();
    let segmenter: Segmenter | undefined;
    for (const [kind, body] of bodies) {
      try {
        for (const seen of watch.see(kind, 600, garble(body, roll, 0))) {
          sightings++;
          if (seen.kind !== "tracks") segmenter?.[seen.kind]({ atMs: 600, offsetMs: 0, key: true, bytes: body });
          else if (segmentable(seen.tracks)) segmenter = createSegmenter({ ...quiet, tracks: seen.tracks });
        }
      } catch (error) {
        assert.ok(error instanceof ProtocolFault || error instanceof RangeError, String(error));
        faults++;
      }
    }
    segmenter?.end();
  }
  assert.ok(faults > 100 && sightings > 1_000, `${faults} faults, ${sightings} sightings`);
});

const quiet = {
  runId: "0".repeat(16),
  limits: defaultLimits,
  firstNumber: 1,
  wallMs: () => 0,
  onGrowth: () => undefined,
  onSegment: () => undefined,
};

test("the player's door: only known shapes are served, and no path leads out of the recordings", () =>
  withEngine({}, async ({ engine }) => {
    const raw = (path: string, method = "GET"): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(engine.httpPort, "127.0.0.1");
        let text = "";
        socket.on("data", (bytes) => (text += bytes.toString("latin1")));
        socket.on("close", () => resolve(text.slice(9, 12)));
        socket.on("error", reject);
        socket.write(`${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      });
    const paths = [
      "/replays/../../etc/passwd",
      "/replays/%2e%2e/%2e%2e/index.m3u8",
      "/replays/x/..%2f..%2fetc%2fpasswd",
      "/replays/x/journal.jsonl",
      "/live/../x.flv",
      "/live/a.flv",
      "/live/a/live.m3u8",
      "/live/a/0123456789abcdef-init.mp4",
      "//",
      "/",
      "*",
      "/live/a/%00",
    ];
    for (const path of paths) assert.equal(await raw(path), "404", path);
    assert.equal(await raw("/live/a.flv", "POST"), "405");
    assert.equal(await raw("not http at all"), "400");
    assert.equal((await fetch(liveUrl(engine, "/live/a.flv"), { method: "OPTIONS" })).status, 204);
  }));
