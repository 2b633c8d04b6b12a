import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { type AnswerOf, call } from "../../kit/api.ts";
import { toast } from "../../kit/toast.tsx";
import { queryKeyOf, useCall } from "../../kit/use-api.ts";
import { useSignIn } from "../sign-in/use-sign-in.ts";
import { useRefusalToast } from "./use-refusal-toast.ts";

export type Coupon = AnswerOf<"listClaimable">["items"][number];
export type CouponState = "open" | "taken" | "gone";

export function stateOf(coupon: Coupon): CouponState {
  if (coupon.claimableByMe > 0) return coupon.claimed < coupon.total ? "open" : "gone";
  return "taken";
}

type Wishes = { shopIds: string[]; claimedText: string; enabled?: boolean };

/** The coupons of these shops, and the claiming of one; who is not signed in signs in on the way. */
export function useCoupons({ shopIds, claimedText, enabled = true }: Wishes) {
  const { requireSignIn } = useSignIn();
  const onProblem = useRefusalToast();
  const [busyId, setBusyId] = useState<string | null>(null);
  const found = useQueries({
    queries: shopIds.map((ofShopId) => ({
      queryKey: queryKeyOf("listClaimable", { ofShopId }),
      queryFn: ({ signal }: { signal: AbortSignal }) => call("listClaimable", { ofShopId }, { signal }),
      enabled,
    })),
  });
  const deed = useCall("claimCoupon", {
    refresh: ["listClaimable", "listMyCoupons"],
    onDone: () => toast({ text: claimedText, look: "good" }),
    onProblem,
  });
  const claim = (couponId: string) =>
    void requireSignIn().then(() => {
      setBusyId(couponId);
      deed.mutate({ couponId }, { onSettled: () => setBusyId(null) });
    }, onProblem);
  return { coupons: found.flatMap((one) => one.data?.items ?? []), claim, busyId };
}
