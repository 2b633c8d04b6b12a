/** Makes demo/clip/host.flv anew: `node demo/clip/render.ts [file]`; needs ffmpeg with libx264. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { type FlvTag, isEnd, isHeader, readTags, writeTags } from "./flv.ts";
import { music, sampleRate } from "./music.ts";
import { backdrop, height, loopSeconds, movement, width } from "./stage.ts";

const framesPerSecond = 25;
const samplesPerPacket = 1024;

/** Runs ffmpeg and feeds it chunk by chunk, waiting when it is not ready for more. */
async function encode(args: string[], chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
  const child = spawn("ffmpeg", ["-v", "error", "-y", ...args], { stdio: ["pipe", "inherit", "inherit"] });
  const exit = once(child, "exit");
  for await (const chunk of chunks) if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
  child.stdin.end();
  const [code] = await exit;
  if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`);
}

async function* frames(): AsyncGenerator<Buffer> {
  const still = await sharp(Buffer.from(backdrop())).removeAlpha().raw().toBuffer();
  const draw = (index: number) =>
    sharp(still, { raw: { width, height, channels: 3 } })
      .composite([{ input: Buffer.from(movement(index / framesPerSecond)) }])
      .removeAlpha()
      .raw()
      .toBuffer();
  const total = loopSeconds * framesPerSecond;
  const ahead = 4;
  const queue = Array.from({ length: ahead }, (_, index) => draw(index));
  for (let index = 0; index < total; index += 1) {
    const next = queue.shift();
    if (index + ahead < total) queue.push(draw(index + ahead));
    if (next) yield await next;
  }
}

/** The second of two rounds is cut out, so that the sound's last packet runs into its first without a gap. */
function loopOfSound(tags: FlvTag[]): FlvTag[] {
  const header = tags.filter((tag) => tag.kind === "audio" && isHeader(tag)).slice(0, 1);
  const packets = tags.filter((tag) => tag.kind === "audio" && !isHeader(tag));
  const count = (loopSeconds * sampleRate) / samplesPerPacket;
  const round = packets.slice(count, count * 2);
  if (round.length !== count) throw new Error(`the sound has ${packets.length} packets`);
  const retimed = round.map((tag, i) => ({
    ...tag,
    timestampMs: Math.round((i * samplesPerPacket * 1000) / sampleRate),
  }));
  return [...header.map((tag) => ({ ...tag, timestampMs: 0 })), ...retimed];
}

export async function renderClip(target: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "clip-"));
  const [video, sound] = [path.join(folder, "video.flv"), path.join(folder, "sound.flv")];
  const loop = music();
  await encode(
    ["-f", "s16le", "-ar", String(sampleRate), "-ac", "1", "-i", "-", "-c:a", "aac", "-b:a", "64k", sound],
    [loop, loop],
  );
  const x264 =
    "-c:v libx264 -profile:v main -preset slow -bf 0 -g 25 -keyint_min 25 -sc_threshold 0 -crf 26 -maxrate 385k -bufsize 600k -pix_fmt yuv420p";
  const input = [
    "-f",
    "rawvideo",
    "-pix_fmt",
    "rgb24",
    "-s",
    `${width}x${height}`,
    "-r",
    String(framesPerSecond),
    "-i",
    "-",
  ];
  await encode([...input, ...x264.split(" "), "-flvflags", "no_duration_filesize", video], frames());
  const pictures = readTags(await readFile(video)).filter((tag) => tag.kind !== "audio" && !isEnd(tag));
  const both = [...pictures, ...loopOfSound(readTags(await readFile(sound)))];
  const order = (tag: FlvTag) =>
    tag.timestampMs * 4 + (tag.kind === "script" ? 0 : isHeader(tag) ? 1 : tag.kind === "video" ? 2 : 3);
  await writeFile(target, writeTags(both.sort((a, b) => order(a) - order(b))));
  await rm(folder, { recursive: true });
}

if (import.meta.main) await renderClip(process.argv[2] ?? path.join(import.meta.dirname, "host.flv"));
