import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "./limits.ts";
import { createLiveWindow, type LiveWindow } from "./live-window.ts";
import { livePlaylist, replayPlaylist } from "./playlists.ts";
import type { Segment, Segmenter } from "./segmenter.ts";
import { audioHeader, videoHeader } from "./test-media.ts";
import { type Tracks, watchTracks } from "./tracks.ts";

function tracksOf(...headers: [8 | 9, Buffer][]): Tracks {
  const watch = watchTracks();
  for (const [kind, body] of headers) watch.see(kind, 1000, body);
  return watch.tracks;
}

type Cut = { window: LiveWindow; segments: Segment[]; segmenter: Segmenter };

function begin(tracks: Tracks): Cut {
  const segments: Segment[] = [];
  const onSegment = (segment: Segment): void => void segments.push(segment);
  const window = createLiveWindow({ limits: defaultLimits, wallMs: () => 1_700_000_000_000, onSegment });
  const segmenter = window.beginRun(tracks);
  assert.ok(segmenter);
  return { window, segments, segmenter };
}

function film(segmenter: Segmenter, toMs: number, keyEveryMs: number): void {
  for (let atMs = 0; atMs < toMs; atMs += 40) {
    segmenter.video({ atMs, offsetMs: 0, key: atMs % keyEveryMs === 0, bytes: Buffer.alloc(50) });
    segmenter.audio({ atMs, offsetMs: 0, key: true, bytes: Buffer.alloc(20) });
  }
}

const both = tracksOf([9, videoHeader()], [8, audioHeader()]);
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

test("segments are cut at keyframes of a second or more, parts at a quarter, and no time is lost between", () => {
  const { segments, segmenter } = begin(both);
  film(segmenter, 5000, 500);
  segmenter.end();
  assert.deepEqual(
    segments.map(({ durationMs }) => durationMs),
    [1000, 1000, 1000, 1000, 1000],
  );
  for (const { parts, durationMs } of segments) {
    assert.equal(sum(parts.map((part) => part.durationMs)), durationMs);
    assert.ok(parts.every((part) => part.durationMs <= 300));
    assert.equal(parts[0]?.independent, true);
  }
});

test("an encoder without keyframes, or whose picture freezes, still gives bounded segments and parts", () => {
  const { segments, segmenter } = begin(both);
  film(segmenter, 25_000, 60_000);
  assert.deepEqual(
    segments.map(({ durationMs }) => durationMs),
    [10_000, 10_000],
  );

  const frozen = begin(both);
  frozen.segmenter.video({ atMs: 0, offsetMs: 0, key: true, bytes: Buffer.alloc(50) });
  frozen.segmenter.video({ atMs: 40, offsetMs: 0, key: false, bytes: Buffer.alloc(50) });
  for (let atMs = 0; atMs < 5000; atMs += 23)
    frozen.segmenter.audio({ atMs, offsetMs: 0, key: true, bytes: Buffer.alloc(20) });
  assert.ok((frozen.window.segments()[0]?.parts.length ?? 0) >= 4);
});

test("sound alone is cut by its own time", () => {
  const { segments, segmenter } = begin(tracksOf([8, audioHeader()]));
  for (let n = 0; n < 200; n++)
    segmenter.audio({ atMs: Math.round(n * 23.22), offsetMs: 0, key: true, bytes: Buffer.alloc(20) });
  segmenter.end();
  assert.ok(Math.abs(sum(segments.map(({ durationMs }) => durationMs)) - 200 * 23.22) < 30);
});

test("the live playlist names what is there, hints at what comes, and its numbers never go back", () => {
  const { window, segmenter } = begin(both);
  film(segmenter, 20_600, 1000);
  const text = livePlaylist(window, 250);
  const kept = window.segments();
  assert.ok(kept.length <= 11, "memory is bounded");
  assert.match(text, /#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0\.900/);
  assert.equal(text.match(/#EXTINF/g)?.length, 6);
  assert.match(text, /#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:20\.000Z/);
  const growing = kept.at(-1);
  assert.match(
    text,
    new RegExp(`PRELOAD-HINT:TYPE=PART,URI="\\w{16}-${growing?.number}-${growing?.parts.length}\\.m4s"\n$`),
  );
  const highest = growing?.number ?? 0;
  window.clear();
  const next = window.beginRun(both);
  assert.ok(next);
  film(next, 1200, 1000);
  assert.ok((window.segments()[0]?.number ?? 0) > highest);
  assert.match(livePlaylist(window, 250), /#EXT-X-DISCONTINUITY-SEQUENCE:1\n/);
});

test("a takeover goes on in the same playlist behind a discontinuity, which is counted when it leaves", () => {
  const { window, segmenter } = begin(both);
  film(segmenter, 3000, 1000);
  segmenter.end();
  const next = window.beginRun(both);
  assert.ok(next);
  film(next, 2000, 1000);
  const text = livePlaylist(window, 250);
  assert.equal(text.match(/#EXT-X-DISCONTINUITY\n#EXT-X-MAP/g)?.length, 1);
  assert.match(text, /#EXT-X-DISCONTINUITY-SEQUENCE:0\n/);
  film(next, 2000, 1000);
  for (let n = 2; n < 12; n++)
    for (let atMs = n * 1000; atMs < n * 1000 + 1000; atMs += 40)
      next.video({ atMs, offsetMs: 0, key: atMs % 1000 === 0, bytes: Buffer.alloc(9) });
  assert.match(livePlaylist(window, 250), /#EXT-X-DISCONTINUITY-SEQUENCE:1\n/);
});

test("a replay playlist marks each session's start and each missing segment", () => {
  const at = { durationMs: 1500, startsAtWallMs: 1_700_000_000_000 };
  const text = replayPlaylist([
    { run: "a", number: 1, ...at },
    { run: "a", number: 2, ...at },
    { run: "a", number: 4, ...at },
    { run: "b", number: 5, ...at },
  ]);
  assert.equal(text.match(/EXT-X-MAP/g)?.length, 2);
  assert.equal(text.match(/#EXT-X-DISCONTINUITY\n/g)?.length, 2);
  assert.match(text, /TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD/);
  assert.match(text, /#EXT-X-ENDLIST\n$/);
});
