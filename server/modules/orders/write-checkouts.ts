import { holdStock, takeOffers } from "#modules/inventory";
import { openIntents } from "#modules/payments";
import { holdGrants, usePasses } from "#modules/promotions";
import { columns, statement, together, type Tx } from "#platform/db";
import { emit } from "#platform/events";
import type { Placed } from "./asks.ts";
import type { Decided } from "./decide-checkouts.ts";
import type { Draft, LineDraft, OrderDraft } from "./price-asks.ts";

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
  `insert into orders.orders (id, checkout_id, buyer_id, shop_id, goods_fen, discount_fen, freight_fen, payable_fen,
       grant_id, receiver_sealed, region_names, note, scene, channel, room_id, pin_id, creator_id, promise_hours,
       confirm_days, state, placed_at, pay_by)
     select id, checkout_id, buyer_id, shop_id, goods_fen, discount_fen, freight_fen, payable_fen, grant_id,
       receiver_sealed, array(select jsonb_array_elements_text(region_names)), note, scene, channel, room_id, pin_id,
       creator_id, promise_hours, confirm_days, 'unpaid', $20, $21
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::bigint[], $10::bytea[], $11::jsonb[], $12::text[], $13::text[], $14::text[], $15::bigint[],
       $16::bigint[], $17::bigint[], $18::int[], $19::int[])
       u (id, checkout_id, buyer_id, shop_id, goods_fen, discount_fen, freight_fen, payable_fen, grant_id,
         receiver_sealed, region_names, note, scene, channel, room_id, pin_id, creator_id, promise_hours, confirm_days)`,
);
const insertLines = statement(
  "orders.insert_lines",
  `insert into orders.lines (id, order_id, buyer_id, product_id, product_version, sku_id, quantity, unit_fen,
     discount_fen, freight_fen, paid_fen, snapshot, trail, deal_id)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[], $7::int[],
     $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::jsonb[], $13::jsonb[], $14::bigint[])`,
);

const lineColumns = (lines: readonly LineDraft[]): unknown[][] => [
  ...columns(lines, "id", "orderId", "buyerId", "productId", "productVersion", "skuId", "quantity", "unitFen"),
  ...columns(lines, "discountFen", "freightFen", "paidFen", "snapshotText", "trailText", "dealId"),
];

const intentOf = ({ checkoutId, ask, payableFen, orders }: Draft, expiresAt: Date) => ({
  purpose: "checkout" as const,
  subjectId: checkoutId,
  payerId: ask.buyerId,
  fen: payableFen,
  expiresAt,
  parts: orders.map((order) => ({
    orderId: order.id,
    shopId: order.shopId,
    fen: order.payableFen,
    lines: order.lines.map(({ id, paidFen, freightFen }) => ({ lineId: id, paidFen, goodsFen: paidFen - freightFen })),
  })),
});

/**
 * Writes the decided checkouts: holds stock and coupons, asks for the payments, announces the orders. All statements
 * leave together; the caller's locks are held for one answer and the commit.
 */
export async function writeCheckouts(tx: Tx, decided: readonly Decided[], at: Date): Promise<Map<Draft, Placed>> {
  const payBy = new Date(at.getTime() + PAY_WITHIN_SECONDS * 1000);
  const drafts = decided.map(({ draft }) => draft);
  const orders = drafts.flatMap((draft) => draft.orders);
  const lines = drafts.flatMap((draft) => draft.lines);
  const checkouts = drafts.map(({ checkoutId, ask: { buyerId, requestId }, fingerprint, payableFen }) => ({
    ...{ checkoutId, buyerId, requestId, fingerprint, payableFen },
  }));
  const grants = orders.flatMap(({ id, grantId }) => (grantId === null ? [] : [{ grantId, orderId: id }]));
  const offers = lines.flatMap(({ waitId, buyerId: personId, skuId, quantity }) =>
    waitId === null ? [] : [{ waitId, personId, skuId, quantity }],
  );
  const passes = lines.flatMap(({ dealId, waitId, buyerId: personId }) =>
    dealId === null || waitId !== null ? [] : [{ dealId, personId }],
  );
  if (offers.length > 0) await takeOffers(tx, offers);
  await together(
    insertCheckouts(tx, ...columns(checkouts, "checkoutId", "buyerId", "requestId", "fingerprint", "payableFen"), at),
    insertOrders(tx, ...columns(orders, ...ORDER_KEYS), at, payBy),
    insertLines(tx, ...lineColumns(lines)),
    holdStock(tx, decided.flatMap(holdsOf)),
    grants.length > 0 ? holdGrants(tx, grants) : undefinedNow,
    passes.length > 0 ? usePasses(tx, passes) : undefinedNow,
    openIntents(
      tx,
      drafts.map((draft) => intentOf(draft, payBy)),
    ),
    announce(tx, orders),
  );
  return new Map(
    drafts.map((draft) => {
      const { checkoutId, payableFen } = draft;
      return [draft, { checkoutId, orderIds: draft.orders.map((order) => order.id), payableFen, payBy }];
    }),
  );
}

const undefinedNow = Promise.resolve();

const holdsOf = ({ draft, places }: Decided) =>
  draft.lines.map(({ id, orderId, skuId, quantity }) => ({
    ...{ orderId, skuId, quantity },
    lineId: id,
    placeId: places.get(id)!,
  }));

/** Only orders of a deal say so: most orders are none. */
const dealsOf = (lines: readonly LineDraft[]) => {
  const own = lines.flatMap(({ id, dealId, quantity, paidFen }) =>
    dealId === null ? [] : [{ lineId: id, dealId, quantity, paidFen }],
  );
  return own.length > 0 ? { deals: own } : {};
};

const announce = (tx: Tx, orders: readonly OrderDraft[]): Promise<void> =>
  emit(
    tx,
    "orders.placed",
    orders.map((order) => ({
      orderId: order.id,
      checkoutId: order.checkoutId,
      buyerId: order.buyerId,
      shopId: order.shopId,
      payableFen: order.payableFen,
      roomId: order.roomId,
      pinId: order.pinId,
      creatorId: order.creatorId,
      productIds: [...new Set(order.lines.map((line) => line.productId))],
      skuIds: order.lines.map((line) => line.skuId),
      ...dealsOf(order.lines),
    })),
  );
