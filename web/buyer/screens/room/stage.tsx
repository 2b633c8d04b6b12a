import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { useWords } from "../../../kit/words.ts";
import { useToldDeals } from "../../drop/use-deal.ts";
import { useExposures } from "../../parts/use-exposures.ts";
import { BagSheet } from "./bag-sheet.tsx";
import { MoreSheet } from "./more-sheet.tsx";
import { Overlay } from "./overlay.tsx";
import { PictureArea } from "./picture-area.tsx";
import styles from "./room.module.css";
import { RoomGone } from "./room-gone.tsx";
import type { Snapshot } from "./room-now.ts";
import { SidePanel } from "./side-panel.tsx";
import { useRoom } from "./use-room.ts";
import { useRoomBuy } from "./use-room-buy.ts";
import { useShare } from "./use-share.ts";

/** The picture, what lies over it, and the sheets that come from below. */
export function Stage({ first }: { first: Snapshot }) {
  const words = useWords("room");
  const { room, tell, fill, gone, line } = useRoom(first);
  const [sheet, setSheet] = useState<"bag" | "more" | null>(null);
  const [isClear, setClear] = useState(false);
  const [taps, setTaps] = useState(0);
  const watch = useExposures(room.id);
  useToldDeals(room.deals);
  const buy = useRoomBuy(room.id, "room");
  const share = useShare(room);
  const bag = { room, watch, onBuy: buy.open, onDrop: buy.openDrop, busyId: buy.busyId };
  const closeSheet = () => setSheet(null);
  if (gone)
    return (
      <div className={styles.room}>
        <RoomGone problem={gone} onRetry={() => location.reload()} />
      </div>
    );
  return (
    <div className={styles.room}>
      <PictureArea
        room={room}
        onDoubleTap={() => room.state === "live" && setTaps((before) => before + 1)}
        onSwipe={() => setClear((before) => !before)}
        onLong={() => setSheet("more")}
        onLost={fill}
      />
      {isClear ? (
        <Button look="glass" className={styles.unclear} onClick={() => setClear(false)}>
          {words.unclear}
        </Button>
      ) : null}
      <Overlay
        {...{ room, tell, line, taps, watch, isClear }}
        busyId={buy.busyId}
        onBuy={buy.open}
        onDrop={buy.openDrop}
        onBag={() => setSheet("bag")}
        onMore={() => setSheet("more")}
        onShare={share}
      />
      <BagSheet {...bag} open={sheet === "bag"} onClose={closeSheet} />
      <MoreSheet
        room={room}
        open={sheet === "more"}
        onClose={closeSheet}
        onClear={() => setClear(true)}
        onShare={share}
      />
      <SidePanel {...bag} />
    </div>
  );
}
