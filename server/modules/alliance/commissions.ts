import { readOrderBook } from "#modules/ledger";
import { columns, type Db, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import { commissionOf, earnerOf, type SoldLine } from "./commission-rules.ts";
import { readPlans } from "./plans.ts";

export type Commission = {
  id: bigint;
  orderId: bigint;
  lineId: bigint;
  shopId: bigint;
  creatorId: bigint;
  planId: bigint;
  goodsFen: bigint;
  bp: number;
  fen: bigint;
  state: "unsettled" | "settled" | "cancelled";
  createdAt: Date;
  endedAt: Date | null;
};
const COLUMNS = `id, order_id as "orderId", line_id as "lineId", shop_id as "shopId", creator_id as "creatorId",
  plan_id as "planId", goods_fen as "goodsFen", bp, fen, state, created_at as "createdAt", ended_at as "endedAt"`;
const insert = statement<{ lineId: bigint }>(
  "alliance.insert_commissions",
  `insert into alliance.commissions (id, order_id, line_id, shop_id, creator_id, plan_id, goods_fen, bp, fen, state, created_at)
   select *, 'unsettled', $10 from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
     $6::bigint[], $7::bigint[], $8::int[], $9::bigint[])
   on conflict (line_id) do nothing returning line_id as "lineId"`,
);
const lockLines = statement<Commission>(
  "alliance.lock_commissions",
  `select ${COLUMNS} from alliance.commissions where line_id = any($1::bigint[]) order by line_id for update`,
);
const reduce = statement(
  "alliance.reduce_commission",
  `update alliance.commissions set goods_fen = $2, fen = $3, state = $4, ended_at = coalesce($5, ended_at) where id = $1`,
);
const settle = statement<Commission>(
  "alliance.settle_commissions",
  `update alliance.commissions set state = 'settled', ended_at = $3, fen = agreed_fen
   from unnest($1::bigint[], $2::bigint[]) a (settled_id, agreed_fen)
   where id = settled_id and state = 'unsettled' returning ${COLUMNS}`,
);
const unsettled = statement<Commission>(
  "alliance.unsettled_commissions",
  `select ${COLUMNS} from alliance.commissions where order_id = any($1::bigint[]) and state = 'unsettled' order by line_id`,
);
const ofCreator = statement<Commission>(
  "alliance.commissions_of_creator",
  `select ${COLUMNS} from alliance.commissions where creator_id = $1 and ($2::bigint is null or id < $2)
   order by id desc limit $3`,
);
const sums = statement<{ unsettledFen: bigint; settledFen: bigint }>(
  "alliance.sum_commissions",
  `select coalesce(sum(fen) filter (where state = 'unsettled'), 0)::bigint as "unsettledFen",
     coalesce(sum(fen) filter (where state = 'settled'), 0)::bigint as "settledFen"
   from alliance.commissions where creator_id = $1`,
);

export type SoldOrder = { orderId: bigint; buyerId: bigint; shopId: bigint; lines: SoldLine[] };

/** Paid orders let creators expect what they will earn, line by line. A line earns once, however often it is told. */
export async function expectCommissions(tx: Tx, orders: readonly SoldOrder[], at: Date): Promise<void> {
  const planIds = orders.flatMap((order) => order.lines.flatMap((line) => line.trail.planId ?? []));
  const plans = await readPlans(tx, planIds);
  const rows = orders.flatMap(({ orderId, buyerId, shopId, lines }) =>
    lines.flatMap((line) => {
      const earner = earnerOf(line, buyerId, plans);
      return earner ? [{ id: newId(), orderId, shopId, ...line, ...earner }] : [];
    }),
  );
  if (rows.length === 0) return;
  const names = ["id", "orderId", "lineId", "shopId", "creatorId", "planId", "goodsFen", "bp", "fen"] as const;
  const fresh = new Set((await insert(tx, ...columns(rows, ...names), at)).map((row) => row.lineId));
  await emit(
    tx,
    "alliance.commission_expected",
    rows
      .filter((row) => fresh.has(row.lineId))
      .map(({ orderId, lineId, creatorId, fen }) => ({ orderId, lineId, creatorId, fen })),
  );
}

/** What the ledger agreed with the creator at release, and has not taken back: it was divided among all payees at once. */
async function agreedOf(tx: Tx, rows: readonly Commission[]): Promise<(row: Commission) => bigint | undefined> {
  const books = await readOrderBook(tx, [...new Set(rows.map((row) => row.orderId))]);
  return ({ orderId, lineId, creatorId }) => {
    const shares = books.get(orderId)?.shares ?? [];
    const share = shares.find((each) => each.lineId === lineId && each.payee === `creator:${creatorId}`);
    return share && share.fen - share.returnedFen;
  };
}

/** Refunded goods earn nothing: the commission is taken anew from what is left, and ends when nothing is. */
export async function reduceCommissions(
  tx: Tx,
  refunds: readonly { lineId: bigint; goodsFen: bigint }[],
  at: Date,
): Promise<void> {
  const rows = await lockLines(
    tx,
    refunds.map((refund) => refund.lineId),
  );
  const agreed = await agreedOf(tx, rows);
  const byLine = new Map(rows.map((row) => [row.lineId, row]));
  for (const { lineId, goodsFen } of refunds) {
    const row = byLine.get(lineId);
    if (!row || row.state === "cancelled") continue;
    const left = row.goodsFen > goodsFen ? row.goodsFen - goodsFen : 0n;
    const fen = agreed(row) ?? commissionOf(left, row.bp);
    const isOver = left === 0n;
    await reduce(tx, row.id, left, fen, isOver ? "cancelled" : row.state, isOver ? at : null);
    const { orderId, creatorId } = row;
    await emit(tx, "alliance.commission_reversed", [{ orderId, lineId, creatorId, fen: row.fen - fen }]);
  }
}

/** The money of these orders is released: what was expected of them is earned. Harmless twice. */
export async function settleCommissions(tx: Tx, orderIds: readonly bigint[], at: Date): Promise<void> {
  if (orderIds.length === 0) return;
  const expected = await unsettled(tx, [...orderIds]);
  const agreed = await agreedOf(tx, expected);
  const paid = expected.map((row) => agreed(row) ?? row.fen);
  const rows = await settle(
    tx,
    expected.map((row) => row.id),
    paid,
    at,
  );
  await emit(
    tx,
    "alliance.commission_settled",
    rows.map(({ orderId, lineId, creatorId, fen }) => ({ orderId, lineId, creatorId, fen })),
  );
}

export type Share = { orderId: bigint; lineId: bigint; payee: string; bp: number; fen: bigint; reason: "commission" };

/** What creators are to get of these orders when their money is released. */
export async function sharesOf(db: Db | Tx, orderIds: readonly bigint[]): Promise<Share[]> {
  const rows = orderIds.length > 0 ? await unsettled(db, [...orderIds]) : [];
  return rows.map(({ orderId, lineId, creatorId, bp, fen }) => ({
    orderId,
    lineId,
    payee: `creator:${creatorId}`,
    bp,
    fen,
    reason: "commission",
  }));
}

/** A creator's commissions, newest first, one more than a page. */
export const listCommissions = (
  db: Db | Tx,
  creatorId: bigint,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<Commission[]> => ofCreator(db, creatorId, before ?? null, limit + 1);

export const sumCommissions = async (
  db: Db | Tx,
  creatorId: bigint,
): Promise<{ unsettledFen: bigint; settledFen: bigint }> => (await sums(db, creatorId))[0]!;
