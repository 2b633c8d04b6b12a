import type { QueryClient } from "@tanstack/react-query";
import { call } from "../../../kit/api.ts";
import { queryKeyOf } from "../../../kit/use-api.ts";
import { loadWords } from "../../../kit/words.ts";

/** Asks for the product while its script is still on the way: its picture is what the page is waited for. */
export function beginProduct(queries: QueryClient, { productId = "" }: Record<string, string>): void {
  // The screen itself asks for its words again if they do not come.
  loadWords("product").catch(() => undefined);
  void queries.prefetchQuery({
    queryKey: queryKeyOf("readProduct", { productId }),
    queryFn: () => call("readProduct", { productId }),
    staleTime: 15_000,
  });
  void queries.prefetchQuery({
    queryKey: queryKeyOf("listDeals", { productId }),
    queryFn: () => call("listDeals", { productId }),
    staleTime: 5_000,
  });
}
