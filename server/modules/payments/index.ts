import type { Parts } from "#platform/parts";
import { jobs, sweeps } from "./jobs.ts";
import { routes } from "./routes.ts";

export { type Captured, capturePayments } from "./capture-payments.ts";
export { closeIntents } from "./close-intents.ts";
export type { Capture } from "./decide-captures.ts";
export { type Provider, provider } from "./gateway.ts";
export { type Intent, type IntentPart, type Purpose, readIntent } from "./intents.ts";
export { lookAtPayment } from "./look-at-payments.ts";
export { openAtProvider, type OpenedIntent, type Opening } from "./open-at-provider.ts";
export { type Ask, openIntents } from "./open-intents.ts";
export { type RefundAsked, requestRefunds } from "./request-refunds.ts";
export { requestSplit, type SplitAsked } from "./request-split.ts";

export const parts: Parts = { name: "payments", routes, jobs, sweeps };
