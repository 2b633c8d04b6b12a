import { columns, statement, type Tx } from "#platform/db";
import type { Consumer, Event } from "#platform/events";
import { depositClosed, depositPaid } from "./pay-deposit.ts";

type PaymentEvent = { purpose: string; subjectId: string };
type PaidOrder = { shopId: string; payableFen: string };

const count = statement(
  "shops.count_paid",
  `update shops.shops h set paid_orders = h.paid_orders + s.orders, paid_fen = h.paid_fen + s.fen
   from (select id, count(*)::int as orders, sum(fen)::bigint as fen
     from unnest($1::bigint[], $2::bigint[]) u (id, fen) group by id) s
   where h.id = s.id`,
);

async function onPayments(tx: Tx, events: readonly Event[]): Promise<void> {
  for (const { topic, payload } of events) {
    const { purpose, subjectId } = payload as PaymentEvent;
    if (purpose !== "deposit") continue;
    if (topic === "payments.captured") await depositPaid(tx, BigInt(subjectId));
    else await depositClosed(tx, BigInt(subjectId));
  }
}

async function onOrdersPaid(tx: Tx, events: readonly Event[]): Promise<void> {
  const paid = events.map(({ payload }) => {
    const { shopId, payableFen } = payload as PaidOrder;
    return { shopId: BigInt(shopId), fen: BigInt(payableFen) };
  });
  await count(tx, ...columns(paid, "shopId", "fen"));
}

export const consumers = (): Consumer[] => [
  { name: "shops.payments", topics: ["payments.captured", "payments.closed"], handle: onPayments },
  { name: "shops.paid_orders", topics: ["orders.paid"], handle: onOrdersPaid },
];
