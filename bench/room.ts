import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureChat } from "./room/measure-chat.ts";
import { measureFlv } from "./room/measure-flv.ts";
import { measureSnapshot } from "./room/measure-snapshot.ts";

const root = join(import.meta.dirname, "..");

/** The 720p sample, put into FLV untouched when it and ffmpeg are here; else the demo's own clip. */
function clip(): { file: string; name: string } {
  const own = { file: join(root, "demo/clip/host.flv"), name: "demo/clip/host.flv" };
  const samples = join(root, "../shared/data/live");
  const sample = existsSync(samples) ? readdirSync(samples).find((name) => name.endsWith(".mp4")) : undefined;
  if (sample === undefined) return own;
  const file = join(mkdtempSync(join(tmpdir(), "jishi-bench-")), "sample.flv");
  const { status } = spawnSync("ffmpeg", ["-v", "error", "-i", join(samples, sample), "-c", "copy", "-f", "flv", file]);
  return status === 0 ? { file, name: sample } : own;
}

const versionOf = (name: string): string =>
  String(
    (JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { version: string }).version,
  );

/** Viewers and chat of a room, each beside the least that could carry the same bytes. */
export async function runRoom({ json }: { json: boolean }): Promise<object> {
  const tell = (line: string): void => void (json || console.log(line));
  const { file, name } = clip();
  tell(`pictures of ${name} to 400 viewers, in turns with a plain writer …`);
  const flv = await measureFlv(file);
  tell("chat to 2,000 sockets, in turns with bare frames and socket.io …");
  const chat = await measureChat();
  tell("entering the room …");
  const snapshot = await measureSnapshot();
  const at100 = chat.byRate.find(({ messagesPerSecond }) => messagesPerSecond === 100)!;
  const house = (at100 as unknown as { house: { corePercent: number } }).house;
  return {
    bench: "room",
    versions: { node: process.versions.node, ws: versionOf("ws"), "socket.io": versionOf("socket.io") },
    clip: name,
    flv,
    chat,
    snapshot,
    goals: {
      flvAtMost13: flv.ratio <= 1.3,
      chatTenTimesSocketIo: at100.toSocketIo >= 10,
      chatQuarterCore: house.corePercent <= 25,
      snapshot50Ms: snapshot.p95Ms <= 50,
    },
  };
}
