import type { Machine } from "./machine.ts";

export const intentStates = ["created", "submitted", "closing", "closed", "captured", "failed", "quarantined"] as const;
export type IntentState = (typeof intentStates)[number];

/** A payment asked for. Money for a closed one is revived or given back, never kept (PY3). */
export const intentMachine: Machine<IntentState> = {
  // A verified success counts even when our note that the payment was opened was lost with its writer.
  created: ["submitted", "captured", "closing", "failed", "quarantined"],
  submitted: ["captured", "closing", "quarantined"],
  closing: ["closed", "captured", "quarantined"],
  closed: ["captured", "quarantined"],
  captured: [],
  failed: ["quarantined"],
  quarantined: [],
};

export const refundStates = ["requested", "processing", "succeeded", "closed", "abnormal"] as const;
export type RefundState = (typeof refundStates)[number];

/** Money on its way back. Unknown is never a no: the same number is asked again. */
export const refundMachine: Machine<RefundState> = {
  requested: ["processing", "succeeded", "closed", "abnormal"],
  processing: ["succeeded", "closed", "abnormal"],
  abnormal: ["processing", "succeeded"],
  closed: ["requested"],
  succeeded: [],
};
