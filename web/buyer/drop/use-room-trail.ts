import { useQuery } from "@tanstack/react-query";
import { call } from "../../kit/api.ts";
import type { ApiProblem } from "../../kit/problem.ts";
import { deviceId } from "../parts/device.ts";

async function findTrail(dealId: string, signal: AbortSignal): Promise<string | null> {
  const { roomId, productId } = await call("readDeal", { dealId }, { signal });
  if (roomId === null) return null;
  return (await call("clickProduct", { roomId, productId, device: deviceId() }, { signal })).trail;
}

/**
 * A room's drop is sold to who comes from its room alone. Whoever takes up its offer on another page, or after a
 * reload, comes from there too: their order gets the room's trail, and who hosted is paid for it.
 */
export function useRoomTrail(dealId: string | undefined, given: string | undefined) {
  const wanted = dealId !== undefined && given === undefined;
  const read = useQuery<string | null, ApiProblem>({
    queryKey: ["roomTrail", dealId],
    queryFn: ({ signal }) => findTrail(dealId ?? "", signal),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { trail: given ?? read.data ?? undefined, finding: wanted && read.isPending };
}
