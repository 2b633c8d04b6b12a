import type { AnswerOf } from "../../kit/api.ts";
import { useQueryOf } from "../../kit/use-api.ts";

export type Me = NonNullable<AnswerOf<"whoAmI">["me"]>;

/** Who is signed in: undefined while it is not known, null when nobody is. */
export function useMe() {
  const { data, error, refetch } = useQueryOf("whoAmI", {}, { staleTime: 60_000 });
  return { me: data?.me, error, retry: () => void refetch() };
}
