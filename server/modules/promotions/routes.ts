import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/promotions";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { claimCoupon } from "./claim-coupon.ts";
import { createCoupon, voidCoupon } from "./issue-coupon.ts";
import { listClaimable, listMyCoupons, listShopCoupons } from "./queries.ts";

export function routes(app: FastifyInstance, house: House): void {
  serve(app, house, api.createCoupon, ({ input, db }) => createCoupon(db, input));
  serve(app, house, api.voidCoupon, ({ input, db }) => voidCoupon(db, input));
  serve(app, house, api.listShopCoupons, async ({ input: { shopId, cursor, limit }, db }) => {
    const list = `coupons:${shopId}`;
    const [before] = readCursor(house.vault, list, cursor) ?? [];
    const rows = await listShopCoupons(db, shopId, before, limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  });
  serveOpen(app, house, api.listClaimable, async ({ input, db, caller }) => ({
    items: await listClaimable(db, input.ofShopId, caller?.personId),
  }));
  serve(app, house, api.claimCoupon, ({ input, db, caller }) => claimCoupon(db, caller.personId, input.couponId));
  serve(app, house, api.listMyCoupons, async ({ input: { state, cursor, limit }, db, caller }) => {
    const list = `grants:${caller.personId}:${state ?? ""}`;
    const [before] = readCursor(house.vault, list, cursor) ?? [];
    const rows = await listMyCoupons(db, caller.personId, state, before, limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  });
}
