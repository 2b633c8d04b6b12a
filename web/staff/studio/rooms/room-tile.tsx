import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { count, dateTime } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { isOver, type RoomCard, RoomStateTag } from "../parts/room-state.tsx";
import styles from "./rooms.module.css";

function useWhen(): (room: RoomCard) => string {
  const words = useWords("studio");
  return ({ endedAt, startedAt, plannedAt }) => {
    if (endedAt) return words.endedOn(dateTime(endedAt));
    if (startedAt) return words.startedOn(dateTime(startedAt));
    return plannedAt ? words.plannedFor(dateTime(plannedAt)) : words.noPlan;
  };
}

/** One room with the deed that its state asks for. */
export function RoomTile({ room }: { room: RoomCard }) {
  const words = useWords("studio");
  const when = useWhen()(room);
  const live = room.state === "live" || room.state === "interrupted";
  const announce = useDeed("announceRoom", { done: words.announced, refresh: ["listMyRooms"] });
  return (
    <li className={styles.tile} aria-label={room.title}>
      <div className={styles.cover}>
        <Picture src={room.coverUrl} alt="" ratio="16/10" />
        <span className={styles.state}>
          <RoomStateTag state={room.state} />
        </span>
      </div>
      <div className={styles.body}>
        <h3>{room.title}</h3>
        <p>{when}</p>
        <p>{live ? words.onlineNow(count(room.viewers)) : words.reservedBy(count(room.reserved))}</p>
        <div className={styles.deeds}>
          {isOver(room.state) ? (
            <Link to="/studio/rooms/$roomId/summary" params={{ roomId: room.id }}>
              <Button>{words.openSummary}</Button>
            </Link>
          ) : (
            <Link to="/studio/rooms/$roomId" params={{ roomId: room.id }}>
              <Button type={live ? "primary" : "default"}>{words.openDesk}</Button>
            </Link>
          )}
          {room.state === "draft" ? (
            <Button loading={announce.isPending} onClick={() => announce.mutate({ roomId: room.id })}>
              {words.announce}
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}
