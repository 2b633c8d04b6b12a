import type zh from "../zh/notices.ts";

type Params = Record<string, string>;
const yuan = (fen: string | undefined) => `¥${(Number(fen ?? 0) / 100).toFixed(2)}`;
const order = ({ orderId }: Params) => (orderId ? `Order ${orderId}` : "An order");

export default {
  other: "You have a new notice",
  sentences: {
    "shops.approved": ({ shop, needFen }) =>
      Number(needFen) > 0
        ? `“${shop}” is approved: pay the deposit of ${yuan(needFen)} to open`
        : `“${shop}” is approved`,
    "shops.rejected": ({ shop, why }) => `“${shop}” was not approved: ${why ?? "see the reasons"}`,
    "shops.opened": ({ shop }) => `“${shop}” is open: products can go on sale`,
    "shops.trial_over": ({ shop, needFen }) => `The trial of “${shop}” is over: pay the deposit of ${yuan(needFen)}`,
    "catalog.approved": ({ title }) => `The product “${title ?? ""}” is approved and online`,
    "catalog.rejected": ({ title, reason }) => `The product “${title ?? ""}” was not approved: ${reason ?? ""}`,
    "inventory.offered": ({ title }) => `“${title ?? ""}” is back: it is kept for you for two minutes`,
    "fulfilment.shipped": (params) => `${order(params)} has been shipped`,
    "fulfilment.signed": (params) => `${order(params)} has arrived: please confirm`,
    "settlement.held": ({ orderId }) => `The money of order ${orderId} could not be divided and is held: please look`,
    "fulfilment.waybill_refused": ({ orderId, waybillNo }) =>
      `The carrier refused waybill ${waybillNo} of order ${orderId}`,
    "orders.late_money_returned": (params) => `${order(params)} was paid too late; the money is on its way back`,
    "aftersales.opened": (params) => `A refund was asked for on ${order(params).toLowerCase()}: please decide`,
    "aftersales.granted": (params) => `${order(params)}: the refund is agreed to and on its way`,
    "aftersales.rejected": (params) => `${order(params)}: the shop refused the refund. ${params["reason"] ?? ""}`,
    "aftersales.refunded": (params) => `${order(params)}: the refund has arrived`,
    "live.soon": ({ title }) => `The room “${title ?? ""}” you asked for begins soon`,
    "live.started": ({ title }) => `The room “${title ?? ""}” you asked for has begun`,
    "live.closed": ({ title, reason }) => `The platform closed the room “${title ?? ""}”: ${reason ?? ""}`,
  },
} satisfies typeof zh;
