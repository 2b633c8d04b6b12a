import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { AnswerOf } from "../../../../kit/api.ts";
import { queryKeyOf, useQueryOf } from "../../../../kit/use-api.ts";
import { useWords } from "../../../../kit/words.ts";
import { useDeed } from "../../../parts/use-deed.ts";
import type { RoomMessageWire } from "#contract/room-stream";

export type Drops = AnswerOf<"listRoomDeals">;

const lookEveryMs = { running: 2_000, quiet: 15_000 };

/** What the room's line says of its drops, at once: how many are left and wait; for the rest the figures are read anew. */
export function hearDrops(client: QueryClient, roomId: string, said: RoomMessageWire[]): void {
  const key = queryKeyOf("listRoomDeals", { roomId });
  for (const one of said)
    if (one.kind === "dealLeft")
      client.setQueryData<Drops>(
        key,
        (before) =>
          before && {
            ...before,
            items: before.items.map((drop) =>
              drop.id === one.dealId ? { ...drop, left: one.left, waiting: one.waiting } : drop,
            ),
          },
      );
  const news = said.some((one) => one.kind === "deal" || (one.kind === "desk" && one.what === "deal"));
  if (news) void client.invalidateQueries({ queryKey: key });
  if (said.some((one) => one.kind === "desk" && one.what === "slice"))
    void client.invalidateQueries({ queryKey: queryKeyOf("listRoomSlices", { roomId }) });
}

/** The room's drops with their counters, and what an operator does with them; each deed shows its own result. */
export function useDrops(roomId: string) {
  const words = useWords("deals");
  const client = useQueryClient();
  const read = useQueryOf("listRoomDeals", { roomId }, { staleTime: 0, refetchInterval: lookEveryMs.quiet });
  const running = read.data?.items.some(({ state }) => state === "running") ?? false;
  useQueryOf("listRoomDeals", { roomId }, { enabled: running, refetchInterval: lookEveryMs.running });
  const put = (drop: Drops["items"][number]) =>
    client.setQueryData<Drops>(
      queryKeyOf("listRoomDeals", { roomId }),
      (before) => before && { ...before, items: before.items.map((one) => (one.id === drop.id ? drop : one)) },
    );
  const start = useDeed("startRoomDeal", { done: words.started, refresh: ["listRoomDeals"], onDone: put });
  const reveal = useDeed("revealRoomDeal", { done: words.revealed, refresh: ["listRoomDeals"], onDone: put });
  const stop = useDeed("stopRoomDeal", { done: words.stopped, refresh: ["listRoomDeals"], onDone: put });
  const busyId = [start, reveal, stop].find((deed) => deed.isPending)?.variables?.dealId;
  return {
    drops: read.data?.items,
    problem: read.error,
    retry: () => void read.refetch(),
    busyId,
    start: (dealId: string) => start.mutate({ roomId, dealId }),
    reveal: (dealId: string) => reveal.mutate({ roomId, dealId }),
    stop: (dealId: string) => stop.mutate({ roomId, dealId }),
  };
}
export type DropTools = ReturnType<typeof useDrops>;
