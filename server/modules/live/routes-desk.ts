import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/live-desk";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { addToShelf, orderShelf, removeFromShelf } from "./shelf/change-shelf.ts";
import { readDesk, readPublishLog } from "./desk.ts";
import { pinProduct, unpinProduct } from "./shelf/pin-product.ts";
import { giveStreamKey, takeStreamKey } from "./stream-key.ts";
import { readFigures } from "./count/summary.ts";

const ok = { ok: true as const };

/** The control desk of a room. */
export function deskRoutes(app: FastifyInstance, house: House): void {
  serve(app, house, api.readDesk, ({ input: { roomId }, caller }) => readDesk(house, roomId, caller.personId));
  serve(app, house, api.makeStreamKey, ({ input: { roomId }, caller, db }) =>
    giveStreamKey(db, house, { roomId, by: caller.personId }),
  );
  serve(app, house, api.revokeStreamKey, async ({ input: { roomId }, caller, db }) => {
    await takeStreamKey(db, { roomId, by: caller.personId });
    return ok;
  });
  serve(app, house, api.orderShelf, ({ input, caller, db }) => orderShelf(db, { ...input, by: caller.personId }));
  serve(app, house, api.addToShelf, ({ input, caller, db }) => addToShelf(db, { ...input, by: caller.personId }));
  serve(app, house, api.removeFromShelf, ({ input, caller, db }) =>
    removeFromShelf(db, { ...input, by: caller.personId }),
  );
  serve(app, house, api.pinProduct, ({ input, caller, db }) => pinProduct(db, { ...input, by: caller.personId }));
  serve(app, house, api.unpinProduct, async ({ input: { roomId }, caller, db }) => {
    await unpinProduct(db, { roomId, by: caller.personId });
    return ok;
  });
  serve(app, house, api.readFigures, ({ input: { roomId }, caller: { personId }, db }) =>
    readFigures(db, { roomId, personId }),
  );
  serve(app, house, api.listPublishLog, async ({ input: { roomId }, caller }) => ({
    items: await readPublishLog(house.db, roomId, caller.personId),
  }));
}
