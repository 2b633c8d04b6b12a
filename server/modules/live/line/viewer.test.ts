import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import type { WebSocket } from "ws";
import { buildFrame } from "#platform/ws-frames";
import { hear, join, openHub, startAt } from "./hub.ts";
import { tend, type Viewer, write } from "./viewer.ts";

/** A page whose connection takes bytes and never reads them. */
function deafPage(): { viewer: Viewer; did: string[]; stream: PassThrough } {
  const did: string[] = [];
  const ws = {
    OPEN: 1,
    readyState: 1,
    ping: () => did.push("ping"),
    close: (code: number) => did.push(`close ${code}`),
    terminate: () => did.push("terminate"),
  } as unknown as WebSocket;
  const stream = new PassThrough({ highWaterMark: 1 });
  const viewer: Viewer = {
    ws,
    stream,
    canInflate: false,
    personId: undefined,
    visitor: undefined,
    isDesk: false,
    joinedMs: 0,
    acked: 0,
    heardMs: 0,
  };
  return { viewer, did, stream };
}

test("a page that says nothing is pinged after fifteen seconds and closed with 4008 after thirty", () => {
  const { viewer, did } = deafPage();
  tend(viewer, 10_000, undefined);
  assert.deepEqual(did, []);
  tend(viewer, 16_000, undefined);
  assert.deepEqual(did, ["ping"]);
  tend(viewer, 31_000, undefined);
  assert.deepEqual(did, ["ping", "close 4008"]);
  tend(viewer, 46_000, undefined);
  assert.equal(did.at(-1), "terminate");
});

test("a page that answers pings but reads nothing for thirty seconds is closed all the same", () => {
  const { viewer, did } = deafPage();
  viewer.heardMs = 39_000;
  tend(viewer, 40_000, 10_001);
  assert.deepEqual(did, []);
  tend(viewer, 40_002, 10_001);
  assert.deepEqual(did, ["close 4008"]);
});

test("what piles up for one page is bounded: past 256 kB it is cut", () => {
  const { viewer, did } = deafPage();
  const frame = buildFrame("x".repeat(70_000));
  for (let n = 0; n < 10 && did.length === 0; n++) write(viewer, [frame]);
  assert.deepEqual(did, ["terminate"]);
  assert.ok(viewer.stream.writableLength < 400_000);
});

test("the end of a room waits for no window; chat waits for the next frame", () => {
  const hub = openHub(1n, performance.now());
  startAt(hub, 0);
  const { viewer, stream } = deafPage();
  join(hub, viewer, undefined);
  hear(hub, { n: 1, m: [{ kind: "chatRemoved", id: "5" }] });
  assert.equal(stream.writableLength + stream.readableLength, 0);
  hear(hub, { n: 2, m: [{ kind: "state", state: "ended", why: "host" }] });
  const told = String(stream.read() as Buffer);
  assert.match(told, /"s":2,"f":1,"c":\[1,1\]/);
  assert.match(told, /"ended"/);
});
