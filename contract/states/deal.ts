import type { Machine } from "./machine.ts";

export const dealStates = ["scheduled", "running", "ended", "stopped"] as const;
export type DealState = (typeof dealStates)[number];

/** A flash deal: the clock starts and ends it, a person may stop it before. Its stock goes home with its end. */
export const dealMachine: Machine<DealState> = {
  scheduled: ["running", "stopped"],
  running: ["ended", "stopped"],
  ended: [],
  stopped: [],
};
