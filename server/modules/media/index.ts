import type { Parts } from "#platform/parts";
import { mediaRoutes } from "./routes.ts";
import { runEngine } from "./run-engine.ts";

export { fileUrl } from "#platform/storage";
export type { StreamStatus } from "./engine/index.ts";
export { noteStarted, noteStopped, publishLog } from "./note-stream.ts";
export { readAnyUploads, readUploads, type Upload } from "./read-uploads.ts";
export { finishRecording, openRecording, readRecording } from "./recordings.ts";
export { storeImage } from "./store-image.ts";
export { playUrls, rtmpUrl, streamStatus } from "./stream-board.ts";
export { endStream, makeStreamKey, openStream, readStreamKey, revokeStreamKey } from "./stream-keys.ts";

export const parts: Parts = {
  name: "media",
  routes: mediaRoutes,
  open: { role: "media", start: runEngine },
};
