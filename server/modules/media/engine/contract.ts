export type Authorized = { ok: true; streamId: string } | { ok: false; why: string };

export type Ask = {
  action: "publish" | "play";
  app: string;
  name: string;
  token: string;
  query: Record<string, string>;
  remote: string;
};

export type StopReason = "closed" | "idle" | "kicked" | "taken_over" | "protocol" | "superseded_clip";

export type MediaEvent =
  | { kind: "started"; streamId: string; sessionId: string; at: Date; remote: string }
  | { kind: "stopped"; streamId: string; sessionId: string; at: Date; why: StopReason }
  | { kind: "refused"; name: string; why: string; remote: string; at: Date }
  | { kind: "recorded"; streamId: string; recordingId: string; segments: number; durationMs: number }
  | { kind: "recording_failed"; streamId: string; recordingId: string; why: string; at: Date };

export type StreamStatus = {
  streamId: string;
  publishing: boolean;
  since: Date;
  sessionId: string;
  bitrateKbps: number;
  fps: number;
  width: number;
  height: number;
  videoCodec: string | null;
  audioCodec: string | null;
  viewers: number;
  hasVideo: boolean;
  hasAudio: boolean;
  mediaTimeMs: number;
};

export type Recorded = { durationMs: number; segments: number };
