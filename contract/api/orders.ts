import { z } from "zod";
import { fen, id, page, pageIn, quantity, text, time } from "../kinds.ts";
import { route } from "../route.ts";
import { orderStates } from "../states/order.ts";

/**
 * `dealId`: the flash deal whose price the buyer agreed to; left out, the cheapest price that applies without a line.
 * `pass`: the token of who was let in. `waitId`: a piece that was offered to who waited for it.
 */
const wish = z.object({
  skuId: id,
  quantity,
  trail: z.string().max(1200).optional(),
  dealId: id.optional(),
  pass: z.string().max(600).optional(),
  waitId: id.optional(),
});
const dropRefusals = [
  "promotions.deal_not_running",
  "promotions.price_hidden",
  "promotions.other_room",
  "promotions.limit_per_buyer",
  "promotions.token_needed",
  "promotions.token_invalid",
  "identity.real_name_required",
  "inventory.offer_gone",
] as const;
/** One step of the price: which line (null: the shop's whole order), what it is, and by how much. Discounts are negative. */
const priceItem = z.object({
  lineSkuId: id.nullable(),
  step: z.enum(["list", "flash", "shop_coupon", "freight"]),
  source: z.string(),
  fundedBy: z.enum(["shop", "creator", "platform", "buyer"]),
  fen: z.codec(z.int(), z.bigint(), { decode: BigInt, encode: Number }),
});
const quoteLine = z.object({
  skuId: id,
  productId: id,
  quantity: z.int(),
  unitFen: fen,
  /** The deal whose price this is. */
  dealId: id.nullable(),
  goodsFen: fen,
  discountFen: fen,
  freightFen: fen,
  paidFen: fen,
  titleZh: z.string(),
  titleEn: z.string(),
  options: z.array(
    z.object({
      name: z.object({ zh: z.string(), en: z.string() }),
      value: z.object({ zh: z.string(), en: z.string() }),
    }),
  ),
  pictureUrl: z.string(),
  available: z.int(),
});
const shopQuote = z.object({
  shopId: id,
  shopName: z.string(),
  lines: z.array(quoteLine),
  goodsFen: fen,
  discountFen: fen,
  freightFen: fen,
  payableFen: fen,
  coupon: z.object({ grantId: id, nameZh: z.string(), nameEn: z.string(), offFen: fen }).nullable(),
  unusableCoupons: z.array(
    z.object({
      grantId: id,
      nameZh: z.string(),
      nameEn: z.string(),
      why: z.enum(["below_threshold", "not_started", "ended", "no_saving"]),
      shortFen: fen,
    }),
  ),
  promiseHours: z.int(),
});
const quoteOut = z.object({ shops: z.array(shopQuote), items: z.array(priceItem), payableFen: fen });
const buying = {
  lines: z.array(wish).min(1).max(120),
  /** Coupon grants to use; left out, the best is chosen for each shop; an empty list uses none. */
  couponGrantIds: z.array(id).max(10).optional(),
};

/** The same arithmetic that placing uses, over what the caller asks about. Without an address freight is 0 and says so. */
export const quote = route({
  method: "POST",
  path: "/api/orders/quotes",
  access: { by: "person" },
  idempotency: "none",
  pace: "read",
  summary: { zh: "算价", en: "Quote a price" },
  in: z.object({ ...buying, addressId: id.optional() }),
  out: quoteOut,
  refusals: [
    "catalog.not_sellable",
    "inventory.out_of_stock",
    "orders.address_not_covered",
    "orders.repeated_sku",
    "orders.over_limit",
    "identity.address_not_found",
    "promotions.not_applicable",
    ...dropRefusals,
  ],
});
/**
 * Places a checkout, whole or not at all: one order per shop, stock held, a payment opened for the sum. Prices come from
 * ids alone; when the sum is not `expectedFen` it is refused with the new one, never charged.
 */
