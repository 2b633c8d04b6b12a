import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "./limits.ts";
import { createStream, type Publisher } from "./stream.ts";
import { audioHeader, videoFrame, videoHeader } from "./test-media.ts";

test("a feed is dead once another publisher took over: it can neither push nor end", () => {
  const told: string[] = [];
  const stream = createStream("a", {
    limits: defaultLimits,
    now: () => new Date(0),
    elapsedMs: () => 0,
    onEvent: (event) => told.push(event.kind === "stopped" ? event.why : event.kind),
    onSegment: () => undefined,
  });
  const publisher = (sessionId: string): Publisher => ({
    sessionId,
    remote: "test",
    isClip: false,
    cut: (why) => told.push(`cut: ${why}`),
  });
  const older = stream.publish(publisher("older"));
  const newer = stream.publish(publisher("newer"));
  older.push(9, 0, videoHeader());
  older.push(8, 0, audioHeader());
  for (let atMs = 0; atMs < 3000; atMs += 40) older.push(9, atMs, videoFrame(atMs % 1000 === 0));
  assert.equal(stream.window.segments().length, 0, "nothing of it reaches HLS");
  older.end("protocol");
  newer.push(8, 0, audioHeader());
  assert.deepEqual(told, ["started", "taken_over", "cut: taken_over", "started"]);
  const status = stream.status();
  assert.deepEqual([status?.sessionId, status?.hasVideo, status?.hasAudio], ["newer", false, true]);
  newer.end("closed");
  assert.equal(stream.status(), null);
});
