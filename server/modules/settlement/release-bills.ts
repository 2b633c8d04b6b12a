import { sharesOf } from "#modules/alliance";
import { peopleWith, tellPerson } from "#modules/identity";
import { type AgreedRelease, beginRelease, type BookLine, readOrderBook } from "#modules/ledger";
import { readOrderFacts } from "#modules/orders";
import { requestSplit } from "#modules/payments";
import { clock } from "#platform/clock";
import { databaseAway, type Db, statement, transact, type Tx } from "#platform/db";
import type { House } from "#platform/parts";
import { type Bill, lockBill } from "./bills.ts";
import { type Claim, shareLine } from "./share-line.ts";
import { SPLIT_PENDING_HOURS } from "./tiers.ts";

const BATCH = 50;
const HELD_AGAIN_MS = 3_600_000;

const findDue = statement<{ orderId: bigint }>(
  "settlement.find_due",
  `select order_id as "orderId" from settlement.bills
   where state in ('waiting', 'due', 'held') and due_at <= $1 order by due_at limit ${BATCH}`,
);
const move = statement(
  "settlement.move_bill",
  `update settlement.bills set state = $2, due_at = coalesce($3, due_at) where order_id = $1`,
);
const keepReserve = statement(
  "settlement.keep_reserve",
  `update settlement.bills set reserve_fen = $2 where order_id = $1`,
);

/** Begins the release of every bill whose time has come; one that cannot be divided keeps nobody waiting behind it. */
export async function releaseDueBills(house: House, db: Db): Promise<number> {
  const due = await findDue(db, clock.now());
  for (const { orderId } of due) {
    try {
      await transact(db, (tx) => releaseBill(tx, house, orderId));
    } catch (error) {
      if (databaseAway(error)) throw error;
      house.log.error({ err: error, orderId }, "a bill could not be released and is put aside");
      await putAside(db, orderId);
    }
  }
  return due.length;
}

/** A person must see to it: those who look after the platform's money are told once, and it is tried again in an hour. */
async function putAside(db: Db, orderId: bigint): Promise<void> {
  await transact(db, async (tx) => {
    const bill = await lockBill(tx, orderId);
    if (!bill || !["waiting", "due", "held"].includes(bill.state)) return;
    await move(tx, orderId, "held", new Date(clock.now().getTime() + HELD_AGAIN_MS));
    if (bill.state === "held") return;
    const told = { orderId: String(orderId) };
    for (const personId of await peopleWith(tx, "money.read")) await tellPerson(tx, personId, "settlement.held", told);
  });
}

/** Whoever holds a due bill may still be stopped by an open case: then it is held, and looked at again in an hour. */
async function releaseBill(tx: Tx, house: House, orderId: bigint): Promise<void> {
  const bill = await lockBill(tx, orderId);
  const at = clock.now();
  if (!bill?.dueAt || bill.dueAt > at || !["waiting", "due", "held"].includes(bill.state)) return;
  const order = (await readOrderFacts(tx, [orderId])).get(orderId);
  if (order?.openCaseId) return void (await move(tx, orderId, "held", new Date(at.getTime() + HELD_AGAIN_MS)));
  const book = (await readOrderBook(tx, [orderId])).get(orderId);
  if (!book) throw new Error(`order ${orderId} is due and has no book`);
  const shares = await agreedShares(tx, bill, book.lines);
  if (shares.length === 0) return void (await move(tx, orderId, "cancelled", null));
  const until = new Date(at.getTime() + SPLIT_PENDING_HOURS * 3_600_000);
  const begun = await beginRelease(tx, { orderId, shares, reserveBp: bill.reserveBp, until, at });
  await keepReserve(tx, orderId, begun.reserveFen);
  await move(tx, orderId, "releasing", null);
  const receivers = begun.byPayee.map(({ payee, fen }) => ({
    account: accountAt(payee),
    fen,
    description: orderId.toString(),
  }));
  await requestSplit(tx, house.jobs, { orderId, receivers });
}

/** People are known to the provider as persons: nothing can be taken back from them. */
const accountAt = (payee: string): string => payee.replace(/^creator:/, "person:");

/** The claims on each line of an order: the platform's fee as fixed at payment, and what the alliance promised. */
export async function claimsOf(tx: Db | Tx, orderId: bigint, feeBp: number): Promise<(lineId: bigint) => Claim[]> {
  const promised = await sharesOf(tx, [orderId]);
  const fee: Claim[] = feeBp > 0 ? [{ payee: "platform", bp: feeBp, reason: "platform_fee" }] : [];
  return (lineId) => [
    ...fee,
    ...promised.filter((each) => each.lineId === lineId).map(({ payee, bp, reason }) => ({ payee, bp, reason })),
  ];
}

async function agreedShares(tx: Tx, bill: Bill, lines: readonly BookLine[]): Promise<AgreedRelease[]> {
  const claims = await claimsOf(tx, bill.orderId, bill.feeBp);
  return lines.flatMap(({ lineId, paidFen, refundedFen, goodsFen, reversedGoodsFen }) => {
    const left = { lineId, cashFen: paidFen - refundedFen, goodsFen: goodsFen - reversedGoodsFen };
    if (left.cashFen === 0n) return [];
    return shareLine(left, `shop:${bill.shopId}`, claims(lineId));
  });
}
