import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { useCall } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { deviceId } from "../../parts/device.ts";
import { useExposures } from "../../parts/use-exposures.ts";
import { BagSheet } from "./bag-sheet.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { Comments } from "./comments.tsx";
import { MoreSheet } from "./more-sheet.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { PictureArea } from "./picture-area.tsx";
import { Pinned } from "./pinned.tsx";
import styles from "./room.module.css";
import { RoomGone } from "./room-gone.tsx";
import { isOver, type Snapshot } from "./room-now.ts";
import { SidePanel } from "./side-panel.tsx";
import { StatePanel } from "./state-panel.tsx";
import { TopBar } from "./top-bar.tsx";
import { useRoom } from "./use-room.ts";
import { useRoomBuy } from "./use-room-buy.ts";
import { useShare } from "./use-share.ts";

/** Everything over the picture, each thing in its place whatever the room's state. */
export function Stage({ first }: { first: Snapshot }) {
  const words = useWords("room");
  const { room, tell, reread, gone, line } = useRoom(first);
  const [sheet, setSheet] = useState<"bag" | "more" | null>(null);
  const [isClear, setClear] = useState(false);
  const [taps, setTaps] = useState(0);
  const watch = useExposures(room.id);
  const buy = useRoomBuy(room.id, "room");
  const share = useShare(room);
  const likes = useCall("sendLikes", { onDone: (answer) => tell({ change: answer }) });
  if (gone)
    return (
      <div className={styles.room}>
        <RoomGone problem={gone} onRetry={() => location.reload()} />
      </div>
    );
  const over = isOver(room.state);
  const playing = room.state === "live";
  const bag = { room, watch, onBuy: buy.open, busyId: buy.busyId };
  return (
    <div className={styles.room}>
      <PictureArea
        room={room}
        onDoubleTap={() => playing && setTaps((before) => before + 1)}
        onSwipe={() => setClear((before) => !before)}
        onLong={() => setSheet("more")}
        onLost={() => void reread().catch(() => undefined)}
      />
      {isClear ? (
        <Button look="glass" size="medium" className={styles.unclear} onClick={() => setClear(false)}>
          {words.unclear}
        </Button>
      ) : (
        <div className={styles.over}>
          <TopBar room={room} line={line} />
          {playing ? (
            <span className={styles.space} />
          ) : (
            <StatePanel room={room} tell={tell} onBag={() => setSheet("bag")} />
          )}
          {over ? null : (
            <div className={styles.low}>
              <div className={styles.talk}>
                <NoticeLine notice={room.notice} />
                <Comments messages={room.messages} />
              </div>
              <Pinned room={room} watch={watch} onBuy={buy.open} />
            </div>
          )}
          <BottomBar
            room={room}
            taps={taps}
            onSent={(own) => tell({ own })}
            onMuted={() => tell({ change: { muted: true } })}
            onBag={() => setSheet("bag")}
            onShare={share}
            onMore={() => setSheet("more")}
            onLikes={(count) => likes.mutate({ roomId: room.id, count: Math.min(60, count), device: deviceId() })}
          />
        </div>
      )}
      <BagSheet {...bag} open={sheet === "bag"} onClose={() => setSheet(null)} />
      <MoreSheet
        room={room}
        open={sheet === "more"}
        onClose={() => setSheet(null)}
        onClear={() => setClear(true)}
        onShare={share}
      />
      <SidePanel {...bag} />
    </div>
  );
}
