import { Link, useCanGoBack, useRouter } from "@tanstack/react-router";
import { Avatar } from "../../../kit/avatar.tsx";
import { count } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { useOnline } from "../../../kit/offline-bar.tsx";
import type { LineState } from "../../../kit/room-socket.ts";
import { useWords } from "../../../kit/words.ts";
import { useLasting } from "../../parts/use-lasting.ts";
import type { RoomNow } from "./room-now.ts";
import styles from "./top-bar.module.css";

const nameLettersMost = 6;
const shortName = (name: string) => {
  const letters = [...name];
  return letters.length > nameLettersMost + 2 ? `${letters.slice(0, nameLettersMost).join("")}…` : name;
};

export function TopBar({ room, line }: { room: RoomNow; line: LineState }) {
  const words = useWords("room");
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const isOnline = useOnline();
  // A line that is mended at once is not worth a word.
  const isBroken = useLasting(line === "reconnecting", 1_500);
  const leave = () => (canGoBack ? router.history.back() : void router.navigate({ to: "/" }));
  const { creator } = room;
  const isOn = room.state === "live" || room.state === "interrupted";
  return (
    <header className={styles.top}>
      <div className={styles.line}>
        <Link to={`/creators/${creator.id}`} className={styles.capsule}>
          <Avatar
            face={{ id: creator.id, name: creator.name, picture: creator.avatarUrl }}
            size={34}
            live={room.state === "live"}
          />
          <span className={styles.host}>
            <b title={words.hostPage(creator.name)}>{shortName(creator.name)}</b>
            <small>{words.likes(count(room.likes))}</small>
          </span>
        </Link>
        {isOn ? (
          <span className={styles.viewers} data-testid="viewers">
            <Icon name="person" size={14} />
            <span className="read-only-aloud">{words.viewers(count(room.viewers))}</span>
            <span aria-hidden>{count(room.viewers)}</span>
          </span>
        ) : null}
        <button type="button" className={styles.close} onClick={leave} aria-label={words.close}>
          <Icon name="close" size={22} />
        </button>
      </div>
      <h1 className={isOn ? styles.title : "read-only-aloud"}>{room.title}</h1>
      {isOnline && !isBroken ? null : (
        <p className={styles.broken} role="status">
          <span className={styles.spinner} aria-hidden />
          {isOnline ? words.reconnecting : words.offline}
        </p>
      )}
      {isOn && room.words ? <NoticeBar tone="glass">{room.words}</NoticeBar> : null}
    </header>
  );
}
