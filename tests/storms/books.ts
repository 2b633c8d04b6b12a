import { sql } from "kysely";
import type { Db } from "#platform/db";

/** What the house and the provider say happened, with ids as they travel. */
export type Line = { skuId: string; quantity: number; paidFen: number };
export type Order = { id: string; state: string; payableFen: number; refundedFen: number; lines: Line[] };
export type Checkout = {
  id: string;
  buyerId: string;
  requestId: string;
  payableFen: number;
  outTradeNo: string | null;
  orders: Order[];
};
export type Deeds = {
  payments: { outTradeNo: string; state: string; transactions: { transactionId: string; fen: number }[] }[];
  refunds: { outRefundNo: string; outTradeNo: string; fen: number; state: string }[];
};
export type Books = {
  checkouts: Checkout[];
  stock: { skuId: string; onHand: number; reserved: number }[];
  captures: { outTradeNo: string; providerRef: string; fen: number }[];
  refunds: { outRefundNo: string; outTradeNo: string; fen: number; state: string }[];
  /** What the ledger holds for orders, and what all accounts together come to. */
  heldFen: number;
  deeds: Deeds;
};

/** Orders that stand: their pieces are the buyer's, or kept for them. */
export const stands = ({ state }: Pick<Order, "state">): boolean =>
  !["unpaid_closed", "all_refunded", "oversold"].includes(state);

async function readCheckouts(db: Db): Promise<Checkout[]> {
  const { rows } = await sql<Checkout>`
    select c.id::text as id, c.buyer_id::text as "buyerId", c.request_id as "requestId",
      c.payable_fen::float8 as "payableFen", i.out_trade_no as "outTradeNo", coalesce(o.orders, '[]') as orders
    from orders.checkouts c
    left join payments.intents i on i.purpose = 'checkout' and i.subject_id = c.id
    left join (
      select o.checkout_id, jsonb_agg(jsonb_build_object('id', o.id::text, 'state', o.state, 'payableFen', o.payable_fen,
        'refundedFen', o.refunded_fen, 'lines', l.lines) order by o.id) as orders
      from orders.orders o
      join (select order_id, jsonb_agg(jsonb_build_object('skuId', sku_id::text, 'quantity', quantity,
          'paidFen', paid_fen)) as lines
        from orders.lines group by 1) l on l.order_id = o.id
      group by 1) o on o.checkout_id = c.id
    order by c.id`.execute(db);
  return rows;
}

/** Reads both sides, when nothing is on its way any more. */
export async function readBooks(db: Db, deeds: Deeds): Promise<Books> {
  const stock = await sql<Books["stock"][number]>`select sku_id::text as "skuId", sum(on_hand)::int as "onHand",
    sum(reserved)::int as reserved from inventory.positions group by 1`.execute(db);
  const captures = await sql<Books["captures"][number]>`select i.out_trade_no as "outTradeNo",
    c.provider_ref as "providerRef", c.fen::float8 as fen
    from payments.captures c join payments.intents i on i.id = c.intent_id`.execute(db);
  const refunds = await sql<Books["refunds"][number]>`select r.out_refund_no as "outRefundNo",
    i.out_trade_no as "outTradeNo", r.fen::float8 as fen, r.state
    from payments.refunds r join payments.intents i on i.id = r.intent_id`.execute(db);
  const held = await sql<{ fen: number }>`select coalesce(sum(posted_fen), 0)::float8 as fen from ledger.balances
    where account like 'held:%'`.execute(db);
  return {
    checkouts: await readCheckouts(db),
    stock: stock.rows,
    captures: captures.rows,
    refunds: refunds.rows,
    heldFen: held.rows[0]!.fen,
    deeds,
  };
}
