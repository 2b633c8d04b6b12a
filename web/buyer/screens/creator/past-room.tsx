import { Link } from "@tanstack/react-router";
import { count, dateTime } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import type { RoomCard } from "../../parts/room-poster.tsx";
import styles from "./creator.module.css";

export function PastRoom({ room }: { room: RoomCard }) {
  const words = useWords("storefront");
  return (
    <Link to={`/rooms/${room.id}/replay`} className={styles.past}>
      <span className={styles.cover}>
        <Picture src={room.coverUrl} alt="" radius={12} />
        <span className={styles.play}>
          <Icon name="play" size={20} label={words.watch} />
        </span>
      </span>
      <span className={styles.pastText}>
        <b>{room.title}</b>
        {room.endedAt ? <small>{dateTime(room.endedAt)}</small> : null}
        <small className={styles.likes}>
          <Icon name="heartFull" size={13} /> {count(room.likes)}
        </small>
      </span>
    </Link>
  );
}
