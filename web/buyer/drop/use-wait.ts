import type { AnswerOf } from "../../kit/api.ts";
import { isProblem } from "../../kit/problem.ts";
import { toast } from "../../kit/toast.tsx";
import { useCall, useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { useRefusalToast } from "../parts/use-refusal-toast.ts";
import { useMe } from "../sign-in/use-sign-in.ts";
import { joinedWaits } from "./remembered.ts";

export type Wait = AnswerOf<"listMyWaits">["items"][number];

export const isLive = (wait: Wait): boolean => wait.state === "waiting" || wait.state === "offered";

const lookEveryMs = 5_000;

/** One's own place on the waitlist of a SKU or of its drop, and how to take and leave it. */
export function useWait(skuId: string, dealId: string | null, toLine?: () => void) {
  const words = useWords("drop");
  const me = useMe();
  const onProblem = useRefusalToast();
  const refresh = ["listMyWaits"] as const;
  const read = useQueryOf(
    "listMyWaits",
    { skuId },
    { enabled: me !== null && me !== undefined, staleTime: 0, refetchInterval: lookEveryMs },
  );
  const join = useCall("joinWaits", {
    refresh: [...refresh],
    onDone: () => {
      joinedWaits.add("any");
      toast({ text: words.joined, look: "good" });
    },
    // What may still come back belongs to the line: there is a place in it.
    onProblem: (problem) => (toLine && isProblem(problem, "inventory.has_line") ? toLine() : onProblem(problem)),
  });
  const leave = useCall("leaveWaits", {
    refresh: [...refresh],
    onDone: () => toast({ text: words.left }),
    onProblem,
  });
  return {
    wait: read.data?.items.find((one) => one.dealId === dealId && isLive(one)),
    busy: join.isPending || leave.isPending,
    join: () => join.mutate({ skuId, ...(dealId === null ? {} : { dealId }) }),
    leave: (waitId: string) => leave.mutate({ waitId }),
  };
}

/** Where an offer leads: a checkout of its own, that another page or a reload finds again. */
export const toOffer = (wait: Wait) => ({
  to: "/checkout",
  search: {
    lines: `${wait.skuId}:${wait.quantity}`,
    wait: wait.id,
    ...(wait.dealId === null ? {} : { deal: wait.dealId }),
    ...(wait.offeredUntil === null ? {} : { until: wait.offeredUntil }),
  } as never,
});
