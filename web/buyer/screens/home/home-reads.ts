import type { QueryClient } from "@tanstack/react-query";
import { call } from "../../../kit/api.ts";
import { queryKeyOf } from "../../../kit/use-api.ts";
import { pagesKeyOf } from "../../../kit/use-pages.ts";
import { loadWords } from "../../../kit/words.ts";

export const nowInput = { when: "now", limit: 7 } as const;
export const soonInput = { when: "soon", limit: 6 } as const;
export const goodsInput = { limit: 20 } as const;

/** Asks for what home shows while its script is still on the way. */
export function beginHome(queries: QueryClient): void {
  // The screen itself asks for its words again if they do not come.
  loadWords("home").catch(() => undefined);
  for (const input of [nowInput, soonInput])
    void queries.prefetchQuery({ queryKey: queryKeyOf("listRooms", input), queryFn: () => call("listRooms", input) });
  void queries.prefetchInfiniteQuery({
    queryKey: pagesKeyOf("listProducts", goodsInput),
    queryFn: () => call("listProducts", goodsInput),
    initialPageParam: undefined,
  });
}
