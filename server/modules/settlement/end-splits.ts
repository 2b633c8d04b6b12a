import { endRelease, type OrderBook, readOrderBook } from "#modules/ledger";
import { clock } from "#platform/clock";
import { statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { type Bill, lockBill } from "./bills.ts";
import { type Flow, writeFlows } from "./flows.ts";
import { DAY_MS, RESERVE_DAYS } from "./tiers.ts";

const RETRY_MS = DAY_MS;

const markReleased = statement(
  "settlement.mark_released",
  `update settlement.bills set state = 'released', released_at = $2,
     reserve_until = case when reserve_fen > 0 then $3::timestamptz end
   where order_id = $1 and state = 'releasing'`,
);
const dueAgain = statement(
  "settlement.due_again",
  `update settlement.bills set state = 'due', due_at = $2, reserve_fen = 0 where order_id = $1 and state = 'releasing'`,
);

/** The provider has divided the money: the books follow, and every payee gets a statement line per share. */
export async function postRelease(tx: Tx, orderId: bigint): Promise<void> {
  const bill = await lockBill(tx, orderId);
  if (bill?.state !== "releasing") return;
  const at = clock.now();
  await endRelease(tx, { orderId, outcome: "posted", at });
  await markReleased(tx, orderId, at, new Date(at.getTime() + RESERVE_DAYS * DAY_MS));
  const book = (await readOrderBook(tx, [orderId])).get(orderId)!;
  await writeFlows(tx, flowsOf(bill, book, at));
  await emit(tx, "settlement.released", [{ orderId }]);
}

/** The split failed for everyone: the promise is taken back, and tomorrow it is tried anew. */
export async function voidRelease(tx: Tx, orderId: bigint): Promise<void> {
  const bill = await lockBill(tx, orderId);
  if (bill?.state !== "releasing") return;
  const at = clock.now();
  await endRelease(tx, { orderId, outcome: "voided", at });
  await dueAgain(tx, orderId, new Date(at.getTime() + RETRY_MS));
}

/**
 * The shop reads what each line brought and what went to others from it; the others read what they got. Every sum can be
 * computed again: by Webster over `bps` of `baseFen`, the share at `place`; the shop's income is cash, freight included.
 */
function flowsOf(bill: Bill, { lines, shares }: OrderBook, at: Date): Flow[] {
  const shop = `shop:${bill.shopId}`;
  const flows = lines.flatMap((line): Flow[] => {
    const own = sharesInPlace(
      shares.filter(({ lineId }) => lineId === line.lineId),
      shop,
    );
    if (own.length === 0) return [];
    const source = `line:${line.lineId}`;
    const cashFen = line.paidFen - line.refundedFen;
    const baseFen = line.goodsFen - line.reversedGoodsFen;
    const bps = own.map(({ bp }) => bp).join(",");
    const entry = { orderId: bill.orderId, source, at };
    const income = { rule: "income", paidFen: Number(line.paidFen), refundedFen: Number(line.refundedFen) };
    const paid: Flow = { ...entry, payee: shop, fen: cashFen, kind: "income", reason: income };
    const others = own.flatMap(({ payee, fen, bp, reason: rule }, place): Flow[] => {
      if (payee === shop || fen === 0n) return [];
      const kind = payee === "platform" ? "fee" : "commission";
      const reason = { rule, bp, baseFen: Number(baseFen), bps, place };
      return [
        { ...entry, payee: shop, fen: -fen, kind, reason: { ...reason, to: payee } },
        { ...entry, payee, fen, kind, reason },
      ];
    });
    return [paid, ...others];
  });
  return [...flows, ...reserveFlow(bill, shop, shares, at)];
}

/** In the order in which they were shared out: the fee, the alliance's by payee, the shop's rest last. */
const sharesInPlace = (shares: readonly OrderBook["shares"][number][], shop: string): OrderBook["shares"] => {
  const rank = (payee: string): number => (payee === "platform" ? 0 : payee === shop ? 2 : 1);
  return shares.toSorted((a, b) => rank(a.payee) - rank(b.payee) || (a.payee < b.payee ? -1 : 1));
};

function reserveFlow(bill: Bill, payee: string, shares: OrderBook["shares"], at: Date): Flow[] {
  if (bill.reserveFen === 0n) return [];
  const baseFen = shares.filter((share) => share.payee === payee).reduce((sum, { fen }) => sum + fen, 0n);
  const reason = { rule: "reserve", bp: bill.reserveBp, baseFen: Number(baseFen), days: RESERVE_DAYS };
  const source = `order:${bill.orderId}`;
  return [{ payee, orderId: bill.orderId, fen: -bill.reserveFen, kind: "reserve", reason, source, at }];
}
