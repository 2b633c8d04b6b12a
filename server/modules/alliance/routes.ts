import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  addToShowcase as addRoute,
  endPlan as endRoute,
  listMyCommissions,
  listOffers,
  listPlans,
  readShowcase,
  removeFromShowcase as removeRoute,
  setPlan as setRoute,
} from "#contract/api/alliance";
import { trail, TRAIL_PURPOSE } from "#contract/trail";
import { readCards } from "#modules/catalog";
import { readCreators } from "#modules/identity";
import { readOrderFacts } from "#modules/orders";
import { clock } from "#platform/clock";
import { pageFrom, readCursor } from "#platform/cursor";
import type { Db, Tx } from "#platform/db";
import { serve, serveOpen } from "#platform/http";
import type { House } from "#platform/parts";
import { Refusal } from "#platform/refusal";
import { commissionOf } from "./commission-rules.ts";
import { listCommissions, sumCommissions } from "./commissions.ts";
import type { PlanVersion } from "./plan-versions.ts";
import { listOpenPlans, listShopPlans } from "./plans.ts";
import { promotableBy } from "./promotable.ts";
import { endPlan, setPlan } from "./set-plan.ts";
import { addToShowcase, inShowcase, listShowcase, removeFromShowcase } from "./showcase.ts";

type PlanOut = z.output<typeof setRoute.out>;

async function presentPlans(db: Db | Tx, plans: readonly PlanVersion[]): Promise<PlanOut[]> {
  const cards = await readCards(
    db,
    plans.map((plan) => plan.productId),
  );
  return plans.map((plan) => {
    const card = cards.get(plan.productId);
    const { titleZh = "", titleEn = "", pictureUrl = "", priceMinFen = 0n } = card ?? {};
    return { ...plan, titleZh, titleEn, pictureUrl, priceMinFen };
  });
}

export function allianceRoutes(app: FastifyInstance, house: House): void {
  planRoutes(app, house);
  showcaseRoutes(app, house);
  commissionRoutes(app, house);
}

function planRoutes(app: FastifyInstance, house: House): void {
  const { vault } = house;
  serve(app, house, setRoute, async ({ input, caller, db }) => {
    const plan = await setPlan(db, { ...input, by: caller.personId });
    return (await presentPlans(db, [plan]))[0]!;
  });
  serve(app, house, endRoute, async ({ input, caller, db }) => {
    await endPlan(db, { ...input, by: caller.personId });
    return { ok: true as const };
  });
  serve(app, house, listPlans, async ({ input: { shopId, limit, cursor }, db }) => {
    const list = `alliance.plans:${shopId}`;
    const before = readCursor(vault, list, cursor)?.[0];
    const rows = await listShopPlans(db, shopId, clock.now(), { limit, before });
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (row) => [row.id]);
    return { items: await presentPlans(db, items), nextCursor };
  });
  serve(app, house, listOffers, async ({ input: { limit, cursor }, caller: { personId }, db }) => {
    const list = "alliance.offers";
    const rows = await listOpenPlans(db, clock.now(), { limit, before: readCursor(vault, list, cursor)?.[0] });
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (row) => [row.id]);
    const ids = items.map((plan) => plan.productId);
    const cards = await readCards(db, ids);
    const shown = await inShowcase(db, personId, ids);
    const offers = items.flatMap((plan) => {
      const card = cards.get(plan.productId);
      if (!card?.isSellable) return [];
      const commissionFen = commissionOf(card.priceMinFen, plan.commissionBp);
      const { id: planId, commissionBp, productId } = plan;
      return [{ ...card, planId, commissionBp, commissionFen, inShowcase: shown.has(productId) }];
    });
    return { items: offers, nextCursor };
  });
}

function showcaseRoutes(app: FastifyInstance, house: House): void {
  const { vault } = house;
  serve(app, house, addRoute, async ({ input: { productId }, caller, db }) => {
    await addToShowcase(db, { creatorId: caller.personId, productId });
    return { ok: true as const };
  });
  serve(app, house, removeRoute, async ({ input: { productId }, caller, db }) => {
    await removeFromShowcase(db, { creatorId: caller.personId, productId });
    return { ok: true as const };
  });
  serveOpen(app, house, readShowcase, async ({ input: { creatorId, limit, cursor }, db }) => {
    if (!(await readCreators(db, [creatorId])).has(creatorId)) throw new Refusal("identity.person_not_found");
    const list = `alliance.showcase:${creatorId}`;
    const rows = await listShowcase(db, creatorId, limit, readCursor(vault, list, cursor));
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (row) => [row.addedMicros, row.productId]);
    const ids = items.map((item) => item.productId);
    const cards = await readCards(db, ids);
    const terms = await promotableBy(db, creatorId, ids);
    const shown = items.flatMap(({ productId }) => {
      const [card, term] = [cards.get(productId), terms.get(productId)];
      // A product that is off, or whose plan has ended, is kept in the showcase but not shown.
      if (!card?.isSellable || !term) return [];
      const { planId, isOwn } = term;
      const commissionBp = term.commissionBp ?? 0;
      const from = z.encode(trail, {
        scene: "showcase",
        channel: isOwn ? "own" : "public",
        productId,
        roomId: null,
        pinId: null,
        creatorId,
        planId,
        clickedAt: clock.now(),
      });
      const commissionFen = commissionOf(card.priceMinFen, commissionBp);
      return [
        { ...card, planId, commissionBp, commissionFen, inShowcase: true, trail: vault.sign(TRAIL_PURPOSE, from) },
      ];
    });
    return { items: shown, nextCursor };
  });
}

function commissionRoutes(app: FastifyInstance, house: House): void {
  const { vault } = house;
  serve(app, house, listMyCommissions, async ({ input: { limit, cursor }, caller: { personId }, db }) => {
    const list = `alliance.commissions:${personId}`;
    const rows = await listCommissions(db, personId, { limit, before: readCursor(vault, list, cursor)?.[0] });
    const { items, nextCursor } = pageFrom(vault, list, rows, limit, (row) => [row.id]);
    const orders = await readOrderFacts(
      db,
      items.map((row) => row.orderId),
    );
    const shaped = items.map(({ id, orderId, lineId, goodsFen, bp, fen, state, createdAt, endedAt }) => {
      const line = orders.get(orderId)?.lines.find((each) => each.id === lineId);
      const [productTitleZh, productTitleEn] = [line?.titleZh ?? "", line?.titleEn ?? ""];
      return { id, orderId, productTitleZh, productTitleEn, goodsFen, bp, fen, state, createdAt, endedAt };
    });
    return { items: shaped, nextCursor, ...(await sumCommissions(db, personId)) };
  });
}
