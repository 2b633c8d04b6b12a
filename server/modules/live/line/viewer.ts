import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { roomCloseCodes } from "#contract/room-stream";
import type { BuiltFrame } from "#platform/ws-frames";

const WAITING_MAX_BYTES = 262_144;

/** One open socket of a room. */
export type Viewer = {
  ws: WebSocket;
  /** The connection under it: a frame that was built once is written here, past the library's own framing. */
  stream: Duplex;
  canInflate: boolean;
  personId: bigint | undefined;
  /** p:person or d:device; nothing for who names no device. */
  visitor: string | undefined;
  /** Host and moderators see the desk and are not counted. */
  isDesk: boolean;
  joinedMs: number;
  /** Up to where the page says it has read. */
  acked: number;
  heardMs: number;
};

/** Writes prebuilt frames. A page that lets too much pile up is cut: it comes back and resumes. */
export function write(viewer: Viewer, frames: readonly BuiltFrame[]): void {
  const { ws, stream, canInflate } = viewer;
  if (ws.readyState !== ws.OPEN) return;
  if (stream.writableLength > WAITING_MAX_BYTES) return ws.terminate();
  const [only, more] = frames;
  if (!only) return;
  const bytes = (frame: BuiltFrame): Buffer => (canInflate ? frame.deflated : frame.plain);
  stream.write(more === undefined ? bytes(only) : Buffer.concat(frames.map(bytes)));
}

const PATIENCE_MS = 30_000;
const PING_MS = 15_000;

/** Keeps the connection honest: pinged, and cut when nothing comes back or reading lags for thirty seconds. */
export function tend(viewer: Viewer, nowMs: number, oldestUnreadMs: number | undefined): void {
  const { ws, heardMs, joinedMs } = viewer;
  const unreadSince = Math.max(oldestUnreadMs ?? nowMs, joinedMs);
  if (nowMs - heardMs > PATIENCE_MS || nowMs - unreadSince > PATIENCE_MS) {
    ws.close(roomCloseCodes.tooSlow, "reading too slowly");
    // Whoever does not read will not read the farewell either.
    if (nowMs - heardMs > PATIENCE_MS * 1.5) ws.terminate();
  } else if (nowMs - heardMs > PING_MS) ws.ping();
}
