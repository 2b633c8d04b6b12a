import { readSkusForSale } from "#modules/catalog";
import { clock } from "#platform/clock";
import { type Db, statement, transact, type Tx } from "#platform/db";
import { lockDeals } from "./deal-rows.ts";
import { finishDeal } from "./end-deals.ts";
import { beginDeal } from "./start-deal.ts";

const AT_ONCE = 100;

// Drops of rooms begin at the word of their room, which knows whether it is on.
const toBegin = statement<{ id: bigint }>(
  "promotions.deals_to_begin",
  `select id from promotions.deals where state = 'scheduled' and room_id is null and starts_at <= $1
   order by starts_at, id limit ${AT_ONCE}`,
);
const toEnd = statement<{ id: bigint }>(
  "promotions.deals_to_end",
  `select id from promotions.deals where (state = 'running' or state = 'scheduled' and room_id is not null)
     and ends_at <= $1 order by ends_at, id limit ${AT_ONCE}`,
);
const inRooms = statement<{ id: bigint; roomId: bigint }>(
  "promotions.room_deals_to_begin",
  `select id, room_id as "roomId" from promotions.deals
   where state = 'scheduled' and room_id is not null and starts_at <= $1 and ends_at > $1 order by starts_at, id`,
);
const open = statement<{ id: bigint; skuId: bigint }>(
  "promotions.open_deals",
  `select id, sku_id as "skuId" from promotions.deals where state in ('scheduled', 'running') order by id`,
);

async function endInTime(tx: Tx, dealId: bigint, at: Date): Promise<void> {
  const [deal] = await lockDeals(tx, [dealId]);
  if (!deal || deal.endsAt > at) return; // given more time while we waited
  if (deal.state === "running") await finishDeal(tx, deal, "ended", "time");
  else if (deal.state === "scheduled") await finishDeal(tx, deal, "stopped", "room");
}

/** Deals begin and end by the clock; a room's drop that its room never came to sell ends with its time. */
export async function keepDealTimes(db: Db): Promise<number> {
  const now = clock.now();
  const begun = await toBegin(db, now);
  for (const { id } of begun) await transact(db, (tx) => beginDeal(tx, id));
  const over = await toEnd(db, now);
  for (const { id } of over) await transact(db, (tx) => endInTime(tx, id, now));
  return begun.length + over.length;
}

/** Drops of rooms whose time comes by then and that wait for the word of their room. */
export const readRoomDealsToBegin = (db: Db | Tx, by: Date): Promise<{ id: bigint; roomId: bigint }[]> =>
  inRooms(db, by);

/** What is not sold any more has no deal either: taken off sale, retired, or its shop has closed. */
export async function endDealsOffSale(db: Db): Promise<number> {
  const deals = await open(db);
  const gone = await offSale(db, deals);
  for (const { id } of gone)
    await transact(db, async (tx) => {
      const [deal] = await lockDeals(tx, [id]);
      if (!deal || (await offSale(tx, [deal])).length === 0) return; // back on sale while we waited
      if (deal.state === "running") await finishDeal(tx, deal, "ended", "product");
      else if (deal.state === "scheduled") await finishDeal(tx, deal, "stopped", "product");
    });
  return gone.length;
}

async function offSale<D extends { skuId: bigint }>(db: Db | Tx, deals: readonly D[]): Promise<D[]> {
  const skus = await readSkusForSale(
    db,
    deals.map(({ skuId }) => skuId),
  );
  return deals.filter(({ skuId }) => !skus.get(skuId)?.sellable);
}
