import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/live-deals";
import type { Slice } from "#modules/inventory";
import { clock } from "#platform/clock";
import { serve } from "#platform/http";
import type { Caller, House } from "#platform/parts";
import { type MayPlan, openRoomSlice, planRoomDeal } from "./plan-room-deal.ts";
import { listRoomDeals, listRoomSlices, revealRoomDeal, startRoomDeal, stopRoomDeal } from "./run-room-deals.ts";

const shown = ({ placeId, ...slice }: Slice) => ({ ...slice, id: placeId });

/** Drops and stock set aside, at the desk of a room. */
export function roomDealRoutes(app: FastifyInstance, house: House): void {
  const mayPlanAs =
    (caller: Caller): MayPlan =>
    (shopId) =>
      house.edge.allows(caller, "deals.write", shopId);
  serve(app, house, api.listRoomDeals, async ({ input: { roomId }, caller, db }) => ({
    items: await listRoomDeals(db, roomId, caller.personId),
    serverTime: clock.now(),
  }));
  serve(app, house, api.planRoomDeal, ({ input, caller, db }) =>
    planRoomDeal(db, { ...input, by: caller.personId, isFresh: caller.fresh }, mayPlanAs(caller)),
  );
  serve(app, house, api.startRoomDeal, ({ input, caller, db }) => startRoomDeal(db, { ...input, by: caller.personId }));
  serve(app, house, api.revealRoomDeal, ({ input, caller, db }) =>
    revealRoomDeal(db, { ...input, by: caller.personId }),
  );
  serve(app, house, api.stopRoomDeal, ({ input, caller, db }) => stopRoomDeal(db, { ...input, by: caller.personId }));
  serve(app, house, api.openRoomSlice, async ({ input, caller, db }) =>
    shown(await openRoomSlice(db, { ...input, by: caller.personId }, mayPlanAs(caller))),
  );
  serve(app, house, api.listRoomSlices, async ({ input: { roomId }, caller, db }) => ({
    items: (await listRoomSlices(db, roomId, caller.personId)).map(shown),
  }));
}
