import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/promotions-deals";
import { clock } from "#platform/clock";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { changeDeal } from "./change-deal.ts";
import { readDealCards } from "./deal-cards.ts";
import { listShopDeals } from "./deal-figures.ts";
import { stopDeal } from "./end-deals.ts";
import { planShopDeal } from "./plan-deal.ts";

/** A shop's flash deals, and what everybody may see of them. */
export function dealRoutes(app: FastifyInstance, house: House): void {
  serve(app, house, api.planDeal, ({ input, caller: { personId: by, fresh: isFresh }, db }) =>
    planShopDeal(db, { ...input, by, isFresh }),
  );
  serve(app, house, api.changeDeal, ({ input, caller: { personId: by, fresh: isFresh }, db }) =>
    changeDeal(db, { ...input, by, isFresh }),
  );
  serve(app, house, api.stopDeal, ({ input, caller: { personId: by }, db }) =>
    stopDeal(db, { ...input, by, why: "shop" }),
  );
  serve(app, house, api.listShopDeals, async ({ input: { shopId, state, cursor, limit }, db }) => {
    const list = `deals:${shopId}:${state ?? ""}`;
    const [before] = readCursor(house.vault, list, cursor) ?? [];
    const rows = await listShopDeals(db, shopId, state, before, limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  });
  serveOpen(app, house, api.listDeals, async ({ input: { productId, roomId }, db }) => {
    if (productId === undefined && roomId === undefined)
      throw new Refusal("request.invalid", { errors: [{ pointer: "/productId" }] });
    const serverTime = clock.now();
    const cards = await readDealCards(
      db,
      { productIds: productId === undefined ? [] : [productId], roomId, ofAnyRoom: roomId === undefined },
      serverTime,
    );
    return { items: cards.filter((deal) => productId === undefined || deal.productId === productId), serverTime };
  });
  serveOpen(app, house, api.readDeal, async ({ input: { dealId }, db }) => {
    const serverTime = clock.now();
    const [deal] = await readDealCards(db, { dealIds: [dealId] }, serverTime);
    if (!deal) throw new Refusal("promotions.deal_not_found");
    return { ...deal, serverTime };
  });
}
