import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { type LineState, openRoomSocket, type Position } from "./room-socket.ts";

/** The server's end of one connection, played by the test. */
class Wire {
  readyState = 0;
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = 3;
  }
  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

function room(from?: Position, snapshot: () => Promise<Position | undefined> = async () => undefined) {
  const wires: Wire[] = [];
  const heard: unknown[] = [];
  const states: LineState[] = [];
  const line = openRoomSocket({
    url: "ws://room/1",
    from,
    onMessages: (messages) => heard.push(...messages),
    onReset: snapshot,
    onState: (state) => states.push(state),
    random: () => 0.5,
    connect: (url) => {
      const wire = new Wire(url);
      wires.push(wire);
      return wire as unknown as WebSocket;
    },
  });
  const now = () => {
    const wire = wires.at(-1);
    assert.ok(wire);
    return wire;
  };
  return { line, wires, heard, states, now };
}
const settled = () => new Promise<void>((done) => setImmediate(done));

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval"] }));
afterEach(() => mock.timers.reset());

test("a broken line resumes where it stood, without losing or doubling a message", () => {
  const { line, wires, heard, states, now } = room({ e: 7, s: 10 });
  assert.equal(now().url, "ws://room/1?e=7&s=10");
  now().accept();
  now().say({ e: 7, s: 11, m: ["a", "b"] });
  now().say({ e: 7, s: 12, m: ["c"] });
  now().drop();
  assert.equal(states.at(-1), "reconnecting");
  mock.timers.tick(1_999);
  assert.equal(wires.length, 1, "waits 500 ms and half of the 3 s jitter");
  mock.timers.tick(1);
  assert.equal(now().url, "ws://room/1?e=7&s=12");
  now().accept();
  now().say({ e: 7, s: 12, m: ["c"] });
  now().say({ e: 7, s: 13, m: ["d"] });
  assert.deepEqual(heard, ["a", "b", "c", "d"]);
  assert.equal(states.at(-1), "open");
  line.close();
});

