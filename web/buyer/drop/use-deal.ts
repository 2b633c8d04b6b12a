import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../../kit/api.ts";
import { type Deal, withDeal } from "../../kit/deals.ts";
import type { ApiProblem } from "../../kit/problem.ts";
import { queryKeyOf } from "../../kit/use-api.ts";

const lookEveryMs = 5_000;
const keyOf = (dealId: string) => queryKeyOf("readDeal", { dealId });

/** A deal as it stands: what the page knew at first, what its room told since, else looked at every five seconds. */
export function useDeal(first: Deal): Deal {
  const read = useQuery<Deal, ApiProblem>({
    queryKey: keyOf(first.id),
    queryFn: ({ signal }) => call("readDeal", { dealId: first.id }, { signal }),
    initialData: first,
    staleTime: lookEveryMs,
    refetchInterval: ({ state }) =>
      state.data?.state === "ended" || state.data?.state === "stopped" ? false : lookEveryMs,
  });
  return read.data;
}

/** What a room hears of its deals is known to the sheets over it at once. */
export function useToldDeals(deals: Deal[]): void {
  const queries = useQueryClient();
  useEffect(() => {
    for (const deal of deals)
      queries.setQueryData<Deal>(keyOf(deal.id), (before) => before && (withDeal([before], deal)[0] ?? deal));
  }, [deals, queries]);
}
