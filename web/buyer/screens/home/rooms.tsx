import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Skeleton, SkeletonRows } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { RoomPoster } from "../../parts/room-poster.tsx";
import { SoonRow } from "../../parts/soon-row.tsx";
import { nowInput, soonInput } from "./home-reads.ts";
import styles from "./home.module.css";

const lookAgainMs = 30_000;

export function RoomsNow() {
  const words = useWords("home");
  const rooms = useQueryOf("listRooms", nowInput, { refetchInterval: lookAgainMs });
  const [first, ...others] = rooms.data?.items ?? [];
  return (
    <section className={styles.part} aria-labelledby="home-now">
      <h2 id="home-now" className={styles.name}>
        {words.liveNow}
        <small>{words.liveNowHint}</small>
      </h2>
      {first ? (
        <div className={styles.posters}>
          <RoomPoster room={first} look="wide" eager />
          {others.map((room) => (
            <RoomPoster key={room.id} room={room} look={others.length === 1 ? "wide" : "tall"} />
          ))}
        </div>
      ) : rooms.data ? (
        <Empty icon="video" title={words.noRooms} hint={words.noRoomsHint} />
      ) : rooms.error ? (
        <ErrorState problem={rooms.error} onRetry={() => void rooms.refetch()} />
      ) : (
        <Skeleton ratio="8 / 7" radius={20} />
      )}
    </section>
  );
}

/** Nothing planned is nothing to say: the section is drawn only when a room comes. */
export function RoomsSoon() {
  const words = useWords("home");
  const rooms = useQueryOf("listRooms", soonInput);
  if (rooms.data?.items.length === 0 || rooms.error) return null;
  return (
    <section className={styles.part} aria-labelledby="home-soon">
      <h2 id="home-soon" className={styles.name}>
        {words.soon}
      </h2>
      <div className={styles.rows}>
        {rooms.data ? rooms.data.items.map((room) => <SoonRow key={room.id} room={room} />) : <SkeletonRows rows={2} />}
      </div>
    </section>
  );
}
