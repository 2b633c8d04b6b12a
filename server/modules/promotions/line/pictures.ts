import { leftInSlices, readSlices } from "#modules/inventory";
import { clock } from "#platform/clock";
import { type Db, statement } from "#platform/db";

/** What the line must know of its deal. */
export type LineDeal = {
  id: bigint;
  skuId: bigint;
  perBuyer: number;
  verifiedOnly: boolean;
  admission: "open" | "line";
  /** Not ended; and its room, if it has one, has begun it. */
  isOpen: boolean;
  startsAt: Date;
  endsAt: Date;
};

/** How one line stood a moment ago, for everybody who asks about it in this process. */
export type Picture = {
  deal: LineDeal;
  left: number;
  /** Pieces are free, or lie in orders that may never be paid. */
  mayStillBuy: boolean;
  waiting: number;
  /** How many of those who wait stand before this rank. */
  before: (rank: bigint) => number;
};

const FRESH_MS = 500;
// Reading the ranks of a hundred thousand takes a while: a long line is counted less often than a short one.
const WAITING_PER_MS = 20;
const KEPT_MAX = 500;
const BYTES = 8;

const readDeal = statement<LineDeal>(
  "promotions.deal_in_line",
  `select id, sku_id as "skuId", per_buyer as "perBuyer", verified_only as "verifiedOnly", admission,
     state = 'running' or (state = 'scheduled' and room_id is null) as "isOpen", starts_at as "startsAt", ends_at as "endsAt"
   from promotions.deals where id = $1`,
);
// As bytes: a hundred thousand numbers would each be parsed from text, twice a second in every process.
const readRanks = statement<{ ranks: Buffer }>(
  "promotions.waiting_ranks",
  `select coalesce(string_agg(int8send(rank), ''::bytea order by rank), ''::bytea) as ranks
   from promotions.entries where deal_id = $1 and state = 'waiting'`,
);

/** How many of these sorted ranks are lower. */
function countBefore(ranks: Buffer, rank: bigint): number {
  let [from, to] = [0, ranks.length / BYTES];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ranks.readBigInt64BE(middle * BYTES) < rank) from = middle + 1;
    else to = middle;
  }
  return from;
}

async function readStock(db: Db, dealId: bigint): Promise<Pick<Picture, "left" | "mayStillBuy">> {
  const left = (await leftInSlices(db, [dealId])).get(dealId) ?? 0;
  if (left > 0) return { left, mayStillBuy: true };
  const held = (await readSlices(db, [dealId])).get(dealId)?.held ?? 0;
  return { left: 0, mayStillBuy: held > 0 };
}

type Kept = { readMs: number; ranksMs: number; ranks: Buffer; picture: Picture };

async function look(db: Db, dealId: bigint, known: Kept | undefined, nowMs: number): Promise<Kept | undefined> {
  const [deal] = await readDeal(db, dealId);
  if (!deal) return undefined;
  const stock = await readStock(db, dealId);
  const restMs = Math.max(FRESH_MS, (known?.picture.waiting ?? 0) / WAITING_PER_MS);
  const isDue = !known || nowMs - known.ranksMs >= restMs;
  const ranks = isDue ? (await readRanks(db, dealId))[0]!.ranks : known.ranks;
  const picture = { deal, ...stock, waiting: ranks.length / BYTES, before: (rank: bigint) => countBefore(ranks, rank) };
  return { readMs: nowMs, ranksMs: isDue ? nowMs : known.ranksMs, ranks, picture };
}

/**
 * The lines of this process: each is looked at once in half a second at most, however many ask, and all who ask
 * meanwhile wait for the same look; `freshMs` asks for a younger one. Resolves to nothing for a deal that is not there.
 */
export function openPictures(db: Db): (dealId: bigint, freshMs?: number) => Promise<Picture | undefined> {
  const kept = new Map<bigint, Kept>();
  const looking = new Map<bigint, Promise<Picture | undefined>>();
  const lookNow = async (dealId: bigint, nowMs: number): Promise<Picture | undefined> => {
    const seen = await look(db, dealId, kept.get(dealId), nowMs);
    kept.delete(dealId);
    if (!seen) return undefined;
    kept.set(dealId, seen);
    if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!);
    return seen.picture;
  };
  return async (dealId, freshMs = FRESH_MS) => {
    const nowMs = clock.now().getTime();
    const known = kept.get(dealId);
    if (known && Math.abs(nowMs - known.readMs) < freshMs) return known.picture;
    const under = looking.get(dealId);
    if (under) return under;
    const look = lookNow(dealId, nowMs).finally(() => looking.delete(dealId));
    looking.set(dealId, look);
    return look;
  };
}
