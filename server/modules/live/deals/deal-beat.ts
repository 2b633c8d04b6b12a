import { type Pulse, readDealPulses } from "#modules/promotions";
import { clock } from "#platform/clock";
import { type Db, statement } from "#platform/db";
import { type Hub, pass } from "../line/hub.ts";

const shelves = statement<{ roomId: bigint; productId: bigint }>(
  "live.shelves_of",
  `select room_id as "roomId", product_id as "productId" from live.shelf_items
   where room_id = any($1::bigint[]) and removed_at is null`,
);
// A page that came back meanwhile has missed what was passed on: it is said again although nothing changed.
const AGAIN_MS = 5_000;

/** Passes on how the running drops of these rooms stand: once a second where it changed. Reads alone. */
export async function beatDeals(db: Db, hubs: readonly Hub[]): Promise<void> {
  const watched = hubs.filter(({ viewers }) => viewers.size > 0);
  if (watched.length === 0) return;
  const roomIds = watched.map(({ roomId }) => roomId);
  const onShelf = Map.groupBy(await shelves(db, roomIds), ({ roomId }) => roomId);
  const productIds = [...new Set([...onShelf.values()].flat().map(({ productId }) => productId))];
  const pulses = await readDealPulses(db, { productIds, roomIds }, clock.now());
  for (const hub of watched) {
    const shown = new Set((onShelf.get(hub.roomId) ?? []).map(({ productId }) => productId));
    for (const pulse of pulses)
      if (pulse.roomId === hub.roomId || (pulse.roomId === null && shown.has(pulse.productId))) say(hub, pulse);
  }
}

function say(hub: Hub, { dealId, left, waiting }: Pulse): void {
  const nowMs = performance.now();
  const before = hub.deals.get(dealId);
  if (before && before.left === left && before.waiting === waiting && nowMs - before.atMs < AGAIN_MS) return;
  hub.deals.set(dealId, { left, waiting, atMs: nowMs });
  pass(hub, { kind: "dealLeft", dealId: String(dealId), left, waiting });
}
