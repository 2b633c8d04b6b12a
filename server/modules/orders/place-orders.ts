import { readSkusForSale } from "#modules/catalog";
import { readAddressesByIds } from "#modules/identity";
import { lockStock } from "#modules/inventory";
import { lockGrantsOf } from "#modules/promotions";
import { clock } from "#platform/clock";
import { type Db, lostRaceFor, transact, type Tx } from "#platform/db";
import { fingerprintOf } from "#platform/idempotency";
import type { Outcome } from "#platform/refusal";
import type { Vault } from "#platform/vault";
import { type Ask, type Placed, requestOf } from "./asks.ts";
import { decideCheckouts, type Draft } from "./decide-checkouts.ts";
import { findBought, findPlaced } from "./find-placed.ts";
import { plainTrail, readTrail } from "./read-trail.ts";
import { writeCheckouts } from "./write-checkouts.ts";

const fingerprint = ({ lines, addressId, expectedFen, couponGrantIds, note }: Ask): Buffer =>
  fingerprintOf("orders.checkouts", { lines, addressId, expectedFen, couponGrantIds, note });

/**
 * Each ask becomes one checkout with an order per shop, whole or not at all, or is told why not; asked again with the
 * same request id it gets the same checkout, and `request.reused` when it asks for something else. Stock is never
 * oversold, limits hold and a coupon is used once, whoever else is placing orders at the same moment.
 */
export async function placeOrders(db: Db, vault: Vault, asks: readonly Ask[]): Promise<Outcome<Placed>[]> {
  try {
    return await transact(db, (tx) => placeInOrder(tx, vault, asks));
  } catch (error) {
    // The same request was placed elsewhere a moment ago: now it will be found.
    if (lostRaceFor("checkouts_buyer_id_request_id_key", error)) return placeOrders(db, vault, asks);
    throw error;
  }
}

async function placeInOrder(tx: Tx, vault: Vault, asks: readonly Ask[]): Promise<Outcome<Placed>[]> {
  // A repeat inside the batch is dropped before arrivals are numbered: it will be answered like its first.
  const distinct = [...Map.groupBy(asks, requestOf).values()].map(([first]) => first!);
  const skuIds = [...new Set(distinct.flatMap((ask) => ask.lines.map((line) => line.skuId)))];
  // Stock first: whatever is read after it, repeats and limits too, stays true until we commit.
  const left = await lockStock(tx, skuIds);
  const placed = await findPlaced(tx, distinct);
  const fresh = distinct.filter((ask) => !placed.has(requestOf(ask)));
  const decided = await decide(tx, vault, fresh, skuIds, left);
  const drafts = [...decided.values()].flatMap((outcome) => ("ok" in outcome ? [outcome.ok] : []));
  const written = drafts.length > 0 ? await writeCheckouts(tx, vault, drafts, clock.now()) : [];
  const now = new Map(
    drafts.map((draft, n) => [requestOf(draft.ask), { ...written[n]!, fingerprint: draft.fingerprint }]),
  );
  return asks.map((ask): Outcome<Placed> => {
    const kept = placed.get(requestOf(ask)) ?? now.get(requestOf(ask));
    if (!kept) return decided.get(requestOf(ask)) as Outcome<never>;
    if (!kept.fingerprint.equals(fingerprint(ask))) return { refused: "request.reused", details: {} };
    const { checkoutId, orderIds, payableFen, payBy } = kept;
    return { ok: { checkoutId, orderIds, payableFen, payBy } };
  });
}

async function decide(
  tx: Tx,
  vault: Vault,
  asks: readonly Ask[],
  skuIds: readonly bigint[],
  left: Map<bigint, { placeId: bigint; left: number }>,
): Promise<Map<string, Outcome<Draft>>> {
  if (asks.length === 0) return new Map();
  const at = clock.now();
  const skus = await readSkusForSale(tx, skuIds);
  // Who comes too late is told so at the cost of two reads: nothing more is asked for them.
  const inTime = asks.filter((ask) => ask.lines.every((line) => (left.get(line.skuId)?.left ?? 0) >= line.quantity));
  const limited = inTime.length > 0 ? skuIds.filter((skuId) => skus.get(skuId)?.perBuyerLimit != null) : [];
  const buyerIds = inTime.map((ask) => ask.buyerId);
  const bought = await findBought(tx, buyerIds, limited);
  const wishing = inTime.filter((ask) => ask.couponGrantIds?.length !== 0).map((ask) => ask.buyerId);
  const shopIds = [...new Set([...skus.values()].map((sku) => sku.shopId))];
  const grants = wishing.length > 0 ? await lockGrantsOf(tx, [...new Set(wishing)], shopIds, at) : new Map();
  const addresses = await readAddressesByIds(
    tx,
    vault,
    inTime.map((ask) => ask.addressId),
  );
  return decideCheckouts(asks, {
    at,
    skus,
    left,
    bought,
    addresses,
    grants,
    fingerprintOf: fingerprint,
    trailOf: (token, productId) => readTrail(vault, token, productId, at),
    plainTrail: (productId) => plainTrail(productId, at),
  });
}
