import { moveOn } from "./carrier.ts";
import type { House } from "./house.ts";
import { deliver } from "./notifier.ts";
import { pay } from "./payments.ts";
import { settlePayout } from "./payouts.ts";
import { settleRefund } from "./refunds.ts";
import { settleReturn, settleSplit } from "./splits.ts";
import type { Due } from "./store.ts";

const TICK_MS = 50;
const DELIVERIES_AT_ONCE = 32;

/** Does what is due: money settling, parcels moving, notifications leaving. After a restart it simply goes on. */
export function startClockwork(house: House): { stop(): Promise<void> } {
  const telling = new Map<string, Promise<void>>();
  const timer = setInterval(() => {
    for (const due of house.store.due(Date.now())) happen(due);
  }, TICK_MS);

  function happen({ kind, row }: Due): void {
    if (kind === "payments") pay(house, row);
    else if (kind === "refunds") settleRefund(house, row);
    else if (kind === "splits") settleSplit(house, row);
    else if (kind === "returns") settleReturn(house, row);
    else if (kind === "payouts") settlePayout(house, row);
    else if (kind === "waybills") moveOn(house, row);
    else if (kind === "notices" && !telling.has(row.id) && telling.size < DELIVERIES_AT_ONCE)
      telling.set(
        row.id,
        // On disk first: a payment must not be told before it could be forgotten.
        house.store
          .settled()
          .then(() => deliver(house, row))
          .finally(() => telling.delete(row.id)),
      );
  }
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(telling.values());
    },
  };
}
