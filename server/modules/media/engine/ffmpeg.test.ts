import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { MediaEngine } from "./index.ts";
import { liveUrl, until, withEngine } from "./test-world.ts";

const ffmpeg = process.env["FFMPEG_PATH"] ?? "ffmpeg";
const skip = spawnSync(ffmpeg, ["-version"]).error ? "ffmpeg is not installed: real encoders were NOT tested" : false;

/** The project's shared clip when it lies beside the repository, else four seconds of a test picture. */
function sourceIn(folder: string): string {
  const beside = resolve(import.meta.dirname, "../../../../../shared/data/live");
  const shared = existsSync(beside) ? globSync(`${beside}/*.mp4`)[0] : undefined;
  if (shared) return shared;
  const path = join(folder, "source.mp4");
  const made = spawnSync(ffmpeg, [
    ..."-v error -f lavfi -i testsrc=size=720x1280:rate=30 -f lavfi -i sine=frequency=440:sample_rate=44100 -t 12".split(
      " ",
    ),
    ..."-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 60 -c:a aac".split(" "),
    path,
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  return path;
}

const pushTo = (engine: MediaEngine, key: string, source: string, seconds: number): ChildProcess =>
  spawn(ffmpeg, [
    ...`-v error -re -t ${seconds} -i`.split(" "),
    source,
    ..."-c copy -f flv".split(" "),
    `rtmp://127.0.0.1:${engine.rtmpPort}/live/${key}`,
  ]);

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => (child.exitCode === null ? child.on("exit", done) : done(child.exitCode)));

type Probe = { streams: { codec_name: string; width?: number; height?: number }[]; format: { duration?: string } };

/** Asynchronous, because the engine that is probed lives in this process. */
async function probe(url: string, ...more: string[]): Promise<Probe> {
  const child = spawn(ffmpeg.replace(/ffmpeg([^/]*)$/, "ffprobe$1"), [
    "-v",
    "error",
    "-of",
    "json",
    "-show_streams",
    "-show_format",
    ...more,
    url,
  ]);
  const faults: Buffer[] = [];
  const out: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => out.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => faults.push(bytes));
  await new Promise((done) => child.on("close", done));
  assert.equal(child.exitCode, 0, Buffer.concat(faults).toString());
  return JSON.parse(Buffer.concat(out).toString()) as Probe;
}

function assertHost({ streams }: Probe): void {
  const video = streams.find(({ codec_name }) => codec_name === "h264");
  assert.deepEqual([video?.width, video?.height], [720, 1280]);
  assert.ok(streams.some(({ codec_name }) => codec_name === "aac"));
}

test(
  "ffmpeg pushes; ffprobe reads FLV and HLS beside each other; the recording plays at its right length",
  { skip },
  () =>
    withEngine({}, async ({ engine, folder }) => {
      const source = sourceIn(folder);
      engine.startRecording("a", "r1");
      const push = pushTo(engine, "key-a", source, 6);
      await until("the first second", () => (engine.status("a")?.mediaTimeMs ?? 0) > 1_000, 8_000);
      const [flv, hls] = await Promise.all([
        probe(liveUrl(engine, "/live/a.flv"), "-analyzeduration", "1000000"),
        probe(liveUrl(engine, "/live/a/live.m3u8"), "-analyzeduration", "1000000"),
      ]);
      assertHost(flv);
      assertHost(hls);
      await until("three seconds", () => (engine.status("a")?.mediaTimeMs ?? 0) > 3_500, 6_000);
      const status = engine.status("a");
      assert.ok(Math.abs((status?.fps ?? 0) - 30) < 3, `${status?.fps} fps`);
      assert.ok((status?.bitrateKbps ?? 0) > 50 && (status?.bitrateKbps ?? 0) < 4_000);

      assert.equal(await ended(push), 0);
      await until("the stop", () => engine.status("a") === null);
      const recorded = await engine.finishRecording("r1");
      assert.ok(Math.abs((recorded?.durationMs ?? 0) - 6_000) < 120, `${recorded?.durationMs} ms`);
      const replay = await probe(liveUrl(engine, "/replays/r1/index.m3u8"));
      assertHost(replay);
      assert.ok(Math.abs(Number(replay.format.duration) - 6) < 0.15, `${replay.format.duration} s`);
      const decode = spawn(ffmpeg, ["-v", "error", "-i", liveUrl(engine, "/replays/r1/index.m3u8"), "-f", "null", "-"]);
      let faults = "";
      decode.stderr.on("data", (bytes: Buffer) => (faults += bytes.toString()));
      assert.equal(await ended(decode), 0);
      assert.equal(faults, "", "every recorded frame decodes");
    }),
);

test("ffmpeg with a wrong key is refused; a second ffmpeg takes over from the first", { skip }, () =>
  withEngine({}, async ({ engine, events, folder }) => {
    const source = sourceIn(folder);
    assert.notEqual(await ended(pushTo(engine, "wrong", source, 3)), 0);
    assert.equal(events.at(-1)?.kind, "refused");
    const first = pushTo(engine, "key-a", source, 9);
    await until("the first", () => engine.status("a")?.hasVideo === true, 6_000);
    const second = pushTo(engine, "key-a", source, 9);
    assert.notEqual(await ended(first), 0);
    assert.equal(engine.status("a")?.publishing, true);
    second.kill("SIGKILL");
    await until("the stop", () => engine.status("a") === null);
    assert.deepEqual(
      events.map((event) => (event.kind === "stopped" ? event.why : event.kind)),
      ["refused", "started", "taken_over", "started", "closed"],
    );
  }),
);

test("a clip made by ffmpeg loops: what a viewer gets over the seam decodes without a fault", { skip }, () =>
  withEngine({}, async ({ engine, folder }) => {
    const path = join(folder, "clip.flv");
    const cut = spawnSync(ffmpeg, ["-v", "error", "-i", sourceIn(folder), ..."-t 2 -c copy -f flv".split(" "), path]);
    assert.equal(cut.status, 0);
    await engine.publishClip("a", path);
    await pause(300);
    const read = spawn(ffmpeg, ["-v", "error", "-t", "4.5", "-i", liveUrl(engine, "/live/a.flv"), "-f", "null", "-"]);
    let faults = "";
    read.stderr.on("data", (bytes: Buffer) => (faults += bytes.toString()));
    assert.equal(await ended(read), 0);
    assert.equal(faults, "");
    assert.ok((engine.status("a")?.mediaTimeMs ?? 0) > 4_000);
  }),
);
