import { mkdtemp, rm } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type MediaEngine, type MediaEngineOptions, type MediaEvent, openMediaEngine } from "./index.ts";
import type { FlvFile } from "./test-media.ts";
import { parseFlv } from "./test-media.ts";

export type TestEngine = { engine: MediaEngine; events: MediaEvent[]; folder: string; reopen(): Promise<MediaEngine> };

/** An engine on free ports that knows one rule: the key `key-X` publishes, and everybody watches, the stream `X`. */
export async function withEngine(
  changes: Partial<MediaEngineOptions>,
  story: (world: TestEngine) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "jishi-media-"));
  const events: MediaEvent[] = [];
  const open = (): Promise<MediaEngine> =>
    openMediaEngine({
      host: "127.0.0.1",
      rtmpPort: 0,
      httpPort: 0,
      recordDir: join(folder, "replays"),
      authorize: ({ action, name }) =>
        Promise.resolve(
          action === "play" || name.startsWith("key-")
            ? { ok: true, streamId: name.replace("key-", "") }
            : { ok: false, why: "unknown key" },
        ),
      onEvent: (event) => events.push(event),
      now: () => new Date(),
      ...changes,
    });
  const world: TestEngine = {
    engine: await open(),
    events,
    folder,
    async reopen() {
      await world.engine.close();
      world.engine = await open();
      return world.engine;
    },
  };
  try {
    await story(world);
  } finally {
    await world.engine.close();
    await rm(folder, { recursive: true });
  }
}

export async function until(what: string, isSo: () => boolean, timeoutMs = 4_000): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error(`waited in vain: ${what}`);
    await pause(10);
  }
}

export const liveUrl = (engine: MediaEngine, path: string): string => `http://127.0.0.1:${engine.httpPort}${path}`;

export type FlvWatch = { bytes(): Buffer; file(): FlvFile; ended: Promise<void>; isEnded(): boolean; leave(): void };

/** Watches an FLV stream and keeps everything that came. */
export function watchFlv(engine: MediaEngine, streamId: string): Promise<FlvWatch> {
  return new Promise((resolve, reject) => {
    const request = get(liveUrl(engine, `/live/${streamId}.flv?token=t`), (response) => {
      if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
      const chunks: Buffer[] = [];
      let isEnded = false;
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      const ended = new Promise<void>((done) => {
        response.on("close", () => {
          isEnded = true;
          done();
        });
        response.on("error", () => done());
      });
      const bytes = (): Buffer => Buffer.concat(chunks);
      const file = (): FlvFile => parseFlv(bytes());
      resolve({ bytes, file, ended, isEnded: () => isEnded, leave: () => request.destroy() });
    });
    request.on("error", reject);
  });
}
