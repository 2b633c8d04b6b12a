import { Button } from "../../../kit/button.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { InfiniteList } from "../../../kit/infinite-list.tsx";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { RoomPoster } from "../../parts/room-poster.tsx";
import { SoonRow } from "../../parts/soon-row.tsx";
import styles from "./creator.module.css";
import { PastRoom } from "./past-room.tsx";

/** The rooms of one creator: the one that is live, those that come, those that were. */
export function CreatorRooms({ creatorId, onShowcase }: { creatorId: string; onShowcase: () => void }) {
  const words = useWords("storefront");
  const now = useQueryOf("listRooms", { when: "now", creatorId, limit: 1 });
  const soon = useQueryOf("listRooms", { when: "soon", creatorId, limit: 10 });
  const past = usePagesOf("listRooms", { when: "ended", creatorId });
  const first = [now, soon].find((read) => read.error)?.error ?? past.problem;
  if (!now.data || !soon.data || !past.items) {
    const again = () => void Promise.all([now.refetch(), soon.refetch(), past.again()]);
    return first ? <ErrorState problem={first} onRetry={again} /> : <SkeletonRows rows={4} />;
  }
  if (now.data.items.length + soon.data.items.length + past.items.length === 0) {
    const look = (
      <Button look="tint" onClick={onShowcase}>
        {words.toShowcase}
      </Button>
    );
    return <Empty icon="video" title={words.noRooms} hint={words.noRoomsHint} action={look} />;
  }
  return (
    <div className={styles.rooms}>
      {now.data.items.map((room) => (
        <RoomPoster key={room.id} room={room} look="wide" eager />
      ))}
      {soon.data.items.length > 0 ? <h3 className={styles.group}>{words.soon}</h3> : null}
      {soon.data.items.map((room) => (
        <SoonRow key={room.id} room={room} />
      ))}
      {past.items.length > 0 ? <h3 className={styles.group}>{words.past}</h3> : null}
      <InfiniteList more={past.more} busy={past.busy} problem={past.problem} onMore={past.onMore} quietEnd>
        {past.items.map((room) => (
          <PastRoom key={room.id} room={room} />
        ))}
      </InfiniteList>
    </div>
  );
}
