import { cutOff } from "./cut-off.ts";
import { diskFull } from "./disk-full.ts";
import { exhausted } from "./exhausted.ts";
import { failover } from "./failover.ts";
import { fsyncError } from "./fsync-error.ts";
import type { Outcome } from "./scene.ts";

/** The faults that a storm of kills does not bring, each by name. */
export const scenarios: Record<string, () => Promise<Outcome>> = {
  failover,
  "cut-off": cutOff,
  exhausted,
  "disk-full": diskFull,
  "fsync-error": fsyncError,
};
