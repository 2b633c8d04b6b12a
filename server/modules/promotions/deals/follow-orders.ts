import { columns, statement, type Tx } from "#platform/db";
import { type Consumer, type Event, runsOf } from "#platform/events";

// An order may be paid after it was given up, and is then a sale like any other.
const place = statement(
  "promotions.note_deal_sales",
  `insert into promotions.deal_sales (line_id, deal_id, order_id, buyer_id, quantity, paid_fen, state)
   select u.line_id, u.deal_id, u.order_id, u.buyer_id, u.quantity, u.paid_fen, 'unpaid'
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[])
     u (line_id, deal_id, order_id, buyer_id, quantity, paid_fen)
   on conflict (line_id) do nothing`,
);
const pay = statement(
  "promotions.note_deal_paid",
  `insert into promotions.deal_sales as s (line_id, deal_id, order_id, buyer_id, quantity, paid_fen, state)
   select u.line_id, u.deal_id, u.order_id, u.buyer_id, u.quantity, u.paid_fen, 'paid'
   from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[])
     u (line_id, deal_id, order_id, buyer_id, quantity, paid_fen)
   on conflict (line_id) do update set state = 'paid', paid_fen = excluded.paid_fen where s.state <> 'refunded'`,
);
const close = statement(
  "promotions.note_deal_closed",
  `update promotions.deal_sales set state = 'closed' where order_id = any($1::bigint[]) and state = 'unpaid'`,
);
const refund = statement(
  "promotions.note_deal_refunded",
  `update promotions.deal_sales s set state = 'refunded'
   from unnest($1::bigint[], $2::bigint[]) u (line_id, fen)
   where s.line_id = u.line_id and s.state = 'paid' and u.fen >= s.paid_fen`,
);
const refundAll = statement(
  "promotions.note_deal_orders_refunded",
  `update promotions.deal_sales set state = 'refunded' where order_id = any($1::bigint[]) and state = 'paid'`,
);

type Line = { lineId: string; dealId?: string | null; quantity: number; paidFen: string; fen: string };
type Told = { orderId: string; buyerId: string; deals?: Line[]; lines?: Line[]; isAll?: boolean };
type Sale = { lineId: bigint; dealId: bigint; orderId: bigint; buyerId: bigint; quantity: number; paidFen: bigint };

const toldBy = ({ payload }: Event): Told => payload as unknown as Told;
const ordersOf = (events: readonly Event[]): bigint[] => events.map((event) => BigInt(toldBy(event).orderId));

const salesIn = ({ orderId, buyerId }: Told, lines: readonly Line[] = []): Sale[] =>
  lines.flatMap(({ lineId, dealId, quantity, paidFen }) =>
    dealId
      ? [
          {
            lineId: BigInt(lineId),
            dealId: BigInt(dealId),
            orderId: BigInt(orderId),
            buyerId: BigInt(buyerId),
            quantity,
            paidFen: BigInt(paidFen),
          },
        ]
      : [],
  );
const rowsOf = (sales: readonly Sale[]) =>
  columns(sales, "lineId", "dealId", "orderId", "buyerId", "quantity", "paidFen");

async function onRefunds(tx: Tx, events: readonly Event[]): Promise<void> {
  const whole = events.filter((event) => toldBy(event).isAll === true);
  if (whole.length > 0) await refundAll(tx, ordersOf(whole));
  const lines = events
    .flatMap((event) => toldBy(event).lines ?? [])
    .map(({ lineId, fen }) => ({ lineId: BigInt(lineId), fen: BigInt(fen) }));
  if (lines.length > 0) await refund(tx, ...columns(lines, "lineId", "fen"));
}

async function hear(tx: Tx, topic: string, events: readonly Event[]): Promise<void> {
  if (topic === "orders.cancelled") return void (await close(tx, ordersOf(events)));
  if (topic === "orders.refunded") return onRefunds(tx, events);
  const told = events.map(toldBy);
  const placed = topic === "orders.placed";
  const sales = told.flatMap((one) => salesIn(one, placed ? one.deals : one.lines));
  if (sales.length > 0) await (placed ? place : pay)(tx, ...rowsOf(sales));
}

/** How each deal sells, in the words of its orders: placed, paid, given up, refunded. */
export const dealSalesConsumer: Consumer = {
  name: "promotions.deals",
  topics: ["orders.placed", "orders.paid", "orders.cancelled", "orders.refunded"],
  handle: async (tx, events) => {
    for (const run of runsOf(events)) await hear(tx, run[0]!.topic, run);
  },
};
