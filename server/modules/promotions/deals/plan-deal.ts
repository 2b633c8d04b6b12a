import type { z } from "zod";
import type * as api from "#contract/api/promotions-deals";
import { readPriceSpans, readSkusForSale, type SkuForSale } from "#modules/catalog";
import { lockSkuPositions, openSlice } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { type DealFigures, readFiguresOf } from "./deal-figures.ts";
import { noteDeed, requireFree, tellNews } from "./deal-rows.ts";
import { requireHost, requirePrice, windowOf } from "./deal-rules.ts";
import { beginDeal } from "./start-deal.ts";

/** `isFresh`: the planner has just proved who they are. */
export type Plan = z.output<typeof api.planDeal.in> & { by: bigint; isFresh: boolean };

const insert = statement(
  "promotions.insert_deal",
  `insert into promotions.deals (id, shop_id, product_id, sku_id, room_id, price_fen, list_fen, pieces, per_buyer,
     verified_only, takes_coupons, admission, is_hidden, state, starts_at, ends_at, created_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'scheduled', $14, $15, $16, $17)`,
);

/** A SKU of this shop that can be sold now. Refuses `catalog.not_sellable {skuId, why}`. */
export async function requireSellable(tx: Tx, shopId: bigint, skuId: bigint): Promise<SkuForSale> {
  const sku = (await readSkusForSale(tx, [skuId])).get(skuId);
  if (!sku || sku.shopId !== shopId || !sku.sellable)
    throw new Refusal("catalog.not_sellable", {
      skuId: String(skuId),
      why: sku?.shopId === shopId ? sku.why : "gone",
    });
  return sku;
}

async function write(tx: Tx, plan: Plan, sku: SkuForSale, now: Date): Promise<bigint> {
  const { shopId, skuId, roomId, priceFen, pieces, perBuyer, verifiedOnly, takesCoupons, admission, isHidden } = plan;
  const id = newId();
  const who = [id, shopId, sku.productId, skuId, roomId, priceFen, sku.priceFen, pieces, perBuyer];
  const how = [verifiedOnly, takesCoupons, admission, isHidden, plan.startsAt, plan.endsAt, plan.by, now];
  await insert(tx, ...who, ...how);
  return id;
}

/**
 * Plans a flash deal; its pieces leave the warehouse in the same moment. One that is planned for now begins at once, in
 * a room when the room is on. Whether the room exists is for its own desk to know. Refuses `catalog.not_sellable`,
 * `promotions.deal_price_too_high {lowestFen}`, `identity.step_up_required`, `promotions.deal_overlaps`,
 * `inventory.out_of_stock {left}`, `request.invalid`.
 */
export const planDeal = (db: Db | Tx, wish: Plan): Promise<DealFigures> =>
  transact(db, async (tx) => {
    const now = clock.now();
    requireHost(wish.isHidden, wish.roomId);
    const plan = { ...wish, ...windowOf(wish, wish.roomId, now) };
    const { shopId, skuId, roomId, pieces, by } = plan;
    await lockSkuPositions(tx, [skuId]);
    const sku = await requireSellable(tx, shopId, skuId);
    requirePrice(plan.priceFen, (await readPriceSpans(tx, [skuId], now)).get(skuId)!, plan.isFresh);
    await requireFree(tx, skuId, plan);
    const id = await write(tx, plan, sku, now);
    await openSlice(tx, {
      ownerKind: "flash",
      ownerId: id,
      placeId: id,
      shopId,
      skuId,
      pieces,
      hasLine: plan.admission === "line",
      actor: `person:${by}`,
    });
    const deal = { id, shopId, skuId, productId: sku.productId, roomId };
    const { priceFen, startsAt, endsAt } = plan;
    await noteDeed(tx, "planned", deal, by, { priceFen, pieces, startsAt, endsAt });
    await tellNews(tx, "planned", deal);
    if (roomId === null && startsAt <= now) await beginDeal(tx, id);
    return readFiguresOf(tx, id);
  });

/** The same at a shop's desk. A drop for a room is planned at the room's own: `promotions.wrong_room`. */
export async function planShopDeal(db: Db | Tx, plan: Plan): Promise<DealFigures> {
  if (plan.roomId !== null) throw new Refusal("promotions.wrong_room");
  return planDeal(db, plan);
}
