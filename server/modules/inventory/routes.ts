import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/inventory";
import * as setAside from "#contract/api/inventory-slices";
import { batcher } from "#platform/batcher";
import { clock } from "#platform/clock";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal, unwrap } from "#platform/refusal";
import { moveStock } from "./move-stock.ts";
import { listMovements, listPositions } from "./queries.ts";
import { listSlices } from "./slices/read-slices.ts";
import { listenForReleases } from "./sold-out.ts";
import { joinWaits, type Wish } from "./waits/join-waits.ts";
import { leaveWaits } from "./waits/leave-waits.ts";
import { listMyWaits } from "./waits/wait-rows.ts";

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

  serve(app, house, setAside.listSlices, async ({ input: { shopId, skuId }, db }) => {
    const rows = await listSlices(db, shopId, skuId);
    return { items: rows.map((row) => ({ ...row, id: row.placeId })) };
  });

  // Thousands miss the same drop in the same second and want to wait for it: they join in batches.
  const join = batcher((wishes: Wish[]) => joinWaits(house.hot, wishes), { inFlightMax: 1 });
  serve(app, house, setAside.joinWaits, async ({ input: { skuId, dealId, quantity }, caller: { personId } }) =>
    unwrap(await join({ personId, skuId, dealId: dealId ?? null, quantity })),
  );

  serve(app, house, setAside.listMyWaits, async ({ input: { skuId }, db, caller }) => ({
    items: await listMyWaits(db, caller.personId, skuId),
    serverTime: clock.now(),
  }));

  serve(app, house, setAside.leaveWaits, async ({ input: { waitId }, db, caller: { personId } }) => {
    await leaveWaits(db, { waitId, personId });
    return { ok: true as const };
  });
}

const idsIn = (text: string | undefined): bigint[] | undefined =>
  text
    ?.split(",")
    .filter((digits) => digits.length <= 16)
    .map(BigInt);
