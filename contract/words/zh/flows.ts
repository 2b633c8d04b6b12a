type Reason = Record<string, string | number | boolean | null>;
const yuan = (fen: unknown) => `¥${(Number(fen ?? 0) / 100).toFixed(2)}`;
const share = (bp: unknown) => `${Number(bp ?? 0) / 100}%`;
const bySharing = ({ baseFen, bp }: Reason) =>
  baseFen !== undefined && bp !== undefined ? `：${yuan(baseFen)} × ${share(bp)}` : "";

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
    income: (reason: Reason) =>
      reason.paidFen === undefined ? "订单结算后的收入" : `订单实付 ${yuan(reason.paidFen)} 扣除佣金与服务费后的收入`,
    fee: (reason: Reason) => `按类目费率收取的平台服务费${bySharing(reason)}`,
    commission: (reason: Reason) => `按推广计划计算的佣金${bySharing(reason)}`,
    refund: (reason: Reason) =>
      reason.lateFen === undefined ? "买家退款，按原比例退回" : `结算后退款 ${yuan(reason.lateFen)}，按原比例退回`,
    reserve: (reason: Reason) => `按店铺等级预留 30 天${bySharing(reason)}`,
    reserve_back: () => "预留期满，返还到可提现",
    deposit: () => "缴纳的店铺保证金",
  } as Record<string, (reason: Reason) => string>,
  tier: (tier: string) => `店铺结算等级 ${tier}`,
  days: (days: number) => `确认收货后 ${days} 天结算`,
};
