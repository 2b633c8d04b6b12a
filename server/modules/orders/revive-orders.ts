import { readSkusForSale } from "#modules/catalog";
import { returnCommitted, reviveHolds } from "#modules/inventory";
import { retakeGrants } from "#modules/promotions";
import type { Tx } from "#platform/db";
import { boughtKey, findBought } from "./find-placed.ts";
import type { OrderFacts } from "./order-facts.ts";
import { moveOrders } from "./order-moves.ts";

/**
 * Closed orders whose money came after all live again, each whole or not at all: stock reserved anew, the same coupon
 * still at hand, the buyer's limits kept. Says which do.
 */
export async function reviveOrders(
  tx: Tx,
  closed: readonly OrderFacts[],
  at: (orderId: bigint) => Date,
): Promise<bigint[]> {
  if (closed.length === 0) return [];
  const stocked = await reviveHolds(
    tx,
    closed.map((order) => order.id),
  );
  const held = closed.filter((order) => stocked.has(order.id));
  const within = await withinLimits(tx, held);
  const couponed = within.flatMap(({ id, grantId }) => (grantId === null ? [] : [{ grantId, orderId: id }]));
  const retaken = couponed.length > 0 ? await retakeGrants(tx, couponed) : new Set<bigint>();
  const alive = within.filter(({ id, grantId }) => grantId === null || retaken.has(id)).map((order) => order.id);
  await returnCommitted(
    tx,
    held.map((order) => order.id).filter((id) => !alive.includes(id)),
  );
  return moveOrders(tx, alive, {
    to: "to_ship",
    from: ["unpaid_closed"],
    byWhom: "provider",
    why: "revived",
    at,
    marks: "paid",
  });
}

/** Those whose pieces fit the buyer's limits beside what the buyer has bought since; earlier ones count for later. */
async function withinLimits(tx: Tx, orders: readonly OrderFacts[]): Promise<OrderFacts[]> {
  const skus = await readSkusForSale(
    tx,
    orders.flatMap((order) => order.lines.map((line) => line.skuId)),
  );
  const limited = [...skus.values()].filter((sku) => sku.perBuyerLimit !== null).map((sku) => sku.id);
  const bought = await findBought(
    tx,
    orders.map((order) => order.buyerId),
    limited,
  );
  return orders.filter(({ buyerId, lines }) => {
    const total = (line: { skuId: bigint; quantity: number }): number =>
      (bought.get(boughtKey(buyerId, line.skuId)) ?? 0) + line.quantity;
    if (lines.some((line) => total(line) > (skus.get(line.skuId)?.perBuyerLimit ?? Infinity))) return false;
    for (const line of lines) bought.set(boughtKey(buyerId, line.skuId), total(line));
    return true;
  });
}
