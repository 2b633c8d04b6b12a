import { columns, statement, type Tx } from "#platform/db";
import type { Event } from "#platform/events";

const place = statement(
  "live.note_placed",
  `insert into live.sales (order_id, room_id, buyer_id, product_ids, placed_fen, placed_at)
   select order_id, room_id, buyer_id, products::bigint[], fen, at
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::timestamptz[])
     u (order_id, room_id, buyer_id, products, fen, at)
   on conflict (order_id) do nothing`,
);
const pay = statement(
  "live.note_paid",
  `insert into live.sales as s (order_id, room_id, buyer_id, product_ids, placed_fen, paid_fen, placed_at, paid_at)
   select order_id, room_id, buyer_id, products::bigint[], fen, fen, at, at
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::timestamptz[])
     u (order_id, room_id, buyer_id, products, fen, at)
   on conflict (order_id) do update set paid_fen = excluded.paid_fen, paid_at = excluded.paid_at`,
);
const payLines = statement(
  "live.note_paid_lines",
  `insert into live.sale_lines (order_id, line_id, product_id, paid_fen)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) on conflict do nothing`,
);
const refund = statement(
  "live.note_refunded",
  `update live.sales s set refunded_fen = s.refunded_fen + r.fen
   from (select order_id, sum(fen) as fen from unnest($1::bigint[], $2::bigint[]) u (order_id, fen) group by 1) r
   where s.order_id = r.order_id`,
);

type Line = { lineId: string; productId: string; paidFen: string };
type Told = {
  orderId: string;
  roomId: string;
  buyerId: string;
  payableFen: string;
  fen: string;
  paidAt: string;
  productIds: string[];
  lines: Line[];
};
type Heard = Told & { happenedAt: Date };
type Sale = { orderId: bigint; roomId: bigint; buyerId: bigint; products: string; fen: bigint; at: Date };

const saleOf = ({ orderId, roomId, buyerId, payableFen }: Told, productIds: readonly string[], at: Date): Sale => ({
  orderId: BigInt(orderId),
  roomId: BigInt(roomId),
  buyerId: BigInt(buyerId),
  products: `{${[...new Set(productIds)].join(",")}}`,
  fen: BigInt(payableFen),
  at,
});
const rowsOf = (sales: readonly Sale[]) => columns(sales, "orderId", "roomId", "buyerId", "products", "fen", "at");

/**
 * The rooms' own book of the orders that name them, several events in three statements. Placed comes before paid and
 * paid before refunded, as every order goes: so it does not matter what lay between them.
 */
export async function bookSales(tx: Tx, events: readonly Event[]): Promise<void> {
  const heard = (topic: string): Heard[] =>
    events
      .filter((event) => event.topic === topic)
      .map(({ payload, happenedAt }) => ({ ...(payload as unknown as Told), happenedAt }));
  const placed = heard("orders.placed").map((told) => saleOf(told, told.productIds, told.happenedAt));
  if (placed.length > 0) await place(tx, ...rowsOf(placed));
  const told = heard("orders.paid");
  if (told.length > 0) await bookPaid(tx, told);
  const refunds = heard("orders.refunded").map(({ orderId, fen }) => ({ orderId: BigInt(orderId), fen: BigInt(fen) }));
  if (refunds.length > 0) await refund(tx, ...columns(refunds, "orderId", "fen"));
}

async function bookPaid(tx: Tx, told: readonly Told[]): Promise<void> {
  const productsOf = ({ lines }: Told): string[] => lines.map(({ productId }) => productId);
  await pay(tx, ...rowsOf(told.map((one) => saleOf(one, productsOf(one), new Date(one.paidAt)))));
  const lines = told.flatMap(({ orderId, lines: own }) =>
    own.map(({ lineId, productId, paidFen }) => ({
      orderId: BigInt(orderId),
      lineId: BigInt(lineId),
      productId: BigInt(productId),
      paidFen: BigInt(paidFen),
    })),
  );
  await payLines(tx, ...columns(lines, "orderId", "lineId", "productId", "paidFen"));
}
