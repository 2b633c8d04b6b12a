import type { Machine } from "./machine.ts";

export const roomStates = [
  "draft",
  "announced",
  "ready",
  "live",
  "interrupted",
  "ended",
  "cancelled",
  "archived",
] as const;
export type RoomState = (typeof roomStates)[number];

/** A room from its plan to its archive. The picture turns it live, and its loss makes it wait 300 seconds. */
export const roomMachine: Machine<RoomState> = {
  draft: ["announced", "ready", "cancelled"],
  announced: ["announced", "ready", "cancelled"],
  ready: ["live", "cancelled"],
  live: ["interrupted", "ended"],
  interrupted: ["live", "ended"],
  ended: ["archived"],
  cancelled: [],
  archived: [],
};
export const ROOM_GRACE_SECONDS = 300;
