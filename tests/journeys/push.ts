import { type ChildProcess, spawn } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../bin/tool.ts";

/** A recorded host where one lies beside the project, else the clip of the demo world. */
const recorded = globSync(join(root, "../shared/data/live/*.mp4"))[0];
const clip = recorded ?? join(root, "demo/clip/host.flv");
/** What the desk has to say of the clip. */
export const clipShape = recorded === undefined ? { size: "540×960", fps: 25 } : { size: "720×1280", fps: 30 };

export type Push = { stop: () => Promise<void>; ended: Promise<{ code: number | null; said: string }> };

/** Pushes the clip over RTMP as an encoder does, in real time and without end. */
export function push(rtmpUrl: string, key: string): Push {
  const args = ["-hide_banner", "-loglevel", "error", "-re", "-stream_loop", "-1", "-i", clip];
  const child: ChildProcess = spawn("ffmpeg", [...args, "-c", "copy", "-f", "flv", `${rtmpUrl}/${key}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once("exit", (code) => resolve({ code, said })),
  );
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return { stop, ended };
}
