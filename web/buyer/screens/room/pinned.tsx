import { useState } from "react";
import { type Deal, inTurn, stageOf } from "../../../kit/deals.ts";
import { PinnedCard } from "../../../kit/product-card.tsx";
import { serverNow } from "../../../kit/server-clock.ts";
import { useWords } from "../../../kit/words.ts";
import { useCard } from "../../parts/use-card.ts";
import type { useExposures } from "../../parts/use-exposures.ts";
import type { RoomNow } from "./room-now.ts";
import styles from "./room.module.css";

type Props = {
  room: RoomNow;
  watch: ReturnType<typeof useExposures>;
  onBuy: (productId: string) => void;
  onDrop: (deal: Deal) => void;
};

/** What is explained now, at the price of its drop while one runs. Put away, it stays away until the next thing is explained. */
export function Pinned({ room, watch, onBuy, onDrop }: Props) {
  const words = useWords("room");
  const card = useCard();
  const [hiddenPin, setHiddenPin] = useState<string | null>(null);
  const item = room.shelf.find((one) => one.id === room.pin?.productId);
  if (!room.pin || !item || room.pin.id === hiddenPin) return null;
  const pinId = room.pin.id;
  const now = serverNow();
  const deal = inTurn(room.deals, now).find((one) => one.productId === item.id);
  // A drop whose pieces are gone is no price any more: the drop's own card leads to its waitlist.
  const running = deal && ["on", "hidden"].includes(stageOf(deal, now)) ? deal : undefined;
  const product = card(item);
  return (
    <div key={pinId} ref={watch(item.id)} className={styles.pinned} data-testid="pinned">
      <PinnedCard
        product={running ? { ...product, priceFen: running.priceFen, wasFen: running.listFen } : product}
        deed={words.grab}
        onOpen={() => (running ? onDrop(running) : onBuy(item.id))}
        onHide={() => setHiddenPin(pinId)}
      />
    </div>
  );
}
