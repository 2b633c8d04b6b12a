import { mkdir } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { loadClip, playClip } from "./clip-publisher.ts";
import type { Ask, Authorized, MediaEvent, Recorded, StreamStatus } from "./contract.ts";
import { askWithin, createPlayGrants } from "./grants.ts";
import { servePlay } from "./http.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { createRecordings } from "./recordings.ts";
import { answer } from "./respond.ts";
import { serveRtmp } from "./rtmp-session.ts";
import { createStream, type Stream } from "./stream.ts";

export type { Ask, Authorized, MediaEvent, Recorded, StopReason, StreamStatus } from "./contract.ts";

export type MediaEngine = {
  rtmpPort: number;
  httpPort: number;
  status(streamId: string): StreamStatus | null;
  list(): StreamStatus[];
  /** Ends the publisher; `why` is what it is told. */
  kick(streamId: string, why: string): boolean;
  /** Loops an FLV file for ever, as a publisher of its own; a real publisher takes over from it. */
  publishClip(streamId: string, flvPath: string): Promise<{ stop(): void }>;
  startRecording(streamId: string, recordingId: string): void;
  finishRecording(recordingId: string): Promise<Recorded | null>;
  close(): Promise<void>;
};

export type MediaEngineOptions = {
  host: string;
  /** 0 takes a free port. */
  rtmpPort: number;
  httpPort: number;
  recordDir: string;
  authorize(ask: Ask): Promise<Authorized>;
  onEvent(event: MediaEvent): void;
  now(): Date;
  limits?: Partial<Limits>;
};

const KEEP_ALIVE_MS = 30_000;

/** Opens both ports; rejects when a port is taken or the folder cannot be made. */
export async function openMediaEngine(options: MediaEngineOptions): Promise<MediaEngine> {
  const { host, recordDir, authorize, onEvent, now } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const elapsedMs = (): number => performance.now();
  const streams = new Map<string, Stream>();
  const recordings = createRecordings({ recordDir, limits, now, onEvent });
  await mkdir(recordDir, { recursive: true });

  function streamOf(streamId: string): Stream {
    const known = streams.get(streamId);
    if (known) return known;
    const stream = createStream(streamId, { limits, now, elapsedMs, onEvent, onSegment: recordings.take });
    streams.set(streamId, stream);
    return stream;
  }

  const rtmp = createTcpServer((socket) =>
    serveRtmp(socket, {
      limits,
      mayPublish: (ask) => askWithin(limits.authorizeMs, authorize, ask),
      publish: (streamId, publisher) => streamOf(streamId).publish(publisher),
      refused: (name, why, remote) => onEvent({ kind: "refused", name, why, remote, at: now() }),
    }),
  );
  const mayPlay = createPlayGrants(authorize, limits, elapsedMs);
  const house = { limits, recordDir, elapsedMs, mayPlay, stream: (id: string) => streams.get(id) };
  const http = createHttpServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    servePlay(house, request, response).catch(() =>
      response.headersSent ? response.destroy() : answer(response, 500),
    );
  });
  const sockets = new Set<Socket>();
  for (const server of [rtmp, http]) server.on("connection", (socket: Socket) => remember(sockets, socket));
  const rtmpPort = await listen(rtmp, host, options.rtmpPort);
  const httpPort = await listen(http, host, options.httpPort).catch(async (error: unknown) => {
    await shut(rtmp);
    throw error;
  });

  const isOn = (status: StreamStatus | null): status is StreamStatus => status !== null;
  return {
    rtmpPort,
    httpPort,
    status: (streamId) => streams.get(streamId)?.status() ?? null,
    list: () => [...streams.values()].map((stream) => stream.status()).filter(isOn),
    kick: (streamId, why) => streams.get(streamId)?.kick("kicked", why) ?? false,
    async publishClip(streamId, flvPath) {
      const clip = await loadClip(flvPath);
      return playClip(clip, streamOf(streamId).publish, elapsedMs);
    },
    startRecording: recordings.start,
    finishRecording: (recordingId) =>
      recordings.finish(recordingId, (streamId) =>
        streams
          .get(streamId)
          ?.window.segments()
          .find(({ done }) => !done),
      ),
    async close() {
      const closed = Promise.all([shut(rtmp), shut(http)]);
      for (const stream of streams.values()) stream.kick("closed", "the server is closing");
      for (const socket of sockets) socket.destroy();
      await closed;
      await recordings.settle();
    },
  };
}

function remember(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  socket.on("error", () => socket.destroy());
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const shut = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
