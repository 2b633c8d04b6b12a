import type { OrderState } from "#contract/states/order";
import { type Trail, trail } from "#contract/trail";
import { type Db, statement, type Tx } from "#platform/db";

export type Option = { name: { zh: string; en: string }; value: { zh: string; en: string } };
/** What a line was when it was bought: later changes of the product do not change it. */
export type Snapshot = { titleZh: string; titleEn: string; options: Option[]; pictureKey: string | null };
export type LineRow = {
  id: bigint;
  orderId: bigint;
  productId: bigint;
  productVersion: number;
  skuId: bigint;
  dealId: bigint | null;
  quantity: number;
  unitFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  paidFen: bigint;
  shipped: number;
  refundedFen: bigint;
  snapshot: Snapshot;
  trail: Record<string, unknown>;
};
export type OrderRow = {
  id: bigint;
  checkoutId: bigint;
  buyerId: bigint;
  shopId: bigint;
  state: OrderState;
  goodsFen: bigint;
  discountFen: bigint;
  freightFen: bigint;
  payableFen: bigint;
  refundedFen: bigint;
  grantId: bigint | null;
  receiverSealed: Buffer;
  regionNames: string[];
  note: string;
  scene: Trail["scene"];
  channel: Trail["channel"];
  roomId: bigint | null;
  pinId: bigint | null;
  creatorId: bigint | null;
  promiseHours: number;
  confirmDays: number;
  payBy: Date;
  placedAt: Date;
  paidAt: Date | null;
  shippedAt: Date | null;
  signedAt: Date | null;
  confirmBy: Date | null;
  extended: boolean;
  openCaseId: bigint | null;
  endedAt: Date | null;
};

/** `goodsFen`: what was paid for the goods without freight; commission and fee are taken from it. */
export type LineFacts = {
  id: bigint;
  skuId: bigint;
  dealId: bigint | null;
  productId: bigint;
  quantity: number;
  shipped: number;
  paidFen: bigint;
  goodsFen: bigint;
  refundedFen: bigint;
  titleZh: string;
  titleEn: string;
  trail: Trail;
};
export type OrderFacts = Omit<OrderRow, "receiverSealed" | "note" | "goodsFen"> & {
  goodsFen: bigint;
  lines: LineFacts[];
};

export const ORDER_COLUMNS = `o.id, o.checkout_id as "checkoutId", o.buyer_id as "buyerId", o.shop_id as "shopId", o.state,
  o.goods_fen as "goodsFen", o.discount_fen as "discountFen", o.freight_fen as "freightFen",
  o.payable_fen as "payableFen", o.refunded_fen as "refundedFen", o.grant_id as "grantId",
  o.receiver_sealed as "receiverSealed", o.region_names as "regionNames", o.note, o.scene, o.channel,
  o.room_id as "roomId", o.pin_id as "pinId", o.creator_id as "creatorId", o.promise_hours as "promiseHours",
  o.confirm_days as "confirmDays", o.pay_by as "payBy", o.placed_at as "placedAt", o.paid_at as "paidAt",
  o.shipped_at as "shippedAt", o.signed_at as "signedAt", o.confirm_by as "confirmBy", o.extended,
  o.open_case_id as "openCaseId", o.ended_at as "endedAt"`;

const selectOrders = statement<OrderRow>(
  "orders.read_orders",
  `select ${ORDER_COLUMNS} from orders.orders o where o.id = any($1::bigint[]) order by o.id`,
);
const lockOrders = statement<OrderRow>(
  "orders.lock_orders",
  `select ${ORDER_COLUMNS} from orders.orders o where o.id = any($1::bigint[]) order by o.id for update`,
);
const selectLines = statement<LineRow>(
  "orders.read_lines",
  `select id, order_id as "orderId", product_id as "productId", product_version as "productVersion", sku_id as "skuId",
     deal_id as "dealId", quantity, unit_fen as "unitFen", discount_fen as "discountFen", freight_fen as "freightFen", paid_fen as "paidFen",
     shipped, refunded_fen as "refundedFen", snapshot, trail
   from orders.lines where order_id = any($1::bigint[]) order by id`,
);

export const goodsOf = (line: { paidFen: bigint; freightFen: bigint }): bigint => line.paidFen - line.freightFen;

/** The lines of these orders, by order. */
export async function readLines(db: Db | Tx, orderIds: readonly bigint[]): Promise<Map<bigint, LineRow[]>> {
  const rows = orderIds.length > 0 ? await selectLines(db, [...orderIds]) : [];
  return Map.groupBy(rows, (row) => row.orderId);
}

const lineFacts = (line: LineRow): LineFacts => ({
  id: line.id,
  skuId: line.skuId,
  dealId: line.dealId,
  productId: line.productId,
  quantity: line.quantity,
  shipped: line.shipped,
  paidFen: line.paidFen,
  goodsFen: goodsOf(line),
  refundedFen: line.refundedFen,
  titleZh: line.snapshot.titleZh,
  titleEn: line.snapshot.titleEn,
  trail: trail.parse(line.trail),
});

async function withLines(db: Db | Tx, rows: OrderRow[]): Promise<Map<bigint, OrderFacts>> {
  const lines = await readLines(
    db,
    rows.map((row) => row.id),
  );
  return new Map(
    rows.map(({ receiverSealed: _, note: __, ...row }) => {
      const mine = (lines.get(row.id) ?? []).map(lineFacts);
      return [row.id, { ...row, goodsFen: mine.reduce((sum, line) => sum + line.goodsFen, 0n), lines: mine }];
    }),
  );
}

/** What other modules may know of orders. Unknown ids are left out. */
export const readOrderFacts = async (db: Db | Tx, ids: readonly bigint[]): Promise<Map<bigint, OrderFacts>> =>
  ids.length === 0 ? new Map() : withLines(db, await selectOrders(db, [...new Set(ids)]));

/** One order, kept still until the transaction ends; undefined when it does not exist. */
export async function lockOrder(tx: Tx, orderId: bigint): Promise<OrderFacts | undefined> {
  return (await withLines(tx, await lockOrders(tx, [orderId]))).get(orderId);
}

/** The orders alone, without their lines. */
export const readOrderRows = (db: Db | Tx, ids: readonly bigint[]): Promise<OrderRow[]> => selectOrders(db, [...ids]);

/** Several, locked in key order. */
export const lockOrderFacts = async (tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, OrderFacts>> =>
  withLines(tx, await lockOrders(tx, [...new Set(ids)]));
