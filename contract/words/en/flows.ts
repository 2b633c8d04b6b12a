import type zh from "../zh/flows.ts";

type Reason = Record<string, string | number | boolean | null>;
const yuan = (fen: unknown) => `¥${(Number(fen ?? 0) / 100).toFixed(2)}`;
const share = (bp: unknown) => `${Number(bp ?? 0) / 100}%`;
const bySharing = ({ baseFen, bp }: Reason) =>
  baseFen !== undefined && bp !== undefined ? `: ${yuan(baseFen)} × ${share(bp)}` : "";

export default {
  kinds: {
    income: "Sales",
    fee: "Platform fee",
    commission: "Commission",
    refund: "Refund",
    reserve: "Reserve",
    reserve_back: "Reserve returned",
    deposit: "Deposit",
  },
  sentences: {
    income: (reason: Reason) =>
      reason.paidFen === undefined
        ? "Income of a settled order"
        : `Income of an order of ${yuan(reason.paidFen)} after commission and fee`,
    fee: (reason: Reason) => `Platform fee at the category's rate${bySharing(reason)}`,
    commission: (reason: Reason) => `Commission by the promotion plan${bySharing(reason)}`,
    refund: (reason: Reason) =>
      reason.lateFen === undefined
        ? "A refund to the buyer, taken back in the same shares"
        : `A refund of ${yuan(reason.lateFen)} after release, taken back in the same shares`,
    reserve: (reason: Reason) => `Kept for 30 days by the shop's tier${bySharing(reason)}`,
    reserve_back: () => "The reserve's time is over; it may be withdrawn",
    deposit: () => "The shop's deposit",
  },
  tier: (tier: string) => `settlement tier ${tier}`,
  days: (days: number) => `released ${days} days after receipt`,
} satisfies typeof zh;
