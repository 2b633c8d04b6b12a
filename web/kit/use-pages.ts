import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { type AnswerOf, call, type EndpointName, type InputOf } from "./api.ts";
import type { ApiProblem } from "./problem.ts";

type Page = { items: unknown[]; nextCursor: string | null };
/** Endpoints that answer a page and take the cursor of the next. */
export type PagedName = { [K in EndpointName]: AnswerOf<K> extends Page ? K : never }[EndpointName];
type ItemOf<K extends PagedName> = AnswerOf<K> extends { items: (infer Item)[] } ? Item : never;

export const pagesKeyOf = (name: PagedName, input: unknown) => [name, input, "pages"];

export type Pages<Item> = {
  /** undefined while the first page is on its way. */
  items: Item[] | undefined;
  /** Of the first page; of a later one when `items` are there. */
  problem: ApiProblem | null;
  more: boolean;
  busy: boolean;
  onMore: () => void;
  again: () => Promise<unknown>;
};

/** A list that grows as it is read: its answer goes into `InfiniteList`. */
export function usePagesOf<K extends PagedName>(name: K, input: Omit<InputOf<K>, "cursor">): Pages<ItemOf<K>> {
  const query = useInfiniteQuery<
    AnswerOf<K>,
    ApiProblem,
    InfiniteData<AnswerOf<K>>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: pagesKeyOf(name, input),
    queryFn: ({ pageParam, signal }) => call(name, { ...input, cursor: pageParam } as InputOf<K>, { signal }),
    initialPageParam: undefined,
    getNextPageParam: (last) => (last as Page).nextCursor ?? undefined,
  });
  return {
    items: query.data?.pages.flatMap((page) => (page as Page).items as ItemOf<K>[]),
    problem: query.error,
    more: query.hasNextPage,
    busy: query.isFetchingNextPage,
    onMore: () => void query.fetchNextPage(),
    again: () => query.refetch(),
  };
}
