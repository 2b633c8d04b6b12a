import { Link } from "@tanstack/react-router";
import { Button } from "../../kit/button.tsx";
import { Countdown } from "../../kit/countdown.tsx";
import { count } from "../../kit/format.ts";
import { Picture } from "../../kit/picture.tsx";
import { useWords } from "../../kit/words.ts";
import type { RoomCard } from "./room-poster.tsx";
import styles from "./soon-row.module.css";
import { useReserve } from "./use-reserve.ts";

/** A room that comes: when, with whom, and the wish to be reminded. */
export function SoonRow({ room }: { room: RoomCard }) {
  const words = useWords("home");
  const { reserve, busy } = useReserve({ doneText: words.reservedDone });
  return (
    <article className={styles.row}>
      <Link to={`/rooms/${room.id}`} className={styles.about}>
        <span className={styles.cover}>
          <Picture src={room.coverUrl} alt="" radius={12} />
        </span>
        <span className={styles.text}>
          <b className={styles.title}>{room.title}</b>
          <span className={styles.host}>{room.creator.name}</span>
          <span className={styles.when}>
            {room.plannedAt ? (
              <Countdown until={room.plannedAt} label={words.startsIn} endedLabel={words.startsNow} />
            ) : (
              words.startsAtAnyTime
            )}
          </span>
        </span>
      </Link>
      <span className={styles.side}>
        <Button
          size="small"
          look={room.reservedByMe ? "outline" : "tint"}
          disabled={room.reservedByMe}
          busy={busy}
          onClick={() => reserve(room.id)}
        >
          {room.reservedByMe ? words.reserved : words.reserve}
        </Button>
        <small>{words.reservedCount(count(room.reserved))}</small>
      </span>
    </article>
  );
}
