import type { Parts } from "#platform/parts";
import { ordersConsumer } from "./handlers.ts";
import { orderRoutes } from "./routes.ts";
import { orderSweeps } from "./sweeps.ts";

export type { Ask, Placed, Wish } from "./asks.ts";
export { cancelOrder } from "./cancel-order.ts";
export { confirmReceipt, extendReceipt } from "./confirm-orders.ts";
export { holdForCase, releaseFromCase } from "./hold-for-case.ts";
export { markRefunded, type RefundedLine } from "./mark-refunded.ts";
export { markShipped, markSigned } from "./mark-shipped.ts";
export { lockOrder, type LineFacts, type OrderFacts, readOrderFacts } from "./order-facts.ts";
export { placeOrders } from "./place-orders.ts";

export const parts: Parts = {
  name: "orders",
  routes: orderRoutes,
  consumers: (house) => [ordersConsumer(house)],
  sweeps: orderSweeps,
};
