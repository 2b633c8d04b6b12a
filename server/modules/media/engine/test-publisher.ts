import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { readAmf } from "./amf.ts";
import type { MediaEngine } from "./index.ts";
import { defaultLimits } from "./limits.ts";
import { createChunkReader } from "./rtmp-chunks.ts";
import { audioFrame, audioHeader, chunked, commandOf, videoFrame, videoHeader } from "./test-media.ts";
import { until } from "./test-world.ts";

export type TestPublisher = {
  socket: Socket;
  /** The codes the server told, such as NetStream.Publish.Start. */
  codes: string[];
  send(kind: 8 | 9, atMs: number, body: Buffer): void;
  isClosed(): boolean;
  close(): void;
};

/** The bytes an encoder sends before its first frame. */
export const openingBytes = (app: string, target: string): Buffer =>
  Buffer.concat([
    Buffer.from([3]),
    randomBytes(1536 * 2),
    commandOf(0, "connect", 1, { app, tcUrl: `rtmp://localhost/${app}` }),
    commandOf(0, "releaseStream", 2, null, target),
    commandOf(0, "createStream", 3, null),
    commandOf(1, "publish", 4, null, target, "live"),
  ]);

export async function openPublisher(engine: MediaEngine, target: string, app = "live"): Promise<TestPublisher> {
  const socket = connect(engine.rtmpPort, "127.0.0.1");
  const reader = createChunkReader(defaultLimits);
  const codes: string[] = [];
  let greeted = false;
  let isClosed = false;
  socket.on("data", (bytes) => {
    reader.feed(bytes);
    greeted ||= reader.takeRaw(3073) !== null;
    for (let message = greeted ? reader.next() : null; message; message = reader.next()) {
      if (message.type === 1) reader.setChunkBytes(message.body.readUInt32BE());
      else if (message.type === 20) codes.push(...codesIn(message.body));
    }
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    isClosed = true;
  });
  socket.write(openingBytes(app, target));
  await until("an answer to publish", () => isClosed || codes.some((code) => code.startsWith("NetStream")));
  return {
    socket,
    codes,
    send: (kind, atMs, body) => void socket.write(chunked(kind === 8 ? 4 : 6, kind, 1, atMs, body)),
    isClosed: () => isClosed,
    close: () => socket.destroy(),
  };
}

function codesIn(body: Buffer): string[] {
  return readAmf(body).flatMap((value) => {
    const code = value && typeof value === "object" && !Array.isArray(value) ? value["code"] : undefined;
    return typeof code === "string" ? [code] : [];
  });
}

export function sendHeaders(publisher: TestPublisher): void {
  publisher.send(9, 0, videoHeader());
  publisher.send(8, 0, audioHeader());
}

/** Frames at 25 a second, a keyframe each second, sound beside them: as fast as the socket takes them. */
export function sendFrames(publisher: TestPublisher, fromMs: number, toMs: number, frameBytes = 400): void {
  for (let atMs = fromMs; atMs < toMs; atMs += 40) {
    publisher.send(9, atMs, videoFrame(atMs % 1000 === 0, frameBytes));
    publisher.send(8, atMs, audioFrame());
  }
}
