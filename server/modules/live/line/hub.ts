import type { RoomMessageWire } from "#contract/room-stream";
import { after, type Timer } from "#platform/timers";
import { buildFrame } from "#platform/ws-frames";
import { type ChatAllowance, fullAllowance, type Numbered, thin } from "./lanes.ts";
import { openRing, type Ring } from "./ring.ts";
import { type Viewer, write } from "./viewer.ts";

export type Position = { e: string; s: number };

/** A room in this program: who watches, what was told last, and what waits for the next frame. */
export type Hub = {
  roomId: bigint;
  epoch: string;
  state: string;
  viewers: Set<Viewer>;
  ring: Ring;
  /** The last number heard; nothing until the table was read. */
  last: number | undefined;
  /** The last number that was sent. */
  sent: number;
  waiting: Numbered[];
  passing: Map<string, RoomMessageWire>;
  allowance: ChatAllowance;
  timer: Timer | undefined;
  /** The readings that the pages have. */
  shown: { online: number; likes: number };
  /** The last that was passed on of each running drop. */
  deals: Map<bigint, { left: number; waiting: number; atMs: number }>;
  emptySinceMs: number;
};

const WINDOW_MS = 100;
const WIDE_WINDOW_MS = 200;
const CROWD = 5_000;
const RESET = buildFrame(JSON.stringify({ reset: true }));

/** A room's numbers only ever rise, so its line has one epoch for as long as the room stands. */
export const epochOf = (roomId: bigint): string => String(roomId);

export function openHub(roomId: bigint, nowMs: number): Hub {
  return {
    roomId,
    epoch: epochOf(roomId),
    state: "",
    viewers: new Set(),
    ring: openRing(),
    last: undefined,
    sent: 0,
    waiting: [],
    passing: new Map(),
    allowance: fullAllowance(nowMs),
    timer: undefined,
    shown: { online: -1, likes: -1 },
    deals: new Map(),
    emptySinceMs: nowMs,
  };
}

/** The table says how far the room was told; what was heard meanwhile and is newer goes on from there. */
export function startAt(hub: Hub, told: number): void {
  const early = hub.waiting;
  hub.waiting = [];
  hub.last = told;
  hub.sent = told;
  for (const entry of early) hear(hub, entry);
}

/** Takes the next number. A number left out means that the bus was cut: everybody reads the room anew. */
export function hear(hub: Hub, { n, m }: Numbered): void {
  if (hub.last === undefined) return void hub.waiting.push({ n, m });
  if (n <= hub.last) return;
  if (n > hub.last + 1) lose(hub, n - 1);
  hub.last = n;
  hub.waiting.push({ n, m });
  const state = m.find((message) => message.kind === "state");
  if (state) hub.state = state.state;
  // What ends or turns a room waits for no window.
  if (state) return flush(hub);
  wake(hub);
}

/** A reading that the next one replaces: sent with the next frame, never numbered. */
export function pass(hub: Hub, message: RoomMessageWire): void {
  hub.passing.set(message.kind === "dealLeft" ? `dealLeft:${message.dealId}` : message.kind, message);
  wake(hub);
}

/** From here on nothing is known of what was told up to `told`. */
export function lose(hub: Hub, told: number): void {
  hub.ring.forget();
  hub.waiting = [];
  hub.last = told;
  hub.sent = told;
  for (const viewer of hub.viewers) write(viewer, [RESET]);
}

function wake(hub: Hub): void {
  hub.timer ??= after(hub.viewers.size > CROWD ? WIDE_WINDOW_MS : WINDOW_MS, () => flush(hub));
}

/** Builds what waited into one frame and writes the same bytes to every socket. */
export function flush(hub: Hub): void {
  hub.timer?.stop();
  hub.timer = undefined;
  const nowMs = performance.now();
  const entries = thin(hub.waiting, hub.allowance, nowMs);
  const passing = [...hub.passing.values()];
  hub.waiting = [];
  hub.passing.clear();
  if (entries.length > 0) {
    const f = entries[0]!.n;
    const s = entries.at(-1)!.n;
    const many = f === s ? {} : { f, c: entries.map(({ m }) => m.length) };
    const told = { e: hub.epoch, s, ...many };
    const m = entries.flatMap((entry) => entry.m);
    const kept = buildFrame(JSON.stringify({ ...told, m }));
    hub.ring.keep({ f, s, atMs: nowMs, frame: kept });
    hub.sent = s;
    const frame = passing.length === 0 ? kept : buildFrame(JSON.stringify({ ...told, m: [...m, ...passing] }));
    for (const viewer of hub.viewers) write(viewer, [frame]);
  } else if (passing.length > 0) {
    const frame = buildFrame(JSON.stringify({ m: passing }));
    for (const viewer of hub.viewers) write(viewer, [frame]);
  }
}

/** Lets a viewer in: with what was missed since its position, or with the word to read the room anew. */
export function join(hub: Hub, viewer: Viewer, from: Position | undefined): void {
  hub.viewers.add(viewer);
  viewer.acked = Math.max(from?.s ?? 0, hub.sent);
  if (!from) return;
  if (from.e !== hub.epoch) return write(viewer, [RESET]);
  if (from.s > hub.sent) return promise(hub, viewer, from.s);
  if (from.s === hub.sent) return;
  write(viewer, hub.ring.after(from.s) ?? [RESET]);
}

const AHEAD_MS = 3_000;

/** The page's snapshot may be some moments younger than what the bus has brought here. */
function promise(hub: Hub, viewer: Viewer, s: number): void {
  after(AHEAD_MS, () => {
    if ((hub.last ?? 0) < s && hub.viewers.has(viewer)) write(viewer, [RESET]);
  });
}

/** To some of the room at once, without a number. */
export function whisper(hub: Hub, messages: readonly RoomMessageWire[], to: (viewer: Viewer) => boolean): Viewer[] {
  const meant = [...hub.viewers].filter(to);
  if (meant.length === 0 || messages.length === 0) return meant;
  const frame = buildFrame(JSON.stringify({ m: messages }));
  for (const viewer of meant) write(viewer, [frame]);
  return meant;
}
