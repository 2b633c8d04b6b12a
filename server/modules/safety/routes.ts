import type { FastifyInstance } from "fastify";
import * as api from "#contract/api/safety";
import { pageFrom, readCursor } from "#platform/cursor";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { forgetWords } from "./check-text.ts";
import { readAudit } from "./read-audit.ts";
import { addWord, CHANNEL, listWords, removeWord } from "./words.ts";

export function safetyRoutes(app: FastifyInstance, house: House): void {
  house.bus.on(CHANNEL, forgetWords);
  house.bus.onGap(forgetWords);
  serve(app, house, api.listWords, async ({ db }) => ({ items: await listWords(db) }));
  serve(app, house, api.addWord, ({ input, caller, db }) => addWord(db, caller.personId, input));
  serve(app, house, api.removeWord, async ({ input, caller, db }) => {
    await removeWord(db, caller.personId, input.word);
    return { ok: true } as const;
  });
  serve(app, house, api.listAuditRows, async ({ input, db }) => {
    const list = `audit:${input.actorId ?? ""}:${input.action ?? ""}`;
    const [before] = readCursor(house.vault, list, input.cursor) ?? [];
    const { actorId, action, limit } = input;
    const rows = await readAudit(db, { before, actorId, action, limit: limit + 1 });
    return pageFrom(house.vault, list, rows, limit, (row) => [row.id]);
  });
}
