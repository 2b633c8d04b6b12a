import type { Parts } from "#platform/parts";

export const parts: Parts = { name: "ledger" };
