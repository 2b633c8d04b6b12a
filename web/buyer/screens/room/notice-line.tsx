import { useEffect, useState } from "react";
import { useWords } from "../../../kit/words.ts";
import styles from "./notice-line.module.css";
import type { Notice } from "./room-now.ts";

const shownMs = 3_500;

/** One line for who is buying, so that it never washes the talk away. */
export function NoticeLine({ notice }: { notice: Notice | null }) {
  const words = useWords("room");
  const [goneTurn, setGoneTurn] = useState(0);
  const turn = notice?.turn ?? 0;
  useEffect(() => {
    if (turn === 0) return;
    const timer = setTimeout(() => setGoneTurn(turn), shownMs);
    return () => clearTimeout(timer);
  }, [turn]);
  const isShown = notice !== null && turn > goneTurn;
  return (
    <div className={styles.place} role="status">
      {isShown ? (
        <p key={turn} className={styles.line} data-what={notice.what}>
          <b>{notice.count > 1 ? words.andOthers(notice.who, notice.count) : notice.who}</b>{" "}
          {words.notices[notice.what]}
        </p>
      ) : null}
    </div>
  );
}
