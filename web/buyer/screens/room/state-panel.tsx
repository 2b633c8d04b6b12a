import { Link } from "@tanstack/react-router";
import { Button } from "../../../kit/button.tsx";
import { Countdown } from "../../../kit/countdown.tsx";
import { count, dateTime, duration } from "../../../kit/format.ts";
import { useWords } from "../../../kit/words.ts";
import { useReserve } from "../../parts/use-reserve.ts";
import styles from "./panels.module.css";
import type { RoomNow } from "./room-now.ts";
import type { useRoom } from "./use-room.ts";

type Props = { room: RoomNow; tell: ReturnType<typeof useRoom>["tell"]; onBag: () => void };

/** What stands in the picture's place: before the start, while the host is away, after the end. */
export function StatePanel(props: Props) {
  switch (props.room.state) {
    case "live":
      return null;
    case "interrupted":
      return <Away />;
    case "ended":
    case "archived":
      return <Ended {...props} />;
    case "cancelled":
      return <Cancelled />;
    case "draft":
    case "announced":
    case "ready":
      return <Soon {...props} />;
  }
}

function Soon({ room, tell, onBag }: Props) {
  const words = useWords("room");
  const { reserve, busy } = useReserve({
    doneText: words.reservedDone,
    onDone: (reserved) => tell({ change: { reserved, reservedByMe: true } }),
  });
  const isReady = room.state === "ready";
  return (
    <section className={styles.panel}>
      <p className={styles.kicker}>{words.soonTitle}</p>
      <h2 className={styles.title}>{room.title}</h2>
      {room.intro ? <p className={styles.intro}>{room.intro}</p> : null}
      {isReady ? (
        <p className={styles.when}>{words.ready}</p>
      ) : room.plannedAt ? (
        <div className={styles.clock}>
          <Countdown until={room.plannedAt} look="boxes" label={words.startsIn} endedLabel={words.ready} />
          <small>{dateTime(room.plannedAt)}</small>
        </div>
      ) : (
        <p className={styles.when}>{words.anyTime}</p>
      )}
      <div className={styles.deeds}>
        {isReady ? null : (
          <Button size="large" icon="bell" busy={busy} disabled={room.reservedByMe} onClick={() => reserve(room.id)}>
            {room.reservedByMe ? words.reserved : words.reserve}
          </Button>
        )}
        {room.shelf.length > 0 ? (
          <Button look="glass" onClick={onBag}>
            {words.firstLook}
          </Button>
        ) : null}
      </div>
      <small className={styles.soft}>{words.reservedCount(count(room.reserved))}</small>
    </section>
  );
}

function Away() {
  const words = useWords("room");
  return (
    <section className={styles.panel} role="status">
      <span className={styles.dots} aria-hidden>
        <i />
        <i />
        <i />
      </span>
      <h2 className={styles.title}>{words.away}</h2>
      <p className={styles.intro}>{words.awayHint}</p>
    </section>
  );
}

function Ended({ room, onBag }: Props) {
  const words = useWords("room");
  const lengthMs = room.startedAt && room.endedAt ? Date.parse(room.endedAt) - Date.parse(room.startedAt) : null;
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>{words.ended}</h2>
      <dl className={styles.figures}>
        {lengthMs === null ? null : (
          <div>
            <dt>{words.length}</dt>
            <dd>{duration(lengthMs)}</dd>
          </div>
        )}
        <div>
          <dt>{words.likesTotal}</dt>
          <dd>{count(room.likes)}</dd>
        </div>
      </dl>
      <div className={styles.deeds}>
        <Link to={`/rooms/${room.id}/replay`} className={styles.primary}>
          {words.replay}
        </Link>
        {room.shelf.length > 0 ? (
          <Button look="glass" size="large" icon="bag" onClick={onBag}>
            {words.goodsStill}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function Cancelled() {
  const words = useWords("room");
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>{words.cancelled}</h2>
      <p className={styles.intro}>{words.cancelledHint}</p>
      <Link to="/" className={styles.primary}>
        {words.toHome}
      </Link>
    </section>
  );
}
