import { z } from "zod";
import { id, ok, page, pageIn, text, time } from "../kinds.ts";
import { route } from "../route.ts";

const word = z.object({ word: z.string(), action: z.enum(["refuse", "mask"]), at: time });

export const listWords = route({
  method: "GET",
  path: "/api/safety/words",
  access: { by: "platform", may: "words.write" },
  summary: { zh: "敏感词", en: "Filtered words" },
  in: z.object({}),
  out: z.object({ items: z.array(word) }),
  refusals: [],
});
export const addWord = route({
  method: "POST",
  path: "/api/safety/words",
  access: { by: "platform", may: "words.write" },
  summary: { zh: "添加敏感词", en: "Filter a word" },
  in: z.object({ word: text(40), action: z.enum(["refuse", "mask"]) }),
  out: word,
  refusals: [],
});
export const removeWord = route({
  method: "DELETE",
  path: "/api/safety/words/{word}",
  access: { by: "platform", may: "words.write" },
  summary: { zh: "移除敏感词", en: "Stop filtering a word" },
  in: z.object({ word: text(40) }),
  out: ok,
  refusals: [],
});
export const listAuditRows = route({
  method: "GET",
  path: "/api/safety/audit",
  access: { by: "platform", may: "audit.read" },
  summary: { zh: "操作审计", en: "The audit log" },
  in: z.object({ ...pageIn, actorId: id.optional(), action: z.string().max(60).optional() }),
  out: page(
    z.object({
      id,
      actorId: id,
      actorName: z.string(),
      action: z.string(),
      subject: z.string(),
      scope: z.string(),
      reason: z.string(),
      detail: z.record(z.string(), z.unknown()),
      at: time,
    }),
  ),
  refusals: [],
});
