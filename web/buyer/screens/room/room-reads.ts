import type { QueryClient } from "@tanstack/react-query";
import { call } from "../../../kit/api.ts";
import { queryKeyOf } from "../../../kit/use-api.ts";
import { loadWords } from "../../../kit/words.ts";

/** Asks for the room while its script is still on the way. */
export function beginRoom(queries: QueryClient, { roomId = "" }: Record<string, string>): void {
  // The screen itself asks for its words again if they do not come.
  loadWords("room").catch(() => undefined);
  void queries.prefetchQuery({
    queryKey: queryKeyOf("readRoom", { roomId }),
    queryFn: () => call("readRoom", { roomId }),
    staleTime: 3_000,
  });
}
