import type zh from "../zh/flows.ts";

type Reason = Record<string, string | number | boolean | null>;
const yuan = (fen: unknown) => `¥${(Number(fen ?? 0) / 100).toFixed(2)}`;
const share = (bp: unknown) => `${Number(bp ?? 0) / 100}%`;
const bySharing = ({ baseFen, bp, bps, place }: Reason) => {
  if (baseFen === undefined || bp === undefined) return "";
  const whole =
    typeof bps === "string" ? ` (shared out ${bps.replaceAll(",", ":")} in whole fen, share ${Number(place) + 1})` : "";
  return `: ${yuan(baseFen)} × ${share(bp)}${whole}`;
};

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
    income: ({ paidFen, refundedFen }: Reason) =>
      paidFen === undefined
        ? "Income of a settled order"
        : `Paid for the goods ${yuan(paidFen)}${Number(refundedFen ?? 0) > 0 ? ` − refunded ${yuan(refundedFen)}` : ""} (commission and fee stand in lines of their own)`,
    fee: (reason: Reason) => `Platform fee at the category's rate${bySharing(reason)}`,
    commission: (reason: Reason) => `Commission by the promotion plan${bySharing(reason)}`,
    refund: ({ refundedFen, lateFen = refundedFen }: Reason) =>
      lateFen === undefined || lateFen === null
        ? "A refund to the buyer, taken back in the same shares"
        : `A refund of ${yuan(lateFen)} after release, taken back in the same shares`,
    reserve: (reason: Reason) => `Kept for 30 days by the shop's tier${bySharing(reason)}`,
    reserve_back: ({ keptFen, takenFen }: Reason) =>
      keptFen === undefined
        ? "The reserve's time is over; it may be withdrawn"
        : `Reserve returned: ${yuan(keptFen)}${Number(takenFen ?? 0) > 0 ? ` − ${yuan(takenFen)} used meanwhile` : ""}`,
    deposit: () => "The shop's deposit",
  },
  tier: (tier: string) => `settlement tier ${tier}`,
  days: (days: number) => `released ${days} days after receipt`,
} satisfies typeof zh;
