import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTags, writeTags } from "../../demo/clip/flv.ts";
import { openMediaEngine } from "../../server/modules/media/engine/index.ts";
import { answer, cpuMs } from "./children.ts";

const WINDOW_MS = 50;

/** The house's engine, fed by a clip as by any publisher. */
async function house(file: string): Promise<number> {
  const engine = await openMediaEngine({
    host: "127.0.0.1",
    rtmpPort: 0,
    httpPort: 0,
    recordDir: join(mkdtempSync(join(tmpdir(), "jishi-bench-")), "replays"),
    authorize: async ({ name }) => ({ ok: true, streamId: name }),
    onEvent: () => undefined,
    now: () => new Date(),
  });
  await engine.publishClip("1", file);
  return engine.httpPort;
}

/** The least a server can do: the same bytes, cut into the same windows, written to every socket. */
async function plain(file: string): Promise<number> {
  const tags = readTags(await readFile(file));
  const windows = Map.groupBy(tags, ({ timestampMs }) => Math.floor(timestampMs / WINDOW_MS));
  const chunks = Array.from({ length: Math.max(...windows.keys()) + 1 }, (_, n) =>
    writeTags(windows.get(n) ?? []).subarray(13),
  );
  const viewers = new Set<Socket>();
  const server = createServer((socket) => {
    viewers.add(socket.setNoDelay());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => viewers.delete(socket));
  });
  const startedMs = performance.now();
  let n = 0;
  setInterval(() => {
    // A late timer leaves out no picture: what is due goes in one write.
    const due: Buffer[] = [];
    for (; n < (performance.now() - startedMs) / WINDOW_MS; n++) due.push(chunks[n % chunks.length]!);
    const bytes = Buffer.concat(due);
    if (bytes.length > 0) for (const socket of viewers) socket.write(bytes);
  }, WINDOW_MS);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

answer(async ({ do: what, kind, file }) => {
  if (what === "start") return { port: await (kind === "house" ? house : plain)(String(file)) };
  return { cpuMs: cpuMs(), atMs: performance.now(), rssMb: process.memoryUsage.rss() / 1_048_576 };
});
