import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/live-chat";
import { batcher } from "#platform/batcher";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal, unwrap } from "#platform/refusal";
import { listMessages, messageFor } from "./chat-rows.ts";
import { addModerator } from "../desk-people.ts";
import { liftSilence, readSilences, removeMessage, setRoomWords, silencePerson } from "./moderate-chat.ts";
import { visitorOf } from "../shelf/note-actions.ts";
import { findRoom } from "../room-rows.ts";
import { type Saying, sendMessages } from "./send-messages.ts";
import { sendLikes, type Taps } from "./send-likes.ts";

const ok = { ok: true as const };

/** Chat, likes and the order of the room. */
export function chatRoutes(app: FastifyInstance, house: House): void {
  const { db, vault } = house;
  // One batch at a time: two would only wait for each other at the line of the same room.
  const say = batcher((sayings: Saying[]) => sendMessages(db, sayings), { inFlightMax: 1 });
  const like = batcher((taps: Taps[]) => sendLikes(db, taps), { inFlightMax: 1 });
  serve(app, house, api.sendMessage, async ({ input, caller: { personId }, requestId }) =>
    messageFor(unwrap(await say({ ...input, personId, requestId })), personId),
  );
  serveOpen(app, house, api.sendLikes, async ({ input: { roomId, count, device }, caller }) =>
    unwrap(await like({ roomId, count, visitor: visitorOf({ personId: caller?.personId, device }) })),
  );
  serveOpen(app, house, api.listMessages, async ({ input: { roomId, limit, cursor }, caller }) => {
    const room = await findRoom(db, roomId);
    if (!room || room.state === "draft") throw new Refusal("live.not_found");
    const list = `live.messages:${roomId}`;
    const rows = await listMessages(db, roomId, readCursor(vault, list, cursor)?.[0], limit + 1);
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (message) => [message.id]);
    return { items: items.map((message) => messageFor(message, caller?.personId)), nextCursor };
  });
  moderatorRoutes(app, house);
}

function moderatorRoutes(app: FastifyInstance, house: House): void {
  serve(app, house, api.removeMessage, async ({ input, caller, db }) => {
    await removeMessage(db, { ...input, by: caller.personId });
    return ok;
  });
  serve(app, house, api.silencePerson, ({ input, caller, db }) => silencePerson(db, { ...input, by: caller.personId }));
  serve(app, house, api.liftSilence, async ({ input, caller, db }) => {
    await liftSilence(db, { ...input, by: caller.personId });
    return ok;
  });
  serve(app, house, api.listSilences, async ({ input: { roomId }, caller, db }) => ({
    items: await readSilences(db, roomId, caller.personId),
  }));
  serve(app, house, api.setRoomWords, async ({ input, caller, db }) => ({
    words: await setRoomWords(db, { ...input, by: caller.personId }),
  }));
  serve(app, house, api.addModerator, ({ input, caller, db }) =>
    addModerator(db, house, { ...input, by: caller.personId }),
  );
}
