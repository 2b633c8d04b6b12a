import { Skeleton } from "../../../kit/skeleton.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./room.module.css";

/** The shape of the room before it is known: nothing moves when it comes. */
export function RoomWaiting() {
  const kit = useWords("kit");
  return (
    <div className={styles.over} aria-busy>
      <span className="read-only-aloud" role="status">
        {kit.loading}
      </span>
      <div className={styles.high}>
        <Skeleton dark width={148} height={40} radius={999} />
      </div>
      <div className={styles.low}>
        <div className={styles.waitingLines}>
          <Skeleton dark width="72%" height={28} radius={14} />
          <Skeleton dark width="54%" height={28} radius={14} />
          <Skeleton dark width="64%" height={28} radius={14} />
        </div>
      </div>
      <div className={styles.waitingBar}>
        <Skeleton dark width={44} height={44} radius={14} />
        <Skeleton dark height={40} radius={999} />
        <Skeleton dark width={44} height={44} radius={999} />
        <Skeleton dark width={44} height={44} radius={999} />
      </div>
    </div>
  );
}
