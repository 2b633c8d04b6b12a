import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/live";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { announceRoom, changeRoom } from "./change-room.ts";
import { createRoom } from "./create-room.ts";
import { closeRoomByPlatform, endRoom } from "./end-room.ts";
import { clickProduct, noteExposures } from "./shelf/note-actions.ts";
import { readReplay } from "./replay.ts";
import { reserveRoom } from "./reserve-room.ts";
import { cursorOf, listMine, listRooms, presentRoom, presentRooms } from "./room-cards.ts";
import { enterRoom } from "./snapshot.ts";

const ok = { ok: true as const };

/** Finding, entering and running rooms. */
export function roomRoutes(app: FastifyInstance, house: House): void {
  listRoutes(app, house);
  serve(app, house, api.createRoom, async ({ input, caller: { personId }, db }) =>
    presentRoom(db, await createRoom(db, { ...input, creatorId: personId }), personId),
  );
  serve(app, house, api.changeRoom, async ({ input, caller: { personId: by }, db }) =>
    presentRoom(db, await changeRoom(db, { ...input, by }), by),
  );
  serve(app, house, api.announceRoom, async ({ input: { roomId }, caller: { personId: by }, db }) =>
    presentRoom(db, await announceRoom(db, { roomId, by }), by),
  );
  serve(app, house, api.endRoom, async ({ input: { roomId }, caller: { personId: by }, db }) =>
    presentRoom(db, await endRoom(db, { roomId, by }), by),
  );
  serve(app, house, api.reserveRoom, async ({ input: { roomId }, caller: { personId }, db }) =>
    presentRoom(db, await reserveRoom(db, { roomId, personId }), personId),
  );
  serve(app, house, api.closeRoomByPlatform, async ({ input: { roomId, reason }, caller: { personId: by }, db }) =>
    presentRoom(db, await closeRoomByPlatform(db, { roomId, reason, by }), by),
  );
  visitRoutes(app, house);
}

function listRoutes(app: FastifyInstance, house: House): void {
  const { vault } = house;
  serveOpen(app, house, api.listRooms, async ({ input: { when, creatorId, limit, cursor }, caller, db }) => {
    const list = `live.rooms:${when}:${creatorId ?? ""}`;
    const rows = await listRooms(db, when, { creatorId, after: readCursor(vault, list, cursor), limit });
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (room) => cursorOf(when, room));
    return { items: await presentRooms(db, items, caller?.personId), nextCursor };
  });
  serve(app, house, api.listMyRooms, async ({ input: { limit, cursor }, caller: { personId }, db }) => {
    const list = `live.mine:${personId}`;
    const rows = await listMine(db, personId, readCursor(vault, list, cursor), limit);
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (room) => [room.id]);
    return { items: await presentRooms(db, items, personId), nextCursor };
  });
}

function visitRoutes(app: FastifyInstance, house: House): void {
  serveOpen(app, house, api.readRoom, ({ input: { roomId }, caller }) => enterRoom(house, roomId, caller?.personId));
  serveOpen(app, house, api.noteExposures, async ({ input: { roomId, productIds, device }, caller }) => {
    await noteExposures(house.db, { roomId, productIds, visitor: { personId: caller?.personId, device } });
    return ok;
  });
  serveOpen(app, house, api.clickProduct, ({ input: { roomId, productId, device }, caller }) =>
    clickProduct(house.db, house.vault, { roomId, productId, visitor: { personId: caller?.personId, device } }),
  );
  serveOpen(app, house, api.readReplay, ({ input: { roomId } }) => readReplay(house, house.db, roomId));
}
