import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import {
  cancelCase,
  type caseOut,
  decideCase as decideRoute,
  listMyCases,
  listShopCases,
  openCase as openRoute,
  readCase,
} from "#contract/api/aftersales";
import { readShopFacts } from "#modules/shops";
import { pageFrom, readCursor } from "#platform/cursor";
import type { Db, Tx } from "#platform/db";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { nextActor, refundStates } from "./case-clock.ts";
import { decideCase, withdrawCase } from "./decide-case.ts";
import { openCase } from "./open-case.ts";
import { type Case, findCase, listBuyerCases, listCasesOfShop, readHistories } from "./queries.ts";

type CaseOut = z.output<typeof caseOut>;

async function present(db: Db | Tx, cases: readonly Case[]): Promise<CaseOut[]> {
  const histories = await readHistories(
    db,
    cases.map((each) => each.id),
  );
  const shops = await readShopFacts(db, [...new Set(cases.map((each) => each.shopId))]);
  return cases.map(({ buyerId: _, refundId: __, ...each }) => {
    const state = refundStates[each.state];
    return {
      ...each,
      shopName: shops.get(each.shopId)?.name ?? "",
      nextActor: nextActor[each.state],
      refund: state === undefined ? null : { state, succeededAt: state === "succeeded" ? each.endedAt : null },
      history: (histories.get(each.id) ?? []).map(({ state: to, byWhom, note, at }) => ({
        state: to,
        byWhom,
        note,
        at,
      })),
    };
  });
}

async function presentOne(db: Db | Tx, caseId: bigint, isTheirs: (found: Case) => boolean): Promise<CaseOut> {
  const found = await findCase(db, caseId);
  if (!found || !isTheirs(found)) throw new Refusal("aftersales.not_found");
  return (await present(db, [found]))[0]!;
}

export function aftersalesRoutes(app: FastifyInstance, house: House): void {
  const { vault, jobs } = house;
  serve(app, house, openRoute, async ({ input, caller: { personId }, db }) => {
    const caseId = await openCase(db, jobs, { ...input, buyerId: personId });
    return presentOne(db, caseId, () => true);
  });
  serve(app, house, listMyCases, async ({ input: { limit, cursor, orderId }, caller: { personId }, db }) => {
    const list = `aftersales.mine:${personId}:${orderId ?? ""}`;
    const rows = await listBuyerCases(db, personId, orderId, { limit, before: readCursor(vault, list, cursor)?.[0] });
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (row) => [row.id]);
    return { items: await present(db, items), nextCursor };
  });
  serve(app, house, readCase, ({ input: { caseId }, caller: { personId }, db }) =>
    presentOne(db, caseId, (found) => found.buyerId === personId),
  );
  serve(app, house, cancelCase, async ({ input: { caseId }, caller: { personId }, db }) => {
    await withdrawCase(db, { caseId, buyerId: personId });
    return presentOne(db, caseId, () => true);
  });
  serve(app, house, listShopCases, async ({ input: { shopId, limit, cursor, open }, db }) => {
    const list = `aftersales.shop:${shopId}:${open ?? ""}`;
    const rows = await listCasesOfShop(db, shopId, open, { limit, before: readCursor(vault, list, cursor)?.[0] });
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (row) => [row.id]);
    return { items: await present(db, items), nextCursor };
  });
  serve(app, house, decideRoute, async ({ input, db }) => {
    await decideCase(db, jobs, input);
    return presentOne(db, input.caseId, () => true);
  });
}
