import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { type AnswerOf, call } from "../../kit/api.ts";
import { queryKeyOf, useQueryOf } from "../../kit/use-api.ts";
import { askToSignIn } from "./sign-in-wish.ts";

export type Me = NonNullable<AnswerOf<"whoAmI">["me"]>;

/** Who is signed in; null for a visitor, undefined while nobody knows yet. */
export function useMe(): Me | null | undefined {
  return useQueryOf("whoAmI", {}, { staleTime: 60_000 }).data?.me;
}

/**
 * `const me = await requireSignIn()`: at once when somebody is signed in, else after the sheet was filled in over the
 * page. What comes after it never happens when the sheet is dismissed, so nothing needs to be undone.
 */
export function useSignIn(): { requireSignIn: () => Promise<Me> } {
  const queries = useQueryClient();
  const requireSignIn = useCallback(async () => {
    const known = await queries.ensureQueryData({
      queryKey: queryKeyOf("whoAmI", {}),
      queryFn: ({ signal }) => call("whoAmI", {}, { signal }),
    });
    return known.me ?? askToSignIn();
  }, [queries]);
  return { requireSignIn };
}
