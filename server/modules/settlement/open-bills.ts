import { readShopFacts } from "#modules/shops";
import { clock } from "#platform/clock";
import { columns, statement, type Tx } from "#platform/db";
import { terms } from "./tiers.ts";

const insert = statement(
  "settlement.insert_bills",
  `insert into settlement.bills (order_id, shop_id, tier, days, reserve_bp, fee_bp, state, created_at)
   select *, 'waiting', $7::timestamptz
   from unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[], $5::int[], $6::int[])
   on conflict (order_id) do nothing`,
);

/** Opens the bill of each paid order. The shop's tier and fee are fixed now, whatever becomes of the shop later. */
export async function openBills(tx: Tx, orders: readonly { orderId: bigint; shopId: bigint }[]): Promise<void> {
  if (orders.length === 0) return;
  const shops = await readShopFacts(tx, [...new Set(orders.map(({ shopId }) => shopId))]);
  const rows = orders.map(({ orderId, shopId }) => {
    const shop = shops.get(shopId);
    if (!shop) throw new Error(`order ${orderId} was paid to shop ${shopId}, which is not there`);
    return { orderId, shopId, tier: shop.tier, feeBp: shop.feeBp, ...terms[shop.tier] };
  });
  await insert(tx, ...columns(rows, "orderId", "shopId", "tier", "days", "reserveBp", "feeBp"), clock.now());
}
