import { z } from "zod";
import { trail } from "#contract/trail";
import { holdStock } from "#modules/inventory";
import { openIntents } from "#modules/payments";
import { holdGrants } from "#modules/promotions";
import { columns, statement, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import { newId } from "#platform/ids";
import type { Vault } from "#platform/vault";
import type { Placed } from "./asks.ts";
import type { Draft, OrderDraft } from "./decide-checkouts.ts";
import { sealReceiver } from "./receiver.ts";

/** How long a buyer has to pay. */
export const PAY_WITHIN_SECONDS = 900;

const insertCheckouts = statement(
  "orders.insert_checkouts",
  `insert into orders.checkouts (id, buyer_id, request_id, fingerprint, payable_fen, created_at)
   select u.*, $6 from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bytea[], $5::bigint[]) u`,
);
const ORDER_KEYS = [
  "id",
  "checkoutId",
  "buyerId",
  "shopId",
  "goodsFen",
  "discountFen",
  "freightFen",
  "payableFen",
  "grantId",
  "receiverSealed",
  "regionNames",
  "note",
  "scene",
  "channel",
  "roomId",
  "pinId",
  "creatorId",
  "promiseHours",
  "confirmDays",
] as const;
// region_names is an array per order, and unnest would flatten an array of arrays: it travels as JSON.
const insertOrders = statement(
  "orders.insert_orders",
  `with written as (
     insert into orders.orders (id, checkout_id, buyer_id, shop_id, goods_fen, discount_fen, freight_fen, payable_fen,
       grant_id, receiver_sealed, region_names, note, scene, channel, room_id, pin_id, creator_id, promise_hours,
       confirm_days, state, placed_at, pay_by)
     select id, checkout_id, buyer_id, shop_id, goods_fen, discount_fen, freight_fen, payable_fen, grant_id,
       receiver_sealed, array(select jsonb_array_elements_text(region_names)), note, scene, channel, room_id, pin_id,
       creator_id, promise_hours, confirm_days, 'unpaid', $20, $21
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::bigint[], $10::bytea[], $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::bigint[],
       $16::bigint[], $17::bigint[], $18::int[], $19::int[])
       u (id, checkout_id, buyer_id, shop_id, goods_fen, discount_fen, freight_fen, payable_fen, grant_id,
         receiver_sealed, region_names, note, scene, channel, room_id, pin_id, creator_id, promise_hours, confirm_days)
   )
   insert into orders.history (order_id, id, state, by_whom, happened_at)
   select order_id, id, 'unpaid', 'buyer', $20 from unnest($1::bigint[], $22::bigint[]) h (order_id, id)`,
);
const insertLines = statement(
  "orders.insert_lines",
  `insert into orders.lines (id, order_id, buyer_id, product_id, product_version, sku_id, quantity, unit_fen,
     discount_fen, freight_fen, paid_fen, snapshot, trail)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[], $7::int[],
     $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::jsonb[], $13::jsonb[])`,
);

type Numbered = OrderDraft & { id: bigint; draft: Draft; checkoutId: bigint };

const rowOf = (vault: Vault, { id, draft, checkoutId, ...order }: Numbered) => {
  const { trail: from } = order.lines[0]!;
  return {
    ...order,
    id,
    checkoutId,
    buyerId: draft.ask.buyerId,
    receiverSealed: sealReceiver(vault, id, draft.address),
    regionNames: JSON.stringify(draft.address.regionNames),
    note: draft.ask.note,
    scene: from.scene,
    channel: from.channel,
    roomId: from.roomId,
    pinId: from.pinId,
    creatorId: from.creatorId,
  };
};

/** Writes the decided checkouts: holds stock and coupons, asks for the payments, announces the orders. */
export async function writeCheckouts(tx: Tx, vault: Vault, drafts: readonly Draft[], at: Date): Promise<Placed[]> {
  const payBy = new Date(at.getTime() + PAY_WITHIN_SECONDS * 1000);
  const checkouts = drafts.map((draft) => ({ id: newId(), draft, ...draft.ask, ...draft }));
  const orders = checkouts.flatMap(({ id, draft }) =>
    draft.orders.map((order): Numbered => ({ ...order, id: newId(), draft, checkoutId: id })),
  );
  const lines = orders.flatMap((order) =>
    order.lines.map((line) => ({
      ...line,
      id: newId(),
      orderId: order.id,
      buyerId: order.draft.ask.buyerId,
      snapshotText: JSON.stringify(line.snapshot),
      trailText: JSON.stringify(z.encode(trail, line.trail)),
    })),
  );
  const rows = orders.map((order) => rowOf(vault, order));
  await insertCheckouts(tx, ...columns(checkouts, "id", "buyerId", "requestId", "fingerprint", "payableFen"), at);
  const historyIds = rows.map(() => newId());
  await insertOrders(tx, ...columns(rows, ...ORDER_KEYS), at, payBy, historyIds);
  await insertLines(
    tx,
    ...columns(lines, "id", "orderId", "buyerId", "productId", "productVersion", "skuId", "quantity", "unitFen"),
    ...columns(lines, "discountFen", "freightFen", "paidFen", "snapshotText", "trailText"),
  );
  await holdStock(
    tx,
    lines.map(({ id, ...line }) => ({ ...line, lineId: id })),
  );
  const grants = orders.flatMap(({ id, grantId }) => (grantId === null ? [] : [{ grantId, orderId: id }]));
  if (grants.length > 0) await holdGrants(tx, grants);
  const linesOf = Map.groupBy(lines, (line) => line.orderId);
  const ordersOf = Map.groupBy(orders, (order) => order.checkoutId);
  await openIntents(
    tx,
    checkouts.map(({ id, buyerId, payableFen }) => ({
      purpose: "checkout" as const,
      subjectId: id,
      payerId: buyerId,
      fen: payableFen,
      expiresAt: payBy,
      parts: ordersOf.get(id)!.map((order) => ({
        orderId: order.id,
        shopId: order.shopId,
        fen: order.payableFen,
        lines: linesOf
          .get(order.id)!
          .map((line) => ({ lineId: line.id, paidFen: line.paidFen, goodsFen: line.paidFen - line.freightFen })),
      })),
    })),
  );
  await announce(tx, rows);
  return checkouts.map(({ id, payableFen }) => ({
    checkoutId: id,
    orderIds: ordersOf.get(id)!.map((order) => order.id),
    payableFen,
    payBy,
  }));
}

const announce = (tx: Tx, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> =>
  emit(
    tx,
    "orders.placed",
    rows.map((row) => ({
      orderId: row.id,
      checkoutId: row.checkoutId,
      buyerId: row.buyerId,
      shopId: row.shopId,
      payableFen: row.payableFen,
      roomId: row.roomId,
      pinId: row.pinId,
      creatorId: row.creatorId,
      productIds: [...new Set(row.lines.map((line) => line.productId))],
      skuIds: row.lines.map((line) => line.skuId),
    })),
  );
