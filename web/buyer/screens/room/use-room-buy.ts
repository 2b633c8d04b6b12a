import { useState } from "react";
import { call } from "../../../kit/api.ts";
import type { Deal } from "../../../kit/deals.ts";
import { useBuy } from "../../buy/buy-wish.ts";
import { deviceId } from "../../parts/device.ts";
import { useRefusalToast } from "../../parts/use-refusal-toast.ts";

/** The way from a card to buying. Its click is counted first, because the answer carries the trail of the order. */
export function useRoomBuy(roomId: string, from: "room" | "replay") {
  const buy = useBuy();
  const onProblem = useRefusalToast();
  const [busyId, setBusyId] = useState<string | null>(null);
  const open = (productId: string, deal?: Deal) => {
    if (busyId !== null) return;
    setBusyId(productId);
    void call("clickProduct", { roomId, productId, device: deviceId() })
      .then(({ trail }) => buy.open({ productId, trail, from, roomId, deal }), onProblem)
      .finally(() => setBusyId(null));
  };
  return {
    open: (productId: string) => open(productId),
    openDrop: (deal: Deal) => open(deal.productId, deal),
    busyId,
  };
}
