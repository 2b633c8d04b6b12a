import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Authorize } from "./grants.ts";
import { readPlaylistAsk, serveLiveFile, serveLivePlaylist } from "./hls-routes.ts";
import type { Limits } from "./limits.ts";
import { PLAYLIST } from "./recording-folder.ts";
import { RECORDING_ID } from "./recordings.ts";
import { answer, beginEndless } from "./respond.ts";
import type { Stream } from "./stream.ts";

export type PlayHouse = {
  limits: Limits;
  recordDir: string;
  elapsedMs(): number;
  mayPlay: Authorize;
  stream(streamId: string): Stream | undefined;
};

type Visit = { house: PlayHouse; request: IncomingMessage; response: ServerResponse; query: URLSearchParams };

const FLV = /^\/live\/([\w-]{1,128})\.flv$/;
const LIVE_FILE = /^\/live\/([\w-]{1,128})\/([\w.-]{1,128})$/;
const REPLAY_FILE = /^\/replays\/([\w-]{1,128})\/(index\.m3u8|[0-9a-f]{16}-(?:init\.mp4|\d{1,12}\.m4s))$/;

/** Everything a player may ask for: matched against fixed shapes, so no path leads anywhere else. */
export async function servePlay(house: PlayHouse, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "OPTIONS")
    return answer(response, 204, "", {
      "access-control-allow-methods": "GET, HEAD",
      "access-control-allow-headers": "*",
    });
  if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405, "", { allow: "GET, HEAD" });
  const [path = "", search = ""] = (request.url ?? "").split("?", 2);
  const visit: Visit = { house, request, response, query: new URLSearchParams(search) };

  const flv = FLV.exec(path);
  if (flv?.[1]) return watchFlv(visit, flv[1]);
  const file = LIVE_FILE.exec(path);
  if (file?.[1] && file[2])
    return file[2] === "live.m3u8" ? watchHls(visit, file[1]) : fetchLiveFile(visit, file[1], file[2]);
  const replay = REPLAY_FILE.exec(path);
  if (replay?.[1] && replay[2]) return fetchReplay(visit, replay[1], replay[2]);
  answer(response, 404);
}

/** The stream this visitor may watch now; otherwise the refusal is already sent. */
async function admitted({ house, request, response, query }: Visit, streamId: string): Promise<Stream | null> {
  const allowed = await house.mayPlay({
    action: "play",
    app: "live",
    name: streamId,
    token: query.get("token") ?? "",
    query: Object.fromEntries(query),
    remote: request.socket.remoteAddress ?? "unknown",
  });
  const stream = allowed.ok ? house.stream(allowed.streamId) : undefined;
  if (!allowed.ok) answer(response, 403);
  else if (!stream?.status()) answer(response, 404);
  else return stream;
  return null;
}

async function watchFlv(visit: Visit, streamId: string): Promise<void> {
  const { request, response } = visit;
  const stream = await admitted(visit, streamId);
  const { socket } = request;
  if (!stream || socket.destroyed) return;
  if (request.method === "HEAD") return answer(response, 200, "", { "content-type": "video/x-flv" });
  beginEndless(response, "video/x-flv");
  socket.setNoDelay(true);
  // The bytes go to the socket itself: a response would wrap and count each of them again.
  const outlet = {
    write: (bytes: Buffer): void => void socket.write(bytes),
    queuedBytes: (): number => socket.writableLength,
    finish: (): void => void response.end(),
    cut: (): void => void socket.destroy(),
  };
  const seat = stream.joinFlv(outlet);
  if (!seat) return outlet.finish();
  socket.on("close", () => seat.leave());
}

async function watchHls(visit: Visit, streamId: string): Promise<void> {
  const { house, request, response, query } = visit;
  const stream = await admitted(visit, streamId);
  if (!stream) return;
  const ask = readPlaylistAsk(query);
  if (ask === "malformed") return answer(response, 400);
  const { socket, headers } = request;
  stream.seeHlsViewer(`${socket.remoteAddress} ${headers["user-agent"]} ${query.get("token") ?? ""}`);
  const { limits, elapsedMs } = house;
  await serveLivePlaylist(response, stream.window, ask, { limits, elapsedMs, isLive: () => stream.status() !== null });
}

/** Not asked again for each part: only the playlist, which was allowed, tells the random names. */
async function fetchLiveFile({ house, response }: Visit, streamId: string, name: string): Promise<void> {
  const stream = house.stream(streamId);
  if (!stream) return answer(response, 404);
  await serveLiveFile(response, stream.window, name, house);
}

async function fetchReplay(visit: Visit, recordingId: string, name: string): Promise<void> {
  const { house, request, response, query } = visit;
  if (!RECORDING_ID.test(recordingId)) return answer(response, 404);
  const isPlaylist = name === PLAYLIST;
  if (isPlaylist) {
    const token = query.get("token") ?? "";
    const remote = request.socket.remoteAddress ?? "unknown";
    const ask = {
      action: "play" as const,
      app: "replays",
      name: recordingId,
      token,
      query: Object.fromEntries(query),
      remote,
    };
    if (!(await house.mayPlay(ask)).ok) return answer(response, 403);
  }
  const path = join(house.recordDir, recordingId, name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return answer(response, 404);
  const type = isPlaylist ? "application/vnd.apple.mpegurl" : "video/mp4";
  const kept = isPlaylist ? "no-cache" : "public, max-age=31536000, immutable";
  response.writeHead(200, {
    "access-control-allow-origin": "*",
    "x-content-type-options": "nosniff",
    "content-type": type,
    "content-length": found.size,
    "cache-control": kept,
  });
  if (request.method === "HEAD") return void response.end();
  await pipeline(createReadStream(path), response);
}
