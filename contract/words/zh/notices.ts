type Params = Record<string, string>;
type Said = (params: Params) => string;
const yuan = (fen: string | undefined) => `¥${(Number(fen ?? 0) / 100).toFixed(2)}`;
const order = ({ orderId }: Params) => (orderId ? `订单 ${orderId}` : "订单");

/** A notice's kind and params in one sentence; what has no line here is said in general. */
export default {
  other: "你有一条新消息",
  sentences: {
    "shops.approved": ({ shop, needFen }) =>
      Number(needFen) > 0 ? `「${shop}」审核通过，请缴纳保证金 ${yuan(needFen)} 后开业` : `「${shop}」审核通过`,
    "shops.rejected": ({ shop, why }) => `「${shop}」审核未通过：${why ?? "请查看原因"}`,
    "shops.opened": ({ shop }) => `「${shop}」已开业，可以上架商品了`,
    "shops.trial_over": ({ shop, needFen }) => `「${shop}」试营业结束，请缴纳保证金 ${yuan(needFen)}`,
    "catalog.approved": ({ title }) => `商品「${title ?? ""}」审核通过，已上线`,
    "catalog.rejected": ({ title, reason }) => `商品「${title ?? ""}」审核未通过：${reason ?? ""}`,
    "inventory.offered": ({ title }) => `你候补的「${title ?? ""}」有货了，已为你保留两分钟，请尽快下单`,
    "fulfilment.shipped": (params) => `${order(params)} 已发货`,
    "fulfilment.signed": (params) => `${order(params)} 已签收，请确认收货`,
    "settlement.held": ({ orderId }) => `订单 ${orderId} 的结算出现异常，已暂停放款，请核查`,
    "fulfilment.waybill_refused": ({ orderId, waybillNo }) => `订单 ${orderId} 的运单 ${waybillNo} 被承运商拒绝`,
    "orders.late_money_returned": (params) => `${order(params)} 超时后才付款，款项已原路退回`,
    "aftersales.opened": (params) => `${order(params)}有新的退款申请，请及时处理`,
    "aftersales.granted": (params) => `${order(params)}的退款已同意，款项正在原路退回`,
    "aftersales.rejected": (params) => `${order(params)}的退款被商家拒绝：${params["reason"] ?? ""}`,
    "aftersales.refunded": (params) => `${order(params)}的退款已到账`,
    "live.soon": ({ title }) => `你预约的直播「${title ?? ""}」马上开始`,
    "live.started": ({ title }) => `你预约的直播「${title ?? ""}」开始了`,
    "live.closed": ({ title, reason }) => `直播「${title ?? ""}」被平台关闭：${reason ?? ""}`,
  } as Record<string, Said>,
};
