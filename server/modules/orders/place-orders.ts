import { knownSoldOut } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, lostRaceFor, transact, type Tx } from "#platform/db";
import type { Outcome } from "#platform/refusal";
import type { Vault } from "#platform/vault";
import { type Ask, type Placed, requestOf } from "./asks.ts";
import { no } from "./choose-price.ts";
import { type Decided, decideCheckouts } from "./decide-checkouts.ts";
import { findPlaced, type Kept } from "./find-placed.ts";
import { type Known, lockFacts, noDeals, readKnown, sameDeals, wishesCoupons } from "./gather-facts.ts";
import { type Draft, fingerprintOf, priceAsk } from "./price-asks.ts";
import { writeCheckouts } from "./write-checkouts.ts";

type Answers = Map<string, Outcome<Placed>>;

/**
 * Each ask becomes one checkout with an order per shop, whole or not at all, or is told why not; asked again with the
 * same request id it gets the same checkout, and `request.reused` when it asks for something else. Stock is never
 * oversold, limits hold and a coupon is used once, whoever else is placing orders at the same moment.
 *
 * Prices are made before the locks, pieces and limits are decided under them, and everything is written in one flight.
 */
export async function placeOrders(db: Db, vault: Vault, asks: readonly Ask[]): Promise<Outcome<Placed>[]> {
  // A repeat inside the batch is dropped before arrivals are numbered: it will be answered like its first.
  const distinct = new Map<string, Ask>();
  for (const ask of asks) if (!distinct.has(requestOf(ask))) distinct.set(requestOf(ask), ask);
  const { late = [], inTime = [] } = Object.groupBy(distinct.values(), (ask) =>
    comesTooLate(ask) ? "late" : "inTime",
  );
  const [told, placed] = await Promise.all([refuseLate(db, late), placeInTime(db, vault, inTime)]);
  return asks.map((ask) => {
    const request = requestOf(ask);
    const outcome = (placed.get(request) ?? told.get(request))!;
    const first = distinct.get(request)!;
    return first === ask || fingerprintOf(first).equals(fingerprintOf(ask)) ? outcome : no("request.reused");
  });
}

/** Whom this process knows to come after the last piece: nothing is locked for them. */
const comesTooLate = ({ lines }: Ask): boolean => lines.some((line) => line.waitId === undefined && knownSoldOut(line));

/** They are told so at the cost of one look for those who ask again about what they have. */
async function refuseLate(db: Db, asks: readonly Ask[]): Promise<Answers> {
  const placed = await findPlaced(db, asks);
  return new Map(
    asks.map((ask) => {
      const gone = ask.lines.filter(knownSoldOut).map(({ skuId }) => ({ skuId: String(skuId), left: 0 }));
      return [requestOf(ask), answerOf(placed, ask) ?? no("inventory.out_of_stock", { lines: gone })];
    }),
  );
}

/** What a request became before: the same for the same wish. */
function answerOf(placed: ReadonlyMap<string, Kept>, ask: Ask): Outcome<Placed> | undefined {
  const kept = placed.get(requestOf(ask));
  if (!kept) return undefined;
  if (!kept.fingerprint.equals(fingerprintOf(ask))) return no("request.reused");
  const { checkoutId, orderIds, payableFen, payBy } = kept;
  return { ok: { checkoutId, orderIds, payableFen, payBy } };
}

async function placeInTime(db: Db, vault: Vault, asks: readonly Ask[]): Promise<Answers> {
  if (asks.length === 0) return new Map();
  const known = await readKnown(db, vault, asks);
  // Whose coupons count is priced under the coupons' locks.
  const drafts = new Map(
    asks.filter((ask) => !wishesCoupons(ask)).map((ask) => [requestOf(ask), priceAsk(vault, ask, known)]),
  );
  try {
    return await transact(db, (tx) => placeUnderLocks(tx, vault, asks, known, drafts));
  } catch (error) {
    // The same request was placed elsewhere a moment ago: now it will be found.
    if (lostRaceFor("checkouts_buyer_id_request_id_key", error)) return placeInTime(db, vault, asks);
    throw error;
  }
}

async function placeUnderLocks(
  tx: Tx,
  vault: Vault,
  asks: readonly Ask[],
  known: Known,
  drafts: ReadonlyMap<string, Outcome<Draft>>,
): Promise<Answers> {
  const { placed, facts } = await lockFacts(tx, asks, known);
  const fresh = placed.size === 0 ? asks : asks.filter((ask) => !placed.has(requestOf(ask)));
  const areSame = sameDeals(known.deals, facts.deals);
  const priceNow = (ask: Ask, withDeals: boolean): Outcome<Draft> =>
    priceAsk(vault, ask, { ...known, deals: withDeals ? facts.deals : noDeals, grants: facts.grants });
  const decided = decideCheckouts(fresh, facts, (ask, withDeals) =>
    wishesCoupons(ask) || !areSame || !withDeals ? priceNow(ask, withDeals) : drafts.get(requestOf(ask))!,
  );
  const winners = [...decided.values()].flatMap((outcome) => ("ok" in outcome ? [outcome.ok] : []));
  const written = winners.length > 0 ? await writeCheckouts(tx, winners, clock.now()) : new Map<Draft, Placed>();
  const outcomeOf = (outcome: Outcome<Decided>): Outcome<Placed> =>
    "ok" in outcome ? { ok: written.get(outcome.ok.draft)! } : outcome;
  return new Map(asks.map((ask) => [requestOf(ask), answerOf(placed, ask) ?? outcomeOf(decided.get(requestOf(ask))!)]));
}
