import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { type AnswerOf, call, type InputOf } from "../../kit/api.ts";
import type { ApiProblem } from "../../kit/problem.ts";
import { serverNow } from "../../kit/server-clock.ts";
import { queryKeyOf, useCall } from "../../kit/use-api.ts";

export type Payment = AnswerOf<"readPayment">;

const settled = new Set<Payment["state"]>(["captured", "closed", "quarantined"]);
const payable = new Set<Payment["state"]>(["created", "submitted"]);
export const isPayable = (payment: Payment | undefined): boolean => payment !== undefined && payable.has(payment.state);

/**
 * A payment as it stands, asked again every two seconds until it is decided. `look` makes the house look at the
 * provider too: from the moment on that somebody may have paid.
 */
export function usePayment(checkoutId: string, look: boolean) {
  const queries = useQueryClient();
  const input: InputOf<"readPayment"> = look ? { checkoutId, look: "true" } : { checkoutId };
  const read = useQuery<Payment, ApiProblem>({
    queryKey: queryKeyOf("readPayment", input),
    queryFn: ({ signal }) => call("readPayment", input, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && settled.has(state.data.state) ? false : 2_000),
  });
  const open = useCall("openCashier", { onProblem: () => void read.refetch() });
  const payment = read.data;
  const asked = useRef(false);
  const wanting = isPayable(payment) && !payment?.payUrl;
  useEffect(() => {
    if (!wanting || asked.current) return;
    asked.current = true;
    open.mutate({ checkoutId });
  }, [wanting, checkoutId, open.mutate]);

  const captured = payment?.state === "captured";
  useEffect(() => {
    if (!captured) return;
    void queries.invalidateQueries({ queryKey: ["listMyOrders"] });
    void queries.invalidateQueries({ queryKey: ["readOrder"] });
  }, [captured, queries]);

  // How long is left by the house's own clock, wherever the page's clock stands.
  const payBy = payment?.payBy;
  const until = useMemo(
    () => (payment ? serverNow() + Date.parse(payment.payBy) - Date.parse(payment.serverTime) : undefined),
    [payBy],
  );
  return {
    payment,
    payUrl: payment?.payUrl ?? open.data?.payUrl ?? null,
    until,
    problem: read.data ? open.error : read.error,
    opening: open.isPending || (wanting && !open.error && !open.data),
    openAgain: () => (read.data ? open.mutate({ checkoutId }) : void read.refetch()),
    refresh: () => void read.refetch(),
  };
}
