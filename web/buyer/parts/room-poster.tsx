import { Link } from "@tanstack/react-router";
import { Avatar } from "../../kit/avatar.tsx";
import type { AnswerOf } from "../../kit/api.ts";
import { count } from "../../kit/format.ts";
import { Icon } from "../../kit/icon.tsx";
import { Picture } from "../../kit/picture.tsx";
import { LiveTag, Tag } from "../../kit/tag.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./room-poster.module.css";

export type RoomCard = AnswerOf<"listRooms">["items"][number];

type Props = { room: RoomCard; look?: "wide" | "tall"; eager?: boolean };

/** A room that is live now: its cover is the whole card, and the whole card leads in. */
export function RoomPoster({ room, look = "tall", eager = false }: Props) {
  const words = useWords("home");
  const face = { id: room.creator.id, name: room.creator.name, picture: room.creator.avatarUrl };
  return (
    <Link to={`/rooms/${room.id}`} className={`${styles.poster} ${styles[look]}`}>
      <Picture src={room.coverUrl} alt="" ratio={look === "wide" ? "8 / 7" : "3 / 4"} eager={eager} />
      <span className={styles.top}>
        {room.state === "interrupted" ? <Tag tone="glass">{words.away}</Tag> : <LiveTag>{words.live}</LiveTag>}
        <Tag tone="glass">{words.watching(count(room.viewers))}</Tag>
      </span>
      <span className={styles.foot}>
        <b className={styles.title}>{room.title}</b>
        <span className={styles.host}>
          <Avatar face={face} size={look === "wide" ? 28 : 22} />
          <span className={styles.name}>{room.creator.name}</span>
          <span className={styles.likes}>
            <Icon name="heartFull" size={13} />
            {count(room.likes)}
          </span>
        </span>
      </span>
    </Link>
  );
}
