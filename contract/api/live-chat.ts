import { z } from "zod";
import { id, ok, page, pageIn, text, time } from "../kinds.ts";
import { messageOut, nowhere, room } from "../live-shapes.ts";
import { route } from "../route.ts";

/** The sender sees the message in the answer; everyone else hears it from the room's stream. */
export const sendMessage = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/messages",
  access: { by: "person" },
  pace: "chat",
  idempotency: "own",
  summary: { zh: "发弹幕", en: "Say something in the room" },
  in: z.object({ ...room, text: text(100), replyTo: id.optional() }),
  out: messageOut,
  refusals: [...nowhere, "live.not_live", "live.muted", "live.banned", "live.too_fast", "safety.blocked_content"],
});

export const listMessages = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/messages",
  access: { by: "anyone" },
  summary: { zh: "最近的弹幕", en: "The last messages" },
  in: z.object({ ...room, ...pageIn }),
  out: page(messageOut),
  refusals: nowhere,
});

export const removeMessage = route({
  method: "DELETE",
  path: "/api/live/rooms/{roomId}/messages/{messageId}",
  access: { by: "person" },
  summary: { zh: "删除弹幕", en: "Remove a message" },
  in: z.object({ ...room, messageId: id }),
  out: ok,
  refusals: [...nowhere, "live.message_not_found"],
});

/** Names the person by one of their messages, so that the desk never handles ids of people. `seconds` null: a ban. */
export const silencePerson = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/mutes",
  access: { by: "person" },
  summary: { zh: "禁言或拉黑", en: "Mute or ban whoever wrote a message" },
  in: z.object({ ...room, messageId: id, seconds: z.int().min(10).max(86_400).nullable(), reason: text(100) }),
  out: z.object({ id, until: time.nullable() }),
  refusals: [...nowhere, "live.message_not_found"],
});

export const liftSilence = route({
  method: "DELETE",
  path: "/api/live/rooms/{roomId}/mutes/{muteId}",
  access: { by: "person" },
  summary: { zh: "解除禁言", en: "Lift a mute or ban" },
  in: z.object({ ...room, muteId: id }),
  out: ok,
  refusals: [...nowhere, "live.message_not_found"],
});

export const listSilences = route({
  method: "GET",
  path: "/api/live/rooms/{roomId}/mutes",
  access: { by: "person" },
  summary: { zh: "禁言名单", en: "Mutes and bans" },
  in: z.object(room),
  out: z.object({
    items: z.array(
      z.object({ id, name: z.string(), kind: z.enum(["mute", "ban"]), reason: z.string(), until: time.nullable() }),
    ),
  }),
  refusals: nowhere,
});

export const setRoomWords = route({
  method: "PUT",
  path: "/api/live/rooms/{roomId}/words",
  access: { by: "person" },
  summary: { zh: "屏蔽词", en: "Blocked words of the room" },
  in: z.object({ ...room, words: z.array(text(40)).max(100) }),
  out: z.object({ words: z.array(z.string()) }),
  refusals: nowhere,
});

export const addModerator = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/moderators",
  access: { by: "person" },
  summary: { zh: "添加房管", en: "Add a moderator by phone" },
  in: z.object({ ...room, phone: z.string().regex(/^1[3-9]\d{9}$/) }),
  out: z.object({ personId: id, name: z.string() }),
  refusals: [...nowhere, "identity.person_not_found", "live.moderators_full"],
});

export const sendLikes = route({
  method: "POST",
  path: "/api/live/rooms/{roomId}/likes",
  access: { by: "anyone" },
  pace: "chat",
  idempotency: "none",
  summary: { zh: "点赞", en: "Like, many taps at once" },
  in: z.object({ ...room, count: z.int().min(1).max(60), device: z.uuid() }),
  out: z.object({ likes: z.int() }),
  refusals: [...nowhere, "live.not_live"],
});
