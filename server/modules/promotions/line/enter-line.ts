import { readRealNameLevels } from "#modules/identity";
import { type Db, statement, transact, type Tx } from "#platform/db";
import type { Outcome } from "#platform/refusal";
import { admitNext } from "./admit-next.ts";
import { type Entry, insertEntries, keyOf, type Place, readEntries, returnEntries } from "./entry-rows.ts";
import type { LineDeal, Picture } from "./pictures.ts";
import type { Proof } from "./puzzle.ts";
import { drawAt } from "./ranks.ts";
import { spendProofs } from "./spend-proofs.ts";

const VERIFIED_LEVEL = 2;

/** Somebody at the entrance. `rank` was drawn when they came; `isSuspect`: only with a proof. */
export type Entrance = Place & {
  picture: Picture;
  at: Date;
  rank: bigint;
  isSuspect: boolean;
  proof: Proof | undefined;
};
type Refused = Extract<Outcome<Entry>, { refused: string }>;

const bought = statement<{ dealId: bigint; personId: bigint; lines: number; pieces: number }>(
  "promotions.bought_in_deals",
  `select k.deal_id as "dealId", k.person_id as "personId", count(*)::int as lines,
     coalesce(sum(s.quantity) filter (where s.state <> 'closed'), 0)::int as pieces
   from unnest($1::bigint[], $2::bigint[]) k (deal_id, person_id)
   join promotions.deal_sales s on s.deal_id = k.deal_id and s.buyer_id = k.person_id
   group by k.deal_id, k.person_id`,
);

type Bought = Map<string, { lines: number; pieces: number }>;

