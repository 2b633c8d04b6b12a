import { useInfiniteQuery } from "@tanstack/react-query";
import { type AnswerOf, call, type EndpointName, type InputOf } from "../../kit/api.ts";
import type { ApiProblem } from "../../kit/problem.ts";
import { queryKeyOf } from "../../kit/use-api.ts";

type Paged = { items: unknown[]; nextCursor: string | null };
type PagedName = { [K in EndpointName]: AnswerOf<K> extends Paged ? K : never }[EndpointName];

/** A list by keyset pages: `const orders = usePages("listShopOrders", { shopId })`; `rows` is undefined at first. */
export function usePages<K extends PagedName>(name: K, input: InputOf<K>, options: { enabled?: boolean } = {}) {
  const query = useInfiniteQuery<AnswerOf<K>, ApiProblem>({
    queryKey: [...queryKeyOf(name, input), "pages"],
    queryFn: ({ pageParam, signal }) => call(name, { ...input, cursor: pageParam as string | undefined }, { signal }),
    initialPageParam: undefined,
    getNextPageParam: (last) => (last as Paged).nextCursor ?? undefined,
    ...options,
  });
  const pages = query.data?.pages;
  return {
    rows: pages?.flatMap((page) => (page as Paged).items) as AnswerOf<K>["items"] | undefined,
    /** What the list says beside its rows: sums, balances. */
    first: pages?.[0],
    problem: query.error,
    busy: query.isFetching,
    onMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    onRetry: () => void query.refetch(),
  };
}
