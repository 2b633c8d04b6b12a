import type { GatewayLimits } from "../port.ts";

/** The sandbox keeps to the strictest provider's rules, but for the wait before a split, which only a fault makes it insist on. */
export const LIMITS: GatewayLimits = {
  splitCapBp: 3000,
  splitReceiversMax: 50,
  splitRequestsMax: 50,
  splitAfterSeconds: 0,
  frozenDaysMax: 180,
  refundDaysMax: 365,
  refundPartsMax: 50,
  partsMax: 10,
  takesBackFromPersons: false,
};
