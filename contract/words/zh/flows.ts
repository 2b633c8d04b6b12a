type Reason = Record<string, string | number | boolean | null>;
const yuan = (fen: unknown) => `¥${(Number(fen ?? 0) / 100).toFixed(2)}`;
const share = (bp: unknown) => `${Number(bp ?? 0) / 100}%`;
const bySharing = ({ baseFen, bp, bps, place }: Reason) => {
  if (baseFen === undefined || bp === undefined) return "";
  // Fen are whole: the shares of a line are rounded together, so the rule is the whole list and one's place in it.
  const whole = typeof bps === "string" ? `（按 ${bps.replaceAll(",", ":")} 分到分，第 ${Number(place) + 1} 份）` : "";
  return `：${yuan(baseFen)} × ${share(bp)}${whole}`;
};

/** The lines of a statement: the kind's name, and the rule that made the sum put into a sentence. */
export default {
  kinds: {
    income: "销售收入",
    fee: "平台服务费",
    commission: "推广佣金",
    refund: "退款",
    reserve: "风险预留",
    reserve_back: "预留返还",
    deposit: "保证金",
  },
  sentences: {
    income: ({ paidFen, refundedFen }: Reason) =>
      paidFen === undefined
        ? "订单结算后的收入"
        : `商品实付 ${yuan(paidFen)}${Number(refundedFen ?? 0) > 0 ? ` − 已退 ${yuan(refundedFen)}` : ""}（佣金与服务费另行列出）`,
    fee: (reason: Reason) => `按类目费率收取的平台服务费${bySharing(reason)}`,
    commission: (reason: Reason) => `按推广计划计算的佣金${bySharing(reason)}`,
    refund: ({ refundedFen, lateFen = refundedFen }: Reason) =>
      lateFen === undefined || lateFen === null
        ? "买家退款，按原比例退回"
        : `结算后退款 ${yuan(lateFen)}，各方按原比例退回`,
    reserve: (reason: Reason) => `按店铺等级预留 30 天${bySharing(reason)}`,
    reserve_back: ({ keptFen, takenFen }: Reason) =>
      keptFen === undefined
        ? "预留期满，返还到可提现"
        : `预留期满返还：${yuan(keptFen)}${Number(takenFen ?? 0) > 0 ? ` − 期间抵扣 ${yuan(takenFen)}` : ""}`,
    deposit: () => "缴纳的店铺保证金",
  } as Record<string, (reason: Reason) => string>,
  tier: (tier: string) => `店铺结算等级 ${tier}`,
  days: (days: number) => `确认收货后 ${days} 天结算`,
};
