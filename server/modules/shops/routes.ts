import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/shops";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { changeShop, createShop, submitShop } from "./apply-for-shop.ts";
import { pauseShop } from "./pause-shop.ts";
import { payDeposit } from "./pay-deposit.ts";
import { listInReview, listMine, readDesk, readShopPage } from "./read-shops.ts";
import { reviewShop } from "./review-shop.ts";

export function routes(app: FastifyInstance, house: House): void {
  serve(app, house, api.createShop, ({ input, db, caller }) => createShop(db, caller.personId, input));
  serve(app, house, api.changeShop, ({ input, db, caller }) => changeShop(db, input.shopId, caller.personId, input));
  serve(app, house, api.submitShop, ({ input, db }) => submitShop(db, input.shopId));
  serve(app, house, api.listMyShops, async ({ db, caller }) => ({ items: await listMine(db, caller.personId) }));
  serve(app, house, api.readMyShop, ({ input, db }) => readDesk(db, input.shopId));
  serve(app, house, api.payDeposit, ({ input, db, caller }) =>
    payDeposit(house, db, { shopId: input.shopId, payerId: caller.personId }),
  );
  serve(app, house, api.pauseShop, async ({ input, db }) => {
    await pauseShop(db, input.shopId, input.paused);
    return { ok: true as const };
  });
  serveOpen(app, house, api.readShop, ({ input, db }) => readShopPage(db, input.shopId));

  serve(app, house, api.listShopReviews, async ({ input: { state, cursor, limit }, db }) => {
    const list = `shop-reviews:${state ?? ""}`;
    const [after] = readCursor(house.vault, list, cursor) ?? [];
    const rows = await listInReview(db, state ? [state] : ["submitted", "checking"], after, limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  });
  serve(app, house, api.reviewShop, ({ input: { reviewShopId, decision, reasons }, db, caller }) =>
    reviewShop(db, { shopId: reviewShopId, decision, reasons, by: caller.personId }),
  );
}
