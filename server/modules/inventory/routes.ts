import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/inventory";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { moveStock } from "./move-stock.ts";
import { listMovements, listPositions } from "./queries.ts";
import { listenForReleases } from "./sold-out.ts";

export function routes(app: FastifyInstance, house: House): void {
  listenForReleases(house.bus);

  serve(app, house, api.listPositions, async ({ input: { shopId, skuIds, cursor, limit }, db }) => {
    const list = `positions:${shopId}:${skuIds ?? ""}`;
    const after = readCursor(house.vault, list, cursor);
    const rows = await listPositions(db, shopId, idsIn(skuIds), after, limit + 1);
    return pageFrom(house.vault, list, rows, limit, ({ skuId, placeId }) => [skuId, placeId]);
  });

  serve(app, house, api.moveStock, ({ input: { shopId, skuId, kind, quantity, note }, db, caller, requestId }) => {
    const actor = `person:${caller.personId}`;
    const ask = { shopId, skuId, kind, quantity, ref: `desk:${note}`, actor, requestId: `${actor}:${requestId}` };
    return moveStock(db, ask);
  });

  serve(app, house, api.listMovements, async ({ input: { shopId, skuId, cursor, limit }, db }) => {
    const list = `movements:${shopId}:${skuId}`;
    const before = readCursor(house.vault, list, cursor);
    const rows = await listMovements(db, shopId, skuId, before, limit + 1);
    if (!rows) throw new Refusal("inventory.not_found");
    return pageFrom(house.vault, list, rows, limit, ({ id }) => [id]);
  });
}

const idsIn = (text: string | undefined): bigint[] | undefined =>
  text
    ?.split(",")
    .filter((digits) => digits.length <= 16)
    .map(BigInt);
