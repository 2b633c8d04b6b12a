import { columns, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { account, feePlatform } from "./accounts.ts";
import { lockBook, readLines, readShareRows } from "./order-book.ts";
import { postTransfers, type Transfer, transferId } from "./post-transfers.ts";
import { resolvePendings } from "./resolve-pendings.ts";

/** What one payee gets of one line; `payee`: shop:1, creator:2 or platform. */
export type AgreedRelease = { lineId: bigint; payee: string; bp: number; fen: bigint; reason: string };
export type Release = {
  orderId: bigint;
  shares: readonly AgreedRelease[];
  /** Of the shop's part, kept back. */
  reserveBp: number;
  until: Date;
  at: Date;
};
export type BegunRelease = {
  transferIds: string[];
  byPayee: { payee: string; fen: bigint }[];
  reserveFen: bigint;
};

const insertShares = statement(
  "ledger.insert_shares",
  `insert into ledger.shares (order_id, line_id, payee, bp, fen, reason)
   select $1, * from unnest($2::bigint[], $3::text[], $4::int[], $5::bigint[], $6::text[])`,
);
const forgetShares = statement("ledger.forget_shares", `delete from ledger.shares where order_id = $1`);
const beginBook = statement(
  "ledger.begin_release",
  `update ledger.order_books set releasing = true, releases = releases + 1 where order_id = $1`,
);
const endBook = statement(
  "ledger.end_release",
  `update ledger.order_books set releasing = false, released_fen = $2 where order_id = $1`,
);
const keepBase = statement(
  "ledger.keep_base",
  `update ledger.order_lines set released_goods_fen = goods_fen - reversed_goods_fen where order_id = $1`,
);
const readPendingIds = statement<{ id: string }>(
  "ledger.read_release",
  `select id from ledger.transfers where posting = $1 order by id`,
);
// A debt is what an owed account stands below zero, less what earlier releases are about to fill.
const readDebts = statement<{ payee: string; fen: bigint }>(
  "ledger.read_debts",
  `select p as payee, (select coalesce(sum(case when t.from_account = k then t.fen else -t.fen end), 0)
       from ledger.transfers t left join ledger.resolutions r on r.transfer_id = t.id
       where k in (t.from_account, t.to_account) and coalesce(r.outcome, 'open') not in ('voided', 'expired'))::bigint as fen
   from unnest($1::text[]) p, lateral (select 'owed:' || p as k) key`,
);
const queueUp = statement(
  "ledger.queue_for_debts",
  `select pg_advisory_xact_lock(hashtextextended('owed:' || p, 0)) from (select p from unnest($1::text[]) p order by p) q`,
);

/** Every fen that is left of a line goes to somebody, or the release is a bug. */
async function mustAddUp(tx: Tx, { orderId, shares }: Release): Promise<void> {
  for (const { lineId, paidFen, refundedFen } of await readLines(tx, [orderId])) {
    const sum = shares.filter((share) => share.lineId === lineId).reduce((total, { fen }) => total + fen, 0n);
    if (sum !== paidFen - refundedFen)
      throw new RangeError(`line ${lineId} releases ${sum} fen, and ${paidFen - refundedFen} are left`);
  }
}

/**
 * Promises what is held of an order to its payees, until the provider's split posts or voids it. Debts are filled first,
 * part of the shop's share is kept in reserve. Refuses `ledger.release_in_flight` and `ledger.already_resolved`.
 */
export async function beginRelease(tx: Tx, release: Release): Promise<BegunRelease> {
  const { orderId, shares, until, at } = release;
  const book = await lockBook(tx, orderId);
  if (book.releasing) throw new Refusal("ledger.release_in_flight");
  if ((await readShareRows(tx, [orderId])).length > 0) throw new Refusal("ledger.already_resolved");
  await mustAddUp(tx, release);
  await insertShares(tx, orderId, ...columns(shares, "lineId", "payee", "bp", "fen", "reason"));
  await keepBase(tx, orderId);
  await beginBook(tx, orderId);

  const sums = new Map<string, bigint>();
  for (const { payee, fen } of shares) sums.set(payee, (sums.get(payee) ?? 0n) + fen);
  const byPayee = [...sums].map(([payee, fen]) => ({ payee, fen })).filter(({ fen }) => fen > 0n);
  const reserveFen = ((sums.get(`shop:${book.shopId}`) ?? 0n) * BigInt(release.reserveBp)) / 10_000n;
  const parts = await partsOf(tx, byPayee, `shop:${book.shopId}`, reserveFen);
  const posting = postingOf(orderId, book.releases + 1);
  const transfers = parts.map(
    ({ to, fen }, seq): Transfer => ({
      posting,
      seq,
      from: account("held", orderId),
      to,
      fen,
      at,
      pendingUntil: until,
      kind: "release",
      ref: `order:${orderId}`,
      actor: "settlement",
    }),
  );
  await postTransfers(tx, transfers);
  return { transferIds: transfers.map(({ seq }) => transferId(posting, seq)), byPayee, reserveFen };
}

const postingOf = (orderId: bigint, attempt: number): string => `release:${orderId}:${attempt}`;

type Part = { to: string; fen: bigint };

async function partsOf(
  tx: Tx,
  byPayee: readonly { payee: string; fen: bigint }[],
  shop: string,
  reserveFen: bigint,
): Promise<Part[]> {
  const payees = byPayee.map(({ payee }) => payee).filter((payee) => payee !== "platform");
  await queueUp(tx, payees);
  const debts = new Map((await readDebts(tx, payees)).map(({ payee, fen }) => [payee, fen]));
  const parts = byPayee.flatMap(({ payee, fen }): Part[] => {
    if (payee === "platform") return [{ to: feePlatform, fen }];
    const reserve = payee === shop ? reserveFen : 0n;
    const debt = debts.get(payee) ?? 0n;
    const filled = debt < 0n ? 0n : debt < fen - reserve ? debt : fen - reserve;
    return [
      { to: account("owed", payee), fen: filled },
      { to: account("reserve", payee), fen: reserve },
      { to: account("due", payee), fen: fen - reserve - filled },
    ];
  });
  return parts.filter(({ fen }) => fen > 0n);
}

/** The split has ended: posted, the payees have it; voided, it lies in escrow as before and may be released anew. */
export async function endRelease(
  tx: Tx,
  { orderId, outcome, at }: { orderId: bigint; outcome: "posted" | "voided"; at: Date },
): Promise<void> {
  const book = await lockBook(tx, orderId);
  const ids = await readPendingIds(tx, postingOf(orderId, book.releases));
  if (ids.length === 0) throw new Error(`order ${orderId} was never released`);
  await resolvePendings(
    tx,
    ids.map(({ id }) => ({ transferId: id, outcome })),
    at,
  );
  if (!book.releasing) return;
  const released = outcome === "posted" ? book.paidFen - book.refundedFen : 0n;
  if (outcome === "voided") await forgetShares(tx, orderId);
  await endBook(tx, orderId, released);
}
