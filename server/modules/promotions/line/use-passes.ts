import type { Tx } from "#platform/db";
import { markUsed, type Place } from "./entry-rows.ts";

/**
 * Spends the passes of these people together with the orders they were spent on: shown again, a pass is worth nothing,
 * since `readAdmitted` no longer names its holder.
 */
export const usePasses = (tx: Tx, places: readonly Place[]): Promise<void> => markUsed(tx, places);
