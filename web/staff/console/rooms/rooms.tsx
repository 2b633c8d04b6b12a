import { Button } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { count, dateTime } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { SkeletonCards } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { useDeed } from "../../parts/use-deed.ts";
import { PageHead } from "../../studio/parts/page-head.tsx";
import { RoomStateTag } from "../../studio/parts/room-state.tsx";
import { NeedsPermission } from "../parts/needs-permission.tsx";
import styles from "./rooms.module.css";

type Room = AnswerOf<"listRooms">["items"][number];

export default function Rooms() {
  const words = useWords("console");
  return (
    <NeedsPermission may="rooms.moderate">
      <PageHead title={words.roomsTitle} hint={words.roomsHint} />
      <List />
    </NeedsPermission>
  );
}

/** Every room that is live now; what breaks the rules is closed with a reason that the host reads. */
function List() {
  const words = useWords("console");
  const [closing, setClosing] = useState<Room | null>(null);
  const rooms = useQueryOf("listRooms", { when: "now", limit: 100 }, { refetchInterval: 10_000 });
  const close = useDeed("closeRoomByPlatform", {
    done: words.roomClosed,
    refresh: ["listRooms"],
    onDone: () => setClosing(null),
  });
  if (rooms.error && !rooms.data) return <ErrorState problem={rooms.error} onRetry={() => void rooms.refetch()} />;
  if (!rooms.data) return <SkeletonCards cards={4} />;
  if (rooms.data.items.length === 0) return <Empty icon="video" title={words.noRooms} hint={words.noRoomsHint} />;
  return (
    <>
      <ul className={styles.rooms}>
        {rooms.data.items.map((room) => (
          <li key={room.id} className={styles.room} aria-label={room.title}>
            <Picture src={room.coverUrl} alt="" ratio="4/3" radius={10} />
            <div className={styles.text}>
              <RoomStateTag state={room.state} />
              <b title={room.title}>{room.title}</b>
              <span className={styles.host}>{room.creator.name}</span>
              <small>
                {words.online(count(room.viewers))}
                {room.startedAt ? ` · ${words.since(dateTime(room.startedAt))}` : ""}
              </small>
            </div>
            <div className={styles.deeds}>
              <a href={`/rooms/${room.id}`} target="_blank" rel="noreferrer">
                <Button size="large">{words.watch}</Button>
              </a>
              <Button size="large" danger onClick={() => setClosing(room)}>
                {words.closeRoom}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ReasonDialog
        open={closing !== null}
        title={words.closeTitle(closing?.title ?? "")}
        hint={words.closeHint}
        label={words.reason}
        usual={words.closeReasons}
        confirmLabel={words.closeRoom}
        danger
        busy={close.isPending}
        onClose={() => setClosing(null)}
        onConfirm={(reason) => {
          if (closing) close.mutate({ roomId: closing.id, reason });
        }}
      />
    </>
  );
}
