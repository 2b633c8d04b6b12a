import { Skeleton, SkeletonRows } from "../../kit/skeleton.tsx";
import { useWords } from "../../kit/words.ts";
import styles from "./waiting.module.css";

/** A page of the workbench before it is known: its title and its list, in their places. */
export function Waiting() {
  const words = useWords("kit");
  return (
    <div aria-busy>
      <span className="read-only-aloud" role="status">
        {words.loading}
      </span>
      <Skeleton width={180} height={28} />
      <div className={styles.card}>
        <SkeletonRows rows={7} picture={40} />
      </div>
    </div>
  );
}

/** Cards before they are known, in the grid that they will stand in. */
export function WaitingCards({ cards, grid, ratio }: { cards: number; grid: string | undefined; ratio: string }) {
  return (
    <div className={grid} aria-hidden>
      {Array.from({ length: cards }, (_, index) => (
        <div key={index} className={styles.tile}>
          <Skeleton ratio={ratio} radius={0} />
          <div className={styles.lines}>
            <Skeleton width="86%" />
            <Skeleton width="54%" />
            <Skeleton width="40%" height={40} radius={8} />
          </div>
        </div>
      ))}
    </div>
  );
}
