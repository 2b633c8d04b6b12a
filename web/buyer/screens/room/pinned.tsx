import { useState } from "react";
import { PinnedCard } from "../../../kit/product-card.tsx";
import { useWords } from "../../../kit/words.ts";
import { useCard } from "../../parts/use-card.ts";
import type { useExposures } from "../../parts/use-exposures.ts";
import type { RoomNow } from "./room-now.ts";
import styles from "./room.module.css";

type Props = { room: RoomNow; watch: ReturnType<typeof useExposures>; onBuy: (productId: string) => void };

/** What is explained now. Put away, it stays away until the next thing is explained. */
export function Pinned({ room, watch, onBuy }: Props) {
  const words = useWords("room");
  const card = useCard();
  const [hiddenPin, setHiddenPin] = useState<string | null>(null);
  const item = room.shelf.find((one) => one.id === room.pin?.productId);
  if (!room.pin || !item || room.pin.id === hiddenPin) return null;
  const pinId = room.pin.id;
  return (
    <div key={pinId} ref={watch(item.id)} className={styles.pinned} data-testid="pinned">
      <PinnedCard
        product={card(item)}
        deed={words.grab}
        onOpen={() => onBuy(item.id)}
        onHide={() => setHiddenPin(pinId)}
      />
    </div>
  );
}
