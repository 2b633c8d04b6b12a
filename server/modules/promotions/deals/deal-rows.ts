import { dealMachine, type DealState } from "#contract/states/deal";
import { before } from "#contract/states/machine";
import { lockSkuPositions } from "#modules/inventory";
import { audit } from "#platform/audit";
import { type Db, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { Refusal } from "#platform/refusal";
import type { Window } from "./deal-rules.ts";

export type WhyEnded = "time" | "shop" | "host" | "room" | "product";
export type Deal = {
  id: bigint;
  shopId: bigint;
  productId: bigint;
  skuId: bigint;
  roomId: bigint | null;
  priceFen: bigint;
  listFen: bigint;
  pieces: number;
  perBuyer: number;
  verifiedOnly: boolean;
  takesCoupons: boolean;
  admission: "open" | "line";
  isHidden: boolean;
  revealedAt: Date | null;
  state: DealState;
  startsAt: Date;
  endsAt: Date;
  whyEnded: WhyEnded | null;
  endedAt: Date | null;
  version: number;
};

export const DEAL_COLUMNS = `d.id, d.shop_id as "shopId", d.product_id as "productId", d.sku_id as "skuId",
  d.room_id as "roomId", d.price_fen as "priceFen", d.list_fen as "listFen", d.pieces, d.per_buyer as "perBuyer",
  d.verified_only as "verifiedOnly", d.takes_coupons as "takesCoupons", d.admission, d.is_hidden as "isHidden",
  d.revealed_at as "revealedAt", d.state, d.starts_at as "startsAt", d.ends_at as "endsAt", d.why_ended as "whyEnded",
  d.ended_at as "endedAt", d.version`;

const find = statement<Deal>(
  "promotions.find_deals",
  `select ${DEAL_COLUMNS} from promotions.deals d where d.id = any($1::bigint[]) order by d.id`,
);
const lock = statement<Deal>(
  "promotions.lock_deals",
  `select ${DEAL_COLUMNS} from promotions.deals d where d.id = any($1::bigint[]) order by d.id for update`,
);
const overlapping = statement<Window & { id: bigint }>(
  "promotions.overlapping_deal",
  `select id, starts_at as "startsAt", ends_at as "endsAt" from promotions.deals
   where sku_id = $1 and state in ('scheduled', 'running') and id <> $2
     and starts_at < $4 and ends_at > $3 order by starts_at limit 1`,
);
const move = statement(
  "promotions.move_deal",
  `update promotions.deals set state = $2, why_ended = $4, ended_at = $5, version = version + 1
   where id = $1 and state = any($3::text[])`,
);

export const findDeals = (db: Db | Tx, dealIds: readonly bigint[]): Promise<Deal[]> => find(db, [...dealIds]);

/**
 * Deals under their locks. The positions of their SKUs come first: whoever holds those at the counter reads deals that
 * stay as they are until it is done.
 */
export async function lockDeals(tx: Tx, dealIds: readonly bigint[]): Promise<Deal[]> {
  const skuIds = (await findDeals(tx, dealIds)).map(({ skuId }) => skuId);
  if (skuIds.length === 0) return [];
  await lockSkuPositions(tx, [...new Set(skuIds)]);
  return lock(tx, [...dealIds]);
}

/** Who does something to which deal, at the shop's desk or at a room's. */
export type Deed = { dealId: bigint; by: bigint; shopId?: bigint; roomId?: bigint };

/** The deal of a deed, locked. To another shop or room it does not exist: `promotions.deal_not_found`. */
export async function lockDealOf(tx: Tx, { dealId, shopId, roomId }: Deed): Promise<Deal> {
  const [deal] = await lockDeals(tx, [dealId]);
  if (!deal || (shopId !== undefined && deal.shopId !== shopId) || (roomId !== undefined && deal.roomId !== roomId))
    throw new Refusal("promotions.deal_not_found");
  return deal;
}

export const wrongState = ({ state }: Deal): Refusal =>
  new Refusal("promotions.deal_wrong_state", { state, allowed: dealMachine[state] });

/** Moves a locked deal. Refuses `promotions.deal_wrong_state {state, allowed}`. */
export async function moveDeal(
  tx: Tx,
  deal: Deal,
  to: DealState,
  { why = null, at = null }: { why?: WhyEnded | null; at?: Date | null } = {},
): Promise<void> {
  if (!dealMachine[deal.state].includes(to)) throw wrongState(deal);
  await move(tx, deal.id, to, before(dealMachine, to), why, at);
}

/** Refuses `promotions.deal_overlaps {startsAt, endsAt}`. The positions of the SKU are locked, so nobody else plans it. */
export async function requireFree(tx: Tx, skuId: bigint, { startsAt, endsAt }: Window, ownId = 0n): Promise<void> {
  const [other] = await overlapping(tx, skuId, ownId, startsAt, endsAt);
  if (other)
    throw new Refusal("promotions.deal_overlaps", {
      startsAt: other.startsAt.toISOString(),
      endsAt: other.endsAt.toISOString(),
    });
}

type News = "planned" | "changed" | "started" | "revealed" | "stopped" | "ended";

/** Says what became of a deal. */
export const tellNews = (
  tx: Tx,
  what: News,
  { id, skuId, productId, roomId }: Pick<Deal, "id" | "skuId" | "productId" | "roomId">,
  why: WhyEnded | null = null,
): Promise<void> => emit(tx, `promotions.deal_${what}`, [{ dealId: id, skuId, productId, roomId, why }]);

/** Leaves a row of who did it, beside the news. */
export async function noteDeed(
  tx: Tx,
  what: News,
  deal: Pick<Deal, "id" | "skuId" | "productId" | "roomId" | "shopId">,
  by: bigint,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const action = `promotions.deal_${what}`;
  const { id, shopId, roomId } = deal;
  const subject = `deal:${id}`;
  await audit(tx, { actorId: by, action, subject, scope: "shop", scopeId: shopId, detail: { ...detail, roomId } });
}
