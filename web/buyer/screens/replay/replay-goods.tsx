import { useWords } from "../../../kit/words.ts";
import { useExposures } from "../../parts/use-exposures.ts";
import { BagList } from "../room/bag-list.tsx";
import type { Snapshot } from "../room/room-now.ts";
import { useRoomBuy } from "../room/use-room-buy.ts";
import styles from "./replay.module.css";

/** What was on the shelf stays for sale; the order still says which room it came from. */
export function ReplayGoods({ room }: { room: Snapshot }) {
  const words = useWords("room");
  const watch = useExposures(room.id);
  const buy = useRoomBuy(room.id, "replay");
  return (
    <section className={styles.goods} aria-labelledby="replay-goods">
      <h2 id="replay-goods" className={styles.name}>
        {words.replayGoods}
      </h2>
      <BagList room={room} watch={watch} onBuy={buy.open} onDrop={buy.openDrop} busyId={buy.busyId} />
    </section>
  );
}
