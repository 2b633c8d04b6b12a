import type { z } from "zod";
import type * as api from "#contract/api/promotions-deals";
import { readPriceSpans } from "#modules/catalog";
import { growSlice } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { isOnAt } from "./deal-cards.ts";
import { type DealFigures, readFiguresOf } from "./deal-figures.ts";
import { type Deal, lockDealOf, noteDeed, requireFree, tellNews, wrongState } from "./deal-rows.ts";
import { newEndOf, requirePrice, type Window, windowOf } from "./deal-rules.ts";
import { requireSellable } from "./plan-deal.ts";

type Ask = z.output<typeof api.changeDeal.in> & { by: bigint; isFresh: boolean };

const write = statement(
  "promotions.change_deal",
  `update promotions.deals set price_fen = $2, list_fen = $3, pieces = $4, per_buyer = $5, starts_at = $6, ends_at = $7,
     version = version + 1
   where id = $1`,
);

const sameMoment = (a: Date | undefined, b: Date): boolean => a === undefined || a.getTime() === b.getTime();

/** Once its time has come buyers are at it, whether or not a sweep has marked it yet. */
const asItStands = (deal: Deal, now: Date): Deal => (isOnAt(deal, now) ? { ...deal, state: "running" } : deal);

/** While it runs buyers hold it to what it said: only its end may move, and pieces may be added. */
function requireOpenTo(deal: Deal, { priceFen, perBuyer, startsAt, pieces }: Ask): void {
  if (deal.state === "scheduled") return;
  if (deal.state !== "running") throw wrongState(deal);
  const keeps =
    (priceFen ?? deal.priceFen) === deal.priceFen &&
    (perBuyer ?? deal.perBuyer) === deal.perBuyer &&
    sameMoment(startsAt, deal.startsAt);
  if (!keeps || (pieces ?? deal.pieces) < deal.pieces) throw wrongState(deal);
}

function changedWindow(deal: Deal, ask: Ask, now: Date): Window {
  const { startsAt = deal.startsAt, endsAt = deal.endsAt } = ask;
  if (sameMoment(startsAt, deal.startsAt) && sameMoment(endsAt, deal.endsAt)) return deal;
  if (deal.state === "running") return newEndOf(deal.startsAt, endsAt, deal.roomId, now);
  return windowOf({ startsAt, endsAt }, deal.roomId, now);
}

async function changedPrice(tx: Tx, deal: Deal, ask: Ask, now: Date): Promise<Pick<Deal, "priceFen" | "listFen">> {
  const { priceFen = deal.priceFen } = ask;
  if (priceFen === deal.priceFen) return deal;
  const sku = await requireSellable(tx, deal.shopId, deal.skuId);
  requirePrice(priceFen, (await readPriceSpans(tx, [deal.skuId], now)).get(deal.skuId)!, ask.isFresh);
  return { priceFen, listFen: sku.priceFen };
}

/**
 * Changes a deal: all of it before it starts, its end and more pieces while it runs. `version` is the one the editor
 * saw. Refuses `promotions.stale {version}`, `promotions.deal_wrong_state` and what planning refuses.
 */
export const changeDeal = (db: Db | Tx, ask: Ask): Promise<DealFigures> =>
  transact(db, async (tx) => {
    const now = clock.now();
    const deal = asItStands(await lockDealOf(tx, ask), now);
    requireOpenTo(deal, ask);
    if (deal.version !== ask.version) throw new Refusal("promotions.stale", { version: deal.version });
    const window = changedWindow(deal, ask, now);
    await requireFree(tx, deal.skuId, window, deal.id);
    const { priceFen, listFen } = await changedPrice(tx, deal, ask, now);
    const { pieces = deal.pieces, perBuyer = deal.perBuyer, by } = ask;
    if (pieces !== deal.pieces)
      await growSlice(tx, {
        placeId: deal.id,
        pieces: pieces - deal.pieces,
        actor: `person:${by}`,
        requestId: `deal:${deal.id}:${deal.version}`,
      });
    await write(tx, deal.id, priceFen, listFen, pieces, perBuyer, window.startsAt, window.endsAt);
    await noteDeed(tx, "changed", deal, by, {
      from: { priceFen: deal.priceFen, pieces: deal.pieces, startsAt: deal.startsAt, endsAt: deal.endsAt },
      to: { priceFen, pieces, startsAt: window.startsAt, endsAt: window.endsAt },
    });
    await tellNews(tx, "changed", deal);
    return readFiguresOf(tx, deal.id);
  });
