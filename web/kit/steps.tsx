import { Icon } from "./icon.tsx";
import styles from "./steps.module.css";
import { useWords } from "./words.ts";

export type Step = { title: string; note?: string | undefined; time?: string | undefined };
type Props = {
  steps: Step[];
  now: number;
  level?: boolean /** A track: what stands below has already been. */;
  newestFirst?: boolean;
};

/** Where something stands: upright for tracks and timelines, level for wizards. */
export function Steps({ steps, now, level = false, newestFirst = false }: Props) {
  const words = useWords("kit");
  return (
    <ol className={level ? styles.level : newestFirst ? `${styles.upright} ${styles.past}` : styles.upright}>
      {steps.map((step, index) => {
        const state = index === now ? "now" : index < now === newestFirst ? "next" : "done";
        const said = { done: words.stepDone, now: words.stepNow, next: words.stepNext }[state];
        return (
          <li
            key={index}
            className={`${styles.step} ${styles[state]}`}
            aria-current={state === "now" ? "step" : undefined}
          >
            <span className={styles.dot} role="img" aria-label={said}>
              {state === "done" ? <Icon name="check" size={12} weight={3} /> : null}
            </span>
            <span className={styles.text}>
              <b>{step.title}</b>
              {step.note ? <span>{step.note}</span> : null}
              {step.time ? <time>{step.time}</time> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
