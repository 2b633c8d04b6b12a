import type { SkuForSale } from "#modules/catalog";
import { type DealForSale, readPass, runsAt } from "#modules/promotions";
import type { RefusalCode } from "#contract/refusals";
import type { Details } from "#platform/refusal";
import type { Vault } from "#platform/vault";
import type { Wish } from "./asks.ts";

export type No = { refused: RefusalCode; details: Details };
export const no = (refused: RefusalCode, details: Details = {}): No => ({ refused, details });

/** What is known about the deals of the moment, and of who asks. */
export type DealFacts = {
  deals: ReadonlyMap<bigint, DealForSale>;
  /** Real-name levels of buyers who want a deal for verified people only. */
  levels: ReadonlyMap<bigint, number>;
  at: Date;
};
export type Chosen = { unitFen: bigint; deal: DealForSale | null };

/** Verified people are those who have proved name and number. */
export const VERIFIED_LEVEL = 2;

type Wanted = { wish: Wish; sku: SkuForSale; buyerId: bigint; roomId: bigint | null };

function dealFault(deal: DealForSale, { wish, buyerId, roomId }: Wanted, { levels }: DealFacts): No | undefined {
  if (deal.isSecret) return no("promotions.price_hidden", { dealId: String(deal.id) });
  // Who was offered a returned piece had come by the room when they began to wait.
  if (deal.roomId !== null && deal.roomId !== roomId && wish.waitId === undefined)
    return no("promotions.other_room", { dealId: String(deal.id), roomId: String(deal.roomId) });
  const have = levels.get(buyerId) ?? 0;
  if (deal.verifiedOnly && have < VERIFIED_LEVEL)
    return no("identity.real_name_required", { need: VERIFIED_LEVEL, have });
  return undefined;
}

/** A pass is good for the one who was let in, for that drop, for that SKU, until its time; anything else is none. */
function passFault({ id, skuId }: DealForSale, { wish, buyerId }: Wanted, at: Date, vault: Vault): No | undefined {
  if (wish.pass === undefined) return no("promotions.token_needed", { dealId: String(id) });
  const pass = readPass(vault, wish.pass);
  const isGood = pass?.dealId === id && pass.skuId === skuId && pass.personId === buyerId && pass.until > at;
  return isGood ? undefined : no("promotions.token_invalid", { dealId: String(id) });
}

/**
 * The one price layer of a line (domain.md §7): the deal that the buyer named, or refuse; else the running deal of the
 * SKU that this buyer may have without a line, when it is cheaper; else the list price. Pure.
 */
export function choosePrice(wanted: Wanted, facts: DealFacts, vault: Vault): Chosen | No {
  const { wish, sku } = wanted;
  const { deals, at } = facts;
  if (wish.dealId !== undefined) {
    const deal = deals.get(wish.dealId);
    if (!deal || deal.skuId !== sku.id || !runsAt(deal, at))
      return no("promotions.deal_not_running", { dealId: String(wish.dealId) });
    // Who was offered a returned piece has waited in line for it already: the offer lets in as a pass does.
    const needsPass = deal.admission === "line" && wish.waitId === undefined;
    const fault = dealFault(deal, wanted, facts) ?? (needsPass ? passFault(deal, wanted, at, vault) : undefined);
    return fault ?? { unitFen: deal.priceFen, deal };
  }
  const open = [...deals.values()].find((deal) => deal.skuId === sku.id && runsAt(deal, at));
  // An offer of ordinary pieces is none of a deal's.
  const applies =
    wish.waitId === undefined &&
    open?.admission === "open" &&
    open.priceFen < sku.priceFen &&
    !dealFault(open, wanted, facts);
  return applies ? { unitFen: open.priceFen, deal: open } : { unitFen: sku.priceFen, deal: null };
}
