import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useWords } from "../../../kit/words.ts";
import { useMe } from "../../parts/use-me.ts";
import { usePages } from "../../parts/use-pages.ts";
import { WaitingCards } from "../../parts/waiting.tsx";
import { PageHead } from "../parts/page-head.tsx";
import page from "../parts/page.module.css";
import { RoomTile } from "./room-tile.tsx";
import styles from "./rooms.module.css";

export default function Rooms() {
  const words = useWords("studio");
  const kit = useWords("kit");
  const rooms = usePages("listMyRooms", { limit: 24 });
  return (
    <section>
      <PageHead title={words.roomsTitle} hint={words.roomsHint}>
        <NewRoomLink />
      </PageHead>
      {rooms.problem && !rooms.rows ? (
        <ErrorState problem={rooms.problem} onRetry={rooms.onRetry} />
      ) : !rooms.rows ? (
        <WaitingCards cards={4} grid={styles.grid} ratio="16/10" />
      ) : rooms.rows.length === 0 ? (
        <Empty icon="video" title={words.noRooms} hint={words.noRoomsHint} action={<NewRoomLink />} />
      ) : (
        <ul className={styles.grid}>
          {rooms.rows.map((room) => (
            <RoomTile key={room.id} room={room} />
          ))}
        </ul>
      )}
      {rooms.onMore ? (
        <div className={page.more}>
          <Button onClick={rooms.onMore} loading={rooms.busy}>
            {kit.more}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

export function NewRoomLink() {
  const words = useWords("studio");
  const { me } = useMe();
  return (
    <Link to={me?.isCreator ? "/studio/rooms/new" : "/studio/creator"}>
      <Button type="primary">{me?.isCreator ? words.createRoom : words.stepCreator}</Button>
    </Link>
  );
}
