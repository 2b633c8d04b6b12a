import { ErrorState } from "../../../../kit/error-state.tsx";
import { SkeletonRows } from "../../../../kit/skeleton.tsx";
import { useWords } from "../../../../kit/words.ts";
import type { Desk } from "../desk-feed.ts";
import { DropRow } from "./drop-row.tsx";
import styles from "./drops.module.css";
import type { DropTools } from "./use-drops.ts";

/** The room's drops, open ones first. */
export function DropsTab({ desk, tools }: { desk: Desk; tools: DropTools }) {
  const words = useWords("deals");
  const { drops, problem, retry } = tools;
  const onAir = desk.state === "live" || desk.state === "interrupted";
  if (!drops)
    return problem ? <ErrorState problem={problem} onRetry={retry} /> : <SkeletonRows rows={2} picture={48} />;
  if (drops.length === 0)
    return (
      <p className={styles.none}>
        <b>{words.noneNow}</b>
        {words.noneNowHint}
      </p>
    );
  return (
    <ol className={styles.drops} aria-label={words.title}>
      {drops.map((drop) => (
        <DropRow key={drop.id} drop={drop} tools={tools} onAir={onAir} />
      ))}
    </ol>
  );
}
