import type { House } from "#platform/parts";
import type { StreamStatus } from "./engine/index.ts";

// The engine may run in another process: it tells the state of every stream each second, and whoever asks believes
// the last word for as long as a dropped notice may reasonably take.
export const STATUS_CHANNEL = "media.status";
const BELIEVED_MS = 4_000;

type Heard = { status: StreamStatus; heardMs: number };
const boards = new WeakMap<House, Map<string, Heard>>();

function boardOf(house: House): Map<string, Heard> {
  const known = boards.get(house);
  if (known) return known;
  const board = new Map<string, Heard>();
  boards.set(house, board);
  return board;
}

/** Listens to the engine from now on. */
export function hearStatuses(house: House): void {
  house.bus.on(STATUS_CHANNEL, (message) => {
    const told = message as StreamStatus & { since: string };
    const status = { ...told, since: new Date(told.since) };
    boardOf(house).set(status.streamId, { status, heardMs: performance.now() });
  });
}

/** How a stream is doing, or null when nothing was heard of it for four seconds. */
export function streamStatus(house: House, streamId: bigint): StreamStatus | null {
  const heard = boardOf(house).get(String(streamId));
  return heard && performance.now() - heard.heardMs < BELIEVED_MS ? heard.status : null;
}

const PLAY_HOURS = 12;

/** Where a stream plays. The address carries a grant that ends, so that it cannot be linked to for ever. */
export function playUrls(house: House, streamId: bigint, nowMs: number): { flvUrl: string; hlsUrl: string } {
  const token = house.vault.sign("play", { streamId, until: nowMs + PLAY_HOURS * 3_600_000 });
  const at = `${house.config.mediaUrl}/live/${streamId}`;
  return { flvUrl: `${at}.flv?token=${token}`, hlsUrl: `${at}/live.m3u8?token=${token}` };
}

/** Does this grant open this stream? */
export function mayPlay(house: House, streamId: string, token: string, nowMs: number): boolean {
  const claims = house.vault.verify("play", token);
  return claims?.["streamId"] === streamId && Number(claims["until"]) > nowMs;
}

export const rtmpUrl = ({ config }: House): string =>
  `rtmp://${new URL(config.publicUrl).hostname}:${config.rtmpPort}/live`;
