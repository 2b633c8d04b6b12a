import { Link } from "@tanstack/react-router";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { isProblem } from "../../../kit/problem.ts";
import { useWords } from "../../../kit/words.ts";
import styles from "./panels.module.css";

/** No way in: banned, no such room, or out of reach. */
export function RoomGone({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  const words = useWords("room");
  const home = (
    <Link to="/" className={styles.home}>
      {words.toHome}
    </Link>
  );
  return (
    <div className={styles.gone}>
      {isProblem(problem, "live.banned") ? (
        <Empty dark icon="shield" title={words.banned} hint={words.bannedHint} action={home} />
      ) : (
        <>
          <ErrorState dark problem={problem} onRetry={onRetry} />
          {home}
        </>
      )}
    </div>
  );
}