async function readBought(tx: Tx, used: readonly Entry[]): Promise<Bought> {
  if (used.length === 0) return new Map();
  const rows = await bought(
    tx,
    used.map(({ dealId }) => dealId),
    used.map(({ personId }) => personId),
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Whoever bought may come again for what is still allowed; an order we have not heard of yet counts as one piece. */
function limitReached(
  { perBuyer }: LineDeal,
  sales: { lines: number; pieces: number } | undefined,
): Refused | undefined {
  const pieces = sales && sales.lines > 0 ? sales.pieces : 1;
  if (pieces < perBuyer) return undefined;
  return { refused: "promotions.limit_per_buyer", details: { limit: perBuyer, bought: pieces } };
}

const standsIn = ({ state, admittedUntil }: Entry, at: Date): boolean =>
  state === "waiting" || (state === "admitted" && admittedUntil! > at);

type Known = { entries: Map<string, Entry>; bought: Bought; levels: Map<bigint, number> };

/** Why this person may not stand in the line, if so; who stands there already may. */
function refusalOf(entrance: Entrance, { entries, bought, levels }: Known): Refused | undefined {
  const { personId, picture, isSuspect, proof } = entrance;
  const entry = entries.get(keyOf(entrance));
  const limit = entry?.state === "used" ? limitReached(picture.deal, bought.get(keyOf(entry))) : undefined;
  if (limit) return limit;
  const have = levels.get(personId) ?? 0;
  if (picture.deal.verifiedOnly && have < VERIFIED_LEVEL)
    return { refused: "identity.real_name_required", details: { need: VERIFIED_LEVEL, have } };
  if (isSuspect && !proof) return { refused: "promotions.proof_needed", details: {} };
  return undefined;
}

async function readKnown(tx: Tx, entrances: readonly Entrance[]): Promise<Known> {
  const entries = await readEntries(tx, entrances);
  const used = [...entries.values()].filter(({ state }) => state === "used");
  const toVerify = entrances.filter(({ picture }) => picture.deal.verifiedOnly).map(({ personId }) => personId);
  const levels = await readRealNameLevels(tx, toVerify);
  return { entries, bought: await readBought(tx, used), levels };
}

/** Of somebody who knocks several times at once, the knock with a proof counts. */
function oneEach(entrances: readonly Entrance[]): Entrance[] {
  const each = new Map<string, Entrance>();
  for (const entrance of entrances) {
    const known = each.get(keyOf(entrance));
    if (!known || (!known.proof && entrance.proof)) each.set(keyOf(entrance), entrance);
  }
  return [...each.values()];
}

const isWelcome = ({ isSuspect, picture }: Entrance): boolean => !isSuspect && !picture.deal.verifiedOnly;

async function decide(tx: Tx, entrances: readonly Entrance[]): Promise<Map<string, Outcome<Entry>>> {
  const outcomes = new Map<string, Outcome<Entry>>();
  // Nearly everybody comes for the first time and is asked for nothing: they are written down unread.
  for (const entry of await insertEntries(tx, entrances.filter(isWelcome))) outcomes.set(keyOf(entry), { ok: entry });
  const others = entrances.filter((entrance) => !outcomes.has(keyOf(entrance)));
  if (others.length > 0) await decideOthers(tx, others, outcomes);
  return outcomes;
}

async function decideOthers(
  tx: Tx,
  entrances: readonly Entrance[],
  outcomes: Map<string, Outcome<Entry>>,
): Promise<void> {
  const known = await readKnown(tx, entrances);
  const newcomers: Entrance[] = [];
  for (const entrance of entrances) {
    const entry = known.entries.get(keyOf(entrance));
    const stands = entry && standsIn(entry, entrance.at);
    const refusal = stands ? undefined : refusalOf(entrance, known);
    if (stands) outcomes.set(keyOf(entrance), { ok: entry });
    else if (refusal) outcomes.set(keyOf(entrance), refusal);
    else newcomers.push(entrance);
  }
  const proofs = newcomers.flatMap(({ isSuspect, proof }) => (isSuspect && proof ? [proof] : []));
  const unspent = await spendProofs(tx, proofs);
  const isLetIn = ({ isSuspect, proof }: Entrance): boolean => !isSuspect || unspent.has(proof!.digest.toString("hex"));
  for (const entrance of newcomers)
    if (!isLetIn(entrance)) outcomes.set(keyOf(entrance), { refused: "promotions.proof_invalid", details: {} });
  for (const entry of await standIn(tx, newcomers.filter(isLetIn), known.entries))
    outcomes.set(keyOf(entry), { ok: entry });
}

/** Writes the newcomers down and says where they stand, also when another server was quicker. */
async function standIn(tx: Tx, newcomers: readonly Entrance[], seen: Map<string, Entry>): Promise<Entry[]> {
  const fresh = newcomers.filter((entrance) => !seen.has(keyOf(entrance)));
  const again = newcomers.flatMap((entrance) => {
    const before = seen.get(keyOf(entrance));
    return before ? [{ ...entrance, seenRank: before.rank }] : [];
  });
  const written = [...(await insertEntries(tx, fresh)), ...(await returnEntries(tx, again))];
  const done = new Set(written.map(keyOf));
  const missed = newcomers.filter((entrance) => !done.has(keyOf(entrance)));
  return [...written, ...(await readEntries(tx, missed)).values()];
}

const hasRoom = ({ picture, at }: Entrance): boolean =>
  at >= drawAt(picture.deal.startsAt) && picture.waiting === 0 && picture.left > 0;

/**
 * Puts people into the lines before deals that run, each once: entries and the proofs they cost commit together. When
 * nobody waits and pieces are free they are let in at once. Refuses `promotions.limit_per_buyer {limit, bought}`,
 * `identity.real_name_required {need, have}`, `promotions.proof_needed` and `promotions.proof_invalid`.
 */
export async function enterLines(db: Db, entrances: readonly Entrance[]): Promise<Outcome<Entry>[]> {
  const outcomes = await transact(db, (tx) => decide(tx, oneEach(entrances)));
  const open = entrances.filter(hasRoom);
  for (const dealId of new Set(open.map((entrance) => entrance.dealId))) await admitNext(db, dealId);
  if (open.length > 0)
    for (const [key, entry] of await readEntries(db, open)) if (outcomes.has(key)) retell(outcomes, key, entry);
  return entrances.map((entrance) => outcomes.get(keyOf(entrance))!);
}

function retell(outcomes: Map<string, Outcome<Entry>>, key: string, entry: Entry): void {
  if ("ok" in outcomes.get(key)!) outcomes.set(key, { ok: entry });
}
