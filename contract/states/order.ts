import type { Machine } from "./machine.ts";

export const orderStates = [
  "unpaid",
  "closing",
  "gift_unclaimed",
  "group_forming",
  "voucher",
  "to_ship",
  "partly_shipped",
  "to_receive",
  "done",
  "oversold",
  "all_refunded",
  "unpaid_closed",
] as const;
export type OrderState = (typeof orderStates)[number];

/** An order from placing to its end. `unpaid_closed` may still be revived by money that comes late (OR6). */
export const orderMachine: Machine<OrderState> = {
  unpaid: ["gift_unclaimed", "group_forming", "voucher", "to_ship", "closing"],
  closing: ["gift_unclaimed", "group_forming", "voucher", "to_ship", "unpaid_closed"],
  gift_unclaimed: ["to_ship", "all_refunded"],
  group_forming: ["to_ship", "all_refunded"],
  voucher: ["done", "all_refunded"],
  to_ship: ["partly_shipped", "to_receive", "oversold", "all_refunded"],
  partly_shipped: ["to_receive", "all_refunded"],
  to_receive: ["done", "all_refunded"],
  done: ["all_refunded"],
  oversold: [],
  all_refunded: [],
  unpaid_closed: ["to_ship"],
};

/** The numbers that the WeChat-shop dialect uses. */
export const orderCodes: Record<OrderState, number> = {
  unpaid: 10,
  closing: 10,
  gift_unclaimed: 12,
  group_forming: 13,
  voucher: 17,
  to_ship: 20,
  partly_shipped: 21,
  to_receive: 30,
  done: 100,
  oversold: 190,
  all_refunded: 200,
  unpaid_closed: 250,
};