export const placeOrder = route({
  method: "POST",
  path: "/api/orders/checkouts",
  access: { by: "person" },
  idempotency: "own",
  pace: "buy",
  summary: { zh: "提交订单", en: "Place an order" },
  in: z.object({ ...buying, addressId: id, expectedFen: fen, note: text(200, 0).default("") }),
  out: z.object({ checkoutId: id, orderIds: z.array(id), payableFen: fen, payBy: time }),
  refusals: [
    "catalog.not_sellable",
    "inventory.out_of_stock",
    "orders.over_limit",
    "orders.repeated_sku",
    "orders.address_not_covered",
    "orders.trail_invalid",
    "promotions.price_changed",
    "promotions.not_applicable",
    "identity.address_not_found",
    "request.reused",
    ...dropRefusals,
    "orders.busy",
    "server.busy",
  ],
});
const lineOut = z.object({
  id,
  productId: id,
  skuId: id,
  quantity: z.int(),
  dealId: id.nullable(),
  unitFen: fen,
  discountFen: fen,
  freightFen: fen,
  paidFen: fen,
  refundedFen: fen,
  shipped: z.int(),
  titleZh: z.string(),
  titleEn: z.string(),
  options: quoteLine.shape.options,
  pictureUrl: z.string(),
});
const source = z.object({
  scene: z.string(),
  channel: z.string(),
  roomId: id.nullable(),
  pinId: id.nullable(),
  creatorId: id.nullable(),
  creatorName: z.string().nullable(),
});
export const orderCard = z.object({
  id,
  checkoutId: id,
  shopId: id,
  shopName: z.string(),
  state: z.enum(orderStates),
  lines: z.array(lineOut),
  goodsFen: fen,
  discountFen: fen,
  freightFen: fen,
  payableFen: fen,
  refundedFen: fen,
  payBy: time,
  placedAt: time,
  paidAt: time.nullable(),
  shippedAt: time.nullable(),
  confirmBy: time.nullable(),
  endedAt: time.nullable(),
});
const receiver = z.object({ name: z.string(), phone: z.string(), region: z.string(), street: z.string() });
export const orderPage = orderCard.extend({
  receiver,
  note: z.string(),
  source,
  canExtend: z.boolean(),
  history: z.array(z.object({ state: z.enum(orderStates), byWhom: z.string(), why: z.string(), at: time })),
});

/** Tabs: all, to_pay, to_ship, to_receive, done. `counts` are the badges. */
export const listMyOrders = route({
  method: "GET",
  path: "/api/orders/orders",
  access: { by: "person" },
  summary: { zh: "我的订单", en: "My orders" },
  in: z.object({ ...pageIn, tab: z.enum(["all", "to_pay", "to_ship", "to_receive", "done"]).default("all") }),
  out: page(orderCard).extend({ counts: z.object({ toPay: z.int(), toShip: z.int(), toReceive: z.int() }) }),
  refusals: [],
});
export const readOrder = route({
  method: "GET",
  path: "/api/orders/orders/{orderId}",
  access: { by: "person" },
  summary: { zh: "订单详情", en: "An order" },
  in: z.object({ orderId: id }),
  out: orderPage,
  refusals: ["orders.not_found"],
});
/** Cancels an unpaid order. Its stock comes back once the provider has closed the payment for certain. */
export const cancelOrder = route({
  method: "POST",
  path: "/api/orders/orders/{orderId}/cancellation",
  access: { by: "person" },
  summary: { zh: "取消订单", en: "Cancel an unpaid order" },
  in: z.object({ orderId: id }),
  out: orderPage,
  refusals: ["orders.not_found", "orders.wrong_state"],
});
export const confirmReceipt = route({
  method: "POST",
  path: "/api/orders/orders/{orderId}/receipt",
  access: { by: "person" },
  summary: { zh: "确认收货", en: "Confirm receipt" },
  in: z.object({ orderId: id }),
  out: orderPage,
  refusals: ["orders.not_found", "orders.wrong_state"],
});
export const extendReceipt = route({
  method: "POST",
  path: "/api/orders/orders/{orderId}/extension",
  access: { by: "person" },
  summary: { zh: "延长收货", en: "Extend the time to confirm, once" },
  in: z.object({ orderId: id }),
  out: orderPage,
  refusals: ["orders.not_found", "orders.wrong_state", "orders.extended_already"],
});
const shopOrder = orderPage.extend({ buyerName: z.string(), receiver: receiver });
/** Receivers are masked; the full one is asked for by `revealReceiver`, which leaves an audit row. */
export const listShopOrders = route({
  method: "GET",
  path: "/api/orders/shops/{shopId}/orders",
  access: { by: "shop", may: "orders.read" },
  summary: { zh: "店铺订单", en: "The shop's orders" },
  in: z.object({ shopId: id, ...pageIn, state: z.enum(orderStates).optional(), roomId: id.optional() }),
  out: page(shopOrder),
  refusals: [],
});
export const readShopOrder = route({
  method: "GET",
  path: "/api/orders/shops/{shopId}/orders/{orderId}",
  access: { by: "shop", may: "orders.read" },
  summary: { zh: "店铺订单详情", en: "One of the shop's orders" },
  in: z.object({ shopId: id, orderId: id }),
  out: shopOrder,
  refusals: ["orders.not_found"],
});
export const revealReceiver = route({
  method: "POST",
  path: "/api/orders/shops/{shopId}/orders/{orderId}/reveals",
  access: { by: "shop", may: "orders.ship" },
  summary: { zh: "查看完整收件信息", en: "Reveal the receiver, audited" },
  in: z.object({ shopId: id, orderId: id, reason: text(100) }),
  out: receiver,
  refusals: ["orders.not_found"],
});
