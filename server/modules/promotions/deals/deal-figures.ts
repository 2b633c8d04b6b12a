import type { DealFigures } from "#contract/deal-shapes";
import type { DealState } from "#contract/states/deal";
import { readSlices } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, statement, type Tx } from "#platform/db";
import { presentDeals } from "./deal-cards.ts";
import { type Deal, DEAL_COLUMNS, findDeals } from "./deal-rows.ts";

export type { DealFigures };

const counted = statement<{ id: bigint; buyers: number; gmvFen: bigint; waiting: number; admitted: number }>(
  "promotions.count_deals",
  `select d.id, s.buyers, s.gmv as "gmvFen",
     (select count(*)::int from promotions.entries where deal_id = d.id and state = 'waiting') as waiting,
     (select count(*)::int from promotions.entries where deal_id = d.id and state = 'admitted'
       and admitted_until > $2) as admitted
   from unnest($1::bigint[]) d (id)
   cross join lateral (select count(distinct buyer_id)::int as buyers, coalesce(sum(paid_fen), 0)::bigint as gmv
     from promotions.deal_sales where deal_id = d.id and state in ('paid', 'refunded')) s`,
);
const ofShop = statement<Deal>(
  "promotions.deals_of_shop",
  `select ${DEAL_COLUMNS} from promotions.deals d
   where d.shop_id = $1 and ($2::text is null or d.state = $2) and ($3::bigint is null or d.id < $3)
   order by d.id desc limit $4`,
);
// Running and planned ones first, as they come; then what is over, the last one first.
const ofRoom = statement<Deal>(
  "promotions.deals_of_room",
  `select ${DEAL_COLUMNS} from promotions.deals d where d.room_id = $1
   order by d.ended_at desc nulls first, d.starts_at, d.id limit 200`,
);

/** How these deals go. Unpaid and paid pieces are what their own stock says; buyers and money, what orders told. */
async function figuresOf(db: Db | Tx, deals: readonly Deal[]): Promise<DealFigures[]> {
  const at = clock.now();
  const ids = deals.map(({ id }) => id);
  const cards = await presentDeals(db, deals, at);
  const slices = await readSlices(db, ids);
  const counts = new Map((ids.length > 0 ? await counted(db, ids, at) : []).map((row) => [row.id, row]));
  return deals.map((deal, n) => ({
    ...cards[n]!,
    ...counts.get(deal.id)!,
    isHidden: deal.isHidden,
    revealedAt: deal.revealedAt,
    realPriceFen: deal.priceFen,
    unpaid: slices.get(deal.id)?.held ?? 0,
    paid: slices.get(deal.id)?.sold ?? 0,
    whyEnded: deal.whyEnded,
    endedAt: deal.endedAt,
  }));
}

/** How these deals go, for their shop and their room's desk: hidden prices too. */
export const readDealFigures = async (db: Db | Tx, dealIds: readonly bigint[]): Promise<DealFigures[]> =>
  figuresOf(db, await findDeals(db, dealIds));

export const readFiguresOf = async (db: Db | Tx, dealId: bigint): Promise<DealFigures> =>
  (await readDealFigures(db, [dealId]))[0]!;

export const readRoomDealFigures = async (db: Db | Tx, roomId: bigint): Promise<DealFigures[]> =>
  figuresOf(db, await ofRoom(db, roomId));

/** A shop's deals, the newest first. */
export const listShopDeals = async (
  db: Db | Tx,
  shopId: bigint,
  state: DealState | undefined,
  before: string | undefined,
  limit: number,
): Promise<DealFigures[]> => figuresOf(db, await ofShop(db, shopId, state ?? null, before ?? null, limit));
