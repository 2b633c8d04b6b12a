import type { Deal } from "../../../kit/deals.ts";
import type { LineState } from "../../../kit/room-socket.ts";
import { useCall } from "../../../kit/use-api.ts";
import { deviceId } from "../../parts/device.ts";
import type { useExposures } from "../../parts/use-exposures.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { Comments } from "./comments.tsx";
import { DropPlace } from "./drop-place.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { Pinned } from "./pinned.tsx";
import styles from "./room.module.css";
import { isOver, type RoomNow } from "./room-now.ts";
import { StatePanel } from "./state-panel.tsx";
import { TopBar } from "./top-bar.tsx";
import type { useRoom } from "./use-room.ts";

type Props = {
  room: RoomNow;
  tell: ReturnType<typeof useRoom>["tell"];
  line: LineState;
  taps: number;
  /** Put out of sight, not away: what was written or hidden is found again. */
  isClear: boolean;
  watch: ReturnType<typeof useExposures>;
  busyId: string | null;
  onBuy: (productId: string) => void;
  onDrop: (deal: Deal) => void;
  onBag: () => void;
  onMore: () => void;
  onShare: () => void;
};

/** As many likes as one message may carry. */
const likesAtOnce = 60;

/** Everything over the picture, each thing in its place whatever the room's state. */
export function Overlay(props: Props) {
  const { room, tell, line, taps, isClear, watch, busyId, onBuy, onDrop, onBag, onMore, onShare } = props;
  const likes = useCall("sendLikes", { onDone: (answer) => tell({ change: answer }) });
  const sendLikes = (count: number) =>
    likes.mutate({ roomId: room.id, count: Math.min(likesAtOnce, count), device: deviceId() });
  const isOn = room.state === "live" || room.state === "interrupted";
  return (
    <div className={styles.over} hidden={isClear}>
      <TopBar room={room} line={line} />
      {room.state === "live" ? <span className={styles.space} /> : <StatePanel room={room} tell={tell} onBag={onBag} />}
      {isOn ? (
        <div className={styles.low}>
          <div className={styles.talk}>
            <NoticeLine notice={room.notice} />
            <Comments messages={room.messages} />
          </div>
          <Pinned room={room} watch={watch} onBuy={onBuy} onDrop={onDrop} />
        </div>
      ) : null}
      {isOver(room.state) ? null : <DropPlace room={room} busyId={busyId} onDrop={onDrop} />}
      <BottomBar
        room={room}
        taps={taps}
        onSent={(own) => tell({ own })}
        onMuted={() => tell({ change: { muted: true } })}
        onBag={onBag}
        onShare={onShare}
        onMore={onMore}
        onLikes={sendLikes}
      />
    </div>
  );
}
