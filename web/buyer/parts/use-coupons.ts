import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { type AnswerOf, call } from "../../kit/api.ts";
import { toast } from "../../kit/toast.tsx";
import { queryKeyOf, useCall } from "../../kit/use-api.ts";
import { useMe, useSignIn } from "../sign-in/use-sign-in.ts";
import { useRefusalToast } from "./use-refusal-toast.ts";

export type Coupon = AnswerOf<"listClaimable">["items"][number];
export type CouponState = "open" | "taken" | "gone";

/** Of a visitor nobody knows what they hold: to them a coupon is open until they sign in. */
function stateOf({ claimed, total, claimableByMe }: Coupon, isVisitor: boolean): CouponState {
  if (!isVisitor && claimableByMe <= 0) return "taken";
  return claimed < total ? "open" : "gone";
}

type Wishes = { shopIds: string[]; claimedText: string; enabled?: boolean };

/** The coupons of these shops, and the claiming of one; who is not signed in signs in on the way. */
export function useCoupons({ shopIds, claimedText, enabled = true }: Wishes) {
  const me = useMe();
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
  const items = found.flatMap((one) => one.data?.items ?? []);
  return { coupons: items.map((one) => ({ ...one, now: stateOf(one, !me) })), claim, busyId };
}
