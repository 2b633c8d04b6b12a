import { columns, statement, type Tx } from "#platform/db";
import { Refusal } from "#platform/refusal";
import { account, clearingRefund, feePlatform } from "./accounts.ts";
import { lockFree } from "./change-balances.ts";
import { clawBack } from "./claw-back.ts";
import { type Book, type BookLine, lockBook, readLines, readShareRows, type Share } from "./order-book.ts";
import { postTransfers, type Transfer } from "./post-transfers.ts";

/** `fen`: what the buyer gets back for a line; `goodsFen`: how much of the goods' value that takes back. */
export type RefundLine = { lineId: bigint; fen: bigint; goodsFen: bigint };
export type Refund = { orderId: bigint; refundId: bigint; lines: readonly RefundLine[]; at: Date };
type Return = { lineId: bigint; payee: string; fen: bigint };

const readPosting = statement<{ fen: bigint }>(
  "ledger.read_refund",
  `select sum(fen)::bigint as fen from ledger.transfers where posting = $1 having count(*) > 0`,
);
const reverseLines = statement(
  "ledger.reverse_lines",
  `update ledger.order_lines l set refunded_fen = l.refunded_fen + r.fen,
     reversed_goods_fen = l.reversed_goods_fen + r.goods
   from unnest($2::bigint[], $3::bigint[], $4::bigint[]) r (line_id, fen, goods)
   where l.order_id = $1 and l.line_id = r.line_id`,
);
const reverseBook = statement(
  "ledger.reverse_book",
  `update ledger.order_books set refunded_fen = refunded_fen + $2, released_fen = released_fen - $3 where order_id = $1`,
);
const reverseShares = statement(
  "ledger.reverse_shares",
  `update ledger.shares s set returned_fen = s.returned_fen + r.fen
   from unnest($2::bigint[], $3::text[], $4::bigint[]) r (line_id, payee, fen)
   where s.order_id = $1 and s.line_id = r.line_id and s.payee = r.payee`,
);

function refuseTooMuch(lines: readonly BookLine[], wanted: readonly RefundLine[]): void {
  for (const { lineId, fen, goodsFen } of wanted) {
    const line = lines.find((each) => each.lineId === lineId);
    if (!line) throw new Error(`line ${lineId} is not in the order's book`);
    if (fen < 0n || goodsFen < 0n || goodsFen > fen) throw new RangeError(`refund of ${fen}, goods ${goodsFen}`);
    const refundable = line.paidFen - line.refundedFen;
    if (fen > refundable || goodsFen > line.goodsFen - line.reversedGoodsFen)
      throw new Refusal("ledger.over_refund", { lineId: String(lineId), refundableFen: Number(refundable) });
  }
}

/**
 * Takes a refund out of escrow, or after the release back from whoever got a share, and puts it on its way to the buyer.
 * Refuses `ledger.release_in_flight`, and `ledger.over_refund {lineId, refundableFen}`. A repeat is harmless.
 */
export async function bookRefund(tx: Tx, refund: Refund): Promise<void> {
  const book = await lockBook(tx, refund.orderId);
  const fen = refund.lines.reduce((sum, line) => sum + line.fen, 0n);
  const [earlier] = await readPosting(tx, `refund:${refund.refundId}`);
  if (earlier) {
    if (earlier.fen !== fen) throw new Error(`refund ${refund.refundId} was ${earlier.fen} fen, now ${fen}`);
    return;
  }
  if (book.releasing) throw new Refusal("ledger.release_in_flight");
  const lines = await readLines(tx, [refund.orderId]);
  refuseTooMuch(lines, refund.lines);
  const shares = await readShareRows(tx, [refund.orderId]);
  const released = shares.length > 0;
  if (released) await refundAfterRelease(tx, book, refund, lines, shares);
  else await postTransfers(tx, [transferOf(refund, 0, account("held", refund.orderId), fen)]);
  await reverseLines(tx, refund.orderId, ...columns(refund.lines, "lineId", "fen", "goodsFen"));
  await reverseBook(tx, refund.orderId, fen, released ? fen : 0n);
}

const transferOf = ({ orderId, refundId, at }: Refund, seq: number, from: string, fen: bigint): Transfer => ({
  posting: `refund:${refundId}`,
  seq,
  from,
  to: clearingRefund,
  fen,
  kind: "refund",
  ref: `order:${orderId}`,
  actor: "payments",
  at,
});

async function refundAfterRelease(
  tx: Tx,
  book: Book,
  refund: Refund,
  lines: readonly BookLine[],
  shares: readonly Share[],
): Promise<void> {
  const returns = refund.lines.flatMap((wanted) => {
    const line = lines.find(({ lineId }) => lineId === wanted.lineId)!;
    const base = line.releasedGoodsFen ?? 0n;
    const released = {
      shop: `shop:${book.shopId}`,
      baseFen: base,
      reversedFen: base - (line.goodsFen - line.reversedGoodsFen),
      shares: shares.filter(({ lineId }) => lineId === wanted.lineId),
    };
    const back = clawBack(released, wanted.fen, wanted.goodsFen);
    const shops = released.shares.find(({ payee }) => payee === released.shop);
    const bearable = (shops?.fen ?? 0n) - (shops?.returnedFen ?? 0n);
    // Money given back without goods is the shop's to bear, up to what the line brought it.
    if (back.get(released.shop)! > bearable)
      throw new Refusal("ledger.over_refund", { lineId: String(wanted.lineId), refundableFen: Number(bearable) });
    return [...back].map(([payee, fen]): Return => ({ lineId: wanted.lineId, payee, fen }));
  });
  await reverseShares(tx, refund.orderId, ...columns(returns, "lineId", "payee", "fen"));
  const due = new Map<string, bigint>();
  for (const { payee, fen } of returns) due.set(payee, (due.get(payee) ?? 0n) + fen);
  await postTransfers(tx, await takenFrom(tx, refund, due));
}

/** Where a payee's return comes from: what is due, then the reserve, then the deposit, then a debt on what comes next. */
const sourcesOf = (payee: string): string[] => {
  const [kind, id = ""] = payee.split(":");
  const floors = [account("due", payee), account("reserve", payee)];
  return kind === "shop" ? [...floors, account("deposit", id)] : floors;
};

async function takenFrom(tx: Tx, refund: Refund, returns: Map<string, bigint>): Promise<Transfer[]> {
  const payees = [...returns.keys()].filter((payee) => payee !== "platform");
  const free = await lockFree(tx, payees.flatMap(sourcesOf));
  const transfers: Transfer[] = [];
  const take = (from: string, fen: bigint): void => {
    if (fen > 0n) transfers.push(transferOf(refund, transfers.length, from, fen));
  };
  take(feePlatform, returns.get("platform") ?? 0n);
  for (const payee of payees) {
    let left = returns.get(payee)!;
    for (const source of sourcesOf(payee)) {
      const have = free.get(source) ?? 0n;
      const part = have < left ? have : left;
      take(source, part);
      left -= part;
    }
    take(account("owed", payee), left);
  }
  return transfers;
}

/** The provider has given the money back: it leaves the clearing account for the buyers' side. A repeat is harmless. */
export async function bookRefundDone(
  tx: Tx,
  { refundId, provider, fen, at }: { refundId: bigint; provider: string; fen: bigint; at: Date },
): Promise<void> {
  await postTransfers(tx, [
    {
      posting: `refund-done:${refundId}`,
      from: clearingRefund,
      to: account("buyers", provider),
      fen,
      kind: "refund_done",
      ref: `refund:${refundId}`,
      actor: `provider:${provider}`,
      at,
    },
  ]);
}
