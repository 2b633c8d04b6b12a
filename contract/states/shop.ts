import type { Machine } from "./machine.ts";

export const shopStates = [
  "draft",
  "submitted",
  "checking",
  "waiting_provider",
  "rejected",
  "open",
  "paused",
  "limited",
  "frozen",
  "closing",
  "closed",
] as const;
export type ShopState = (typeof shopStates)[number];

/** A shop from its application to its end. */
export const shopMachine: Machine<ShopState> = {
  draft: ["submitted"],
  submitted: ["checking", "rejected"],
  checking: ["waiting_provider", "rejected"],
  waiting_provider: ["open", "rejected"],
  rejected: ["draft", "submitted"],
  open: ["paused", "limited", "frozen", "closing"],
  paused: ["open", "closing"],
  limited: ["open", "closing"],
  frozen: ["open", "closing"],
  closing: ["open", "closed"],
  closed: [],
};