test("the wait doubles with every failure, up to fifteen seconds, and begins anew after a word from the server", () => {
  const { line, wires, now } = room();
  const waits: number[] = [];
  for (let failure = 0; failure < 8; failure += 1) {
    const before = wires.length;
    now().drop();
    let waited = 0;
    while (wires.length === before) {
      mock.timers.tick(100);
      waited += 100;
    }
    waits.push(waited - 1_500);
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  now().accept();
  now().say({ e: 1, s: 1, m: [] });
  now().drop();
  const before = wires.length;
  mock.timers.tick(2_000);
  assert.equal(wires.length, before + 1);
  line.close();
});

test("a gap is asked for again before anything after it is shown", () => {
  const { line, wires, heard, now } = room({ e: 1, s: 1 });
  now().accept();
  now().say({ e: 1, s: 2, m: ["a"] });
  now().say({ e: 1, s: 4, m: ["c"] });
  assert.deepEqual(heard, ["a"]);
  assert.equal(wires.length, 2);
  assert.equal(now().url, "ws://room/1?e=1&s=2");
  wires[0]?.say({ e: 1, s: 5, m: ["late word of the old line"] });
  now().accept();
  for (const [s, m] of [
    [3, "b"],
    [4, "c"],
    [5, "d"],
  ])
    now().say({ e: 1, s, m: [m] });
  assert.deepEqual(heard, ["a", "b", "c", "d"]);
  line.close();
});

test("a gap that cannot be filled makes the room be read anew", async () => {
  let reads = 0;
  const { line, heard, now } = room({ e: 1, s: 1 }, async () => {
    reads += 1;
    return { e: 1, s: 5 };
  });
  now().accept();
  now().say({ e: 1, s: 5, m: ["x"] });
  now().accept();
  now().say({ e: 1, s: 5, m: ["x"] });
  now().say({ e: 1, s: 6, m: ["y"] });
  await settled();
  assert.equal(reads, 1);
  assert.deepEqual(heard, ["y"], "the snapshot already holds what batch 5 said");
  line.close();
});

test("after a reset, batches wait for the snapshot and only the younger ones are shown", async () => {
  let answer: (position: Position) => void = () => assert.fail("the snapshot was not asked for");
  const { line, heard, now } = room({ e: 1, s: 90 }, () => new Promise((resolve) => (answer = resolve)));
  now().accept();
  now().say({ reset: true });
  now().say({ e: 2, s: 4, m: ["in the snapshot"] });
  now().say({ e: 2, s: 5, m: ["young"] });
  assert.deepEqual(heard, []);
  answer({ e: 2, s: 4 });
  await settled();
  assert.deepEqual(heard, ["young"]);
  now().say({ e: 2, s: 6, m: ["younger"] });
  now().drop();
  mock.timers.tick(2_000);
  assert.equal(now().url, "ws://room/1?e=2&s=6");
  assert.deepEqual(heard, ["young", "younger"]);
  line.close();
});

test("a new epoch without a reset is a reset", async () => {
  let reads = 0;
  const { line, heard, now } = room({ e: 1, s: 3 }, async () => {
    reads += 1;
    return { e: 2, s: 1 };
  });
  now().accept();
  now().say({ e: 2, s: 1, m: ["already there"] });
  now().say({ e: 2, s: 2, m: ["new"] });
  await settled();
  assert.equal(reads, 1);
  assert.deepEqual(heard, ["new"]);
  line.close();
});

test("a snapshot out of reach is tried again with a new line", async () => {
  let reads = 0;
  const { line, wires, heard, now } = room({ e: 1, s: 3 }, async () => {
    reads += 1;
    if (reads === 1) throw new Error("away");
    return { e: 2, s: 0 };
  });
  now().accept();
  now().say({ reset: true });
  await settled();
  mock.timers.tick(2_000);
  assert.equal(wires.length, 2);
  assert.equal(now().url, "ws://room/1");
  now().accept();
  now().say({ reset: true });
  now().say({ e: 2, s: 1, m: ["a"] });
  await settled();
  assert.deepEqual(heard, ["a"]);
  line.close();
});

test("the last batch is acknowledged every five seconds", () => {
  const { line, now } = room({ e: 1, s: 0 });
  now().accept();
  now().say({ e: 1, s: 1, m: ["a"] });
  mock.timers.tick(5_000);
  now().say({ e: 1, s: 2, m: ["b"] });
  mock.timers.tick(5_000);
  assert.deepEqual(now().sent, [{ ack: 1 }, { ack: 2 }]);
  line.close();
  mock.timers.tick(10_000);
  assert.equal(now().sent.length, 2);
});

test("who was removed does not come back; who left does not either", () => {
  const removed = room({ e: 1, s: 0 });
  removed.now().accept();
  removed.now().drop(4403);
  mock.timers.tick(60_000);
  assert.equal(removed.wires.length, 1);
  assert.equal(removed.states.at(-1), "closed");

  const left = room();
  left.now().drop();
  left.line.close();
  mock.timers.tick(60_000);
  assert.equal(left.wires.length, 1);
});

test("a nudge tries at once, and only when a try is due", () => {
  const { line, wires, now } = room({ e: 1, s: 0 });
  line.nudge();
  assert.equal(wires.length, 1);
  now().drop();
  line.nudge();
  assert.equal(wires.length, 2);
  mock.timers.tick(60_000);
  assert.equal(wires.length, 2, "the waiting try was replaced, not added to");
  line.close();
});

test("who signs in goes on over a new connection from where the old one stood", () => {
  const { line, wires, heard, states, now } = room({ e: 7, s: 10 });
  const before = now();
  before.accept();
  before.say({ e: 7, s: 11, m: ["a"] });
  line.renew();
  assert.deepEqual([wires.length, before.readyState, now().url], [2, 3, "ws://room/1?e=7&s=11"]);
  before.say({ e: 7, s: 12, m: ["b"] });
  now().accept();
  now().say({ e: 7, s: 12, m: ["b"] });
  assert.deepEqual([heard, states.includes("reconnecting")], [["a", "b"], false]);
  line.close();
  line.renew();
  assert.equal(wires.length, 2, "a line that was left stays closed");
});
