import { columns, statement, together, type Tx } from "#platform/db";
import { account } from "./accounts.ts";
import { postTransfers, type Transfer } from "./post-transfers.ts";

export type PaidLine = { lineId: bigint; paidFen: bigint; goodsFen: bigint };
export type PaidOrder = {
  orderId: bigint;
  shopId: bigint;
  provider: string;
  fen: bigint;
  lines: readonly PaidLine[];
  at: Date;
};
export type Book = {
  orderId: bigint;
  shopId: bigint;
  paidFen: bigint;
  refundedFen: bigint;
  releasedFen: bigint;
  releasing: boolean;
  releases: number;
};
export type BookLine = {
  orderId: bigint;
  lineId: bigint;
  paidFen: bigint;
  goodsFen: bigint;
  refundedFen: bigint;
  reversedGoodsFen: bigint;
  releasedGoodsFen: bigint | null;
};
/** What was agreed at release for one payee of one line, and how much of it went back since. */
export type Share = {
  lineId: bigint;
  payee: string;
  bp: number;
  fen: bigint;
  returnedFen: bigint;
  reason: string;
};

const insertBooks = statement(
  "ledger.insert_books",
  `insert into ledger.order_books (order_id, shop_id, paid_fen, booked_at)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[]) b (o, s, p, a) order by o
   on conflict do nothing`,
);
const insertLines = statement(
  "ledger.insert_lines",
  `insert into ledger.order_lines (order_id, line_id, paid_fen, goods_fen)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) on conflict do nothing`,
);

const BOOK = `order_id as "orderId", shop_id as "shopId", paid_fen + subsidy_fen as "paidFen",
  refunded_fen as "refundedFen", released_fen as "releasedFen", releasing, releases`;
const lockBookRow = statement<Book>(
  "ledger.lock_book",
  `select ${BOOK} from ledger.order_books where order_id = $1 for update`,
);
export const readBooks = statement<Book>(
  "ledger.read_books",
  `select ${BOOK} from ledger.order_books where order_id = any($1::bigint[])`,
);
export const readLines = statement<BookLine>(
  "ledger.read_lines",
  `select order_id as "orderId", line_id as "lineId", paid_fen as "paidFen", goods_fen as "goodsFen",
     refunded_fen as "refundedFen", reversed_goods_fen as "reversedGoodsFen", released_goods_fen as "releasedGoodsFen"
   from ledger.order_lines where order_id = any($1::bigint[]) order by order_id, line_id`,
);
export const readShareRows = statement<Share & { orderId: bigint }>(
  "ledger.read_shares",
  `select order_id as "orderId", line_id as "lineId", payee, bp, fen, returned_fen as "returnedFen", reason
   from ledger.shares where order_id = any($1::bigint[]) order by order_id, line_id, payee`,
);

/** Release, refund and hold of an order queue up here. A book that is not there is a bug: nothing was paid. */
export async function lockBook(tx: Tx, orderId: bigint): Promise<Book> {
  const [book] = await lockBookRow(tx, orderId);
  if (!book) throw new Error(`order ${orderId} has no book: nothing was paid for it`);
  return book;
}

/** Books what buyers paid for these orders: into escrow, and into each order's book. A repeat is harmless. */
export async function bookPaid(tx: Tx, orders: readonly PaidOrder[]): Promise<void> {
  if (orders.length === 0) return;
  for (const { orderId, fen, lines } of orders) {
    const sum = lines.reduce((total, line) => total + line.paidFen, 0n);
    if (sum !== fen) throw new RangeError(`order ${orderId} was paid ${fen}, its lines say ${sum}`);
  }
  const lines = orders.flatMap(({ orderId, lines: own }) => own.map((line) => ({ orderId, ...line })));
  await together(
    postTransfers(tx, orders.map(paidTransfer)),
    insertBooks(tx, ...columns(orders, "orderId", "shopId", "fen", "at")),
    insertLines(tx, ...columns(lines, "orderId", "lineId", "paidFen", "goodsFen")),
  );
}

const paidTransfer = ({ orderId, provider, fen, at }: PaidOrder): Transfer => ({
  posting: `paid:${orderId}`,
  from: account("buyers", provider),
  to: account("held", orderId),
  fen,
  kind: "paid",
  ref: `order:${orderId}`,
  actor: `provider:${provider}`,
  at,
});
