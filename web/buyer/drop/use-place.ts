import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type AnswerOf, call } from "../../kit/api.ts";
import { type ApiProblem, isProblem } from "../../kit/problem.ts";
import { queryKeyOf } from "../../kit/use-api.ts";
import { joinedLines } from "./remembered.ts";

export type Place = AnswerOf<"enterLine">;

const soonestMs = 400;
/** Pieces may come back while orders wait to be paid; nobody needs to hear of it at once. */
const overMs = 5_000;

/** When to ask again; false: nothing will change any more. */
export function againIn(place: Place | undefined, dealIsOver: boolean): number | false {
  if (!place) return 2_000;
  if (place.state === "used") return false;
  if (place.state === "over") return dealIsOver ? false : Math.max(overMs, place.againMs);
  return Math.max(soonestMs, place.againMs);
}

/**
 * Where this person stands in the line before a deal; undefined for who has not joined it, and until it is known.
 * All parts of a page that ask share one answer, and the line is found again after a reload.
 */
export function usePlace(dealId: string, dealIsOver = false) {
  const joined = joinedLines.useHas(dealId);
  const queries = useQueryClient();
  const input = { dealId };
  const read = useQuery<Place, ApiProblem>({
    queryKey: queryKeyOf("readLine", input),
    queryFn: ({ signal }) => call("readLine", input, { signal }),
    enabled: joined,
    staleTime: 0,
    // A place is lost by nobody's bad network: it is asked for until it answers.
    retry: false,
    refetchInterval: ({ state }) => (isLost(state.error) ? false : againIn(state.data, dealIsOver)),
    refetchIntervalInBackground: true,
  });
  const lost = isLost(read.error);
  useEffect(() => {
    if (!lost) return;
    joinedLines.remove(dealId);
    queries.removeQueries({ queryKey: queryKeyOf("readLine", { dealId }) });
  }, [lost, dealId, queries]);
  const take = (place: Place) => {
    queries.setQueryData(queryKeyOf("readLine", input), place);
    joinedLines.add(dealId);
  };
  return { place: joined && !lost ? read.data : undefined, joined, shaky: read.isError && !lost, take };
}

/** The server knows of no place: another person signed in here, or the line is long over. */
const isLost = (problem: unknown): boolean =>
  isProblem(problem, "promotions.not_in_line") ||
  isProblem(problem, "promotions.deal_not_found") ||
  (isProblem(problem) && problem.status === 401);
