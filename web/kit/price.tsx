import { moneyParts } from "./format.ts";
import styles from "./price.module.css";
import { useWords } from "./words.ts";

type Props = {
  fen: number;
  size?: "small" | "medium" | "large" | "hero";
  /** brand for what is asked, ink for what was paid, light over video. */
  tone?: "brand" | "ink" | "light";
  /** The struck-through price and which price it was. */
  wasFen?: number | undefined;
  wasLabel?: string;
};

/** ¥ small, integer large, one baseline, tabular digits. Read aloud as one amount. */
export function Price({ fen, size = "medium", tone = "brand", wasFen, wasLabel }: Props) {
  const words = useWords("kit");
  const { sign, integer, fraction } = moneyParts(fen);
  const was = wasFen !== undefined && wasFen > fen ? moneyParts(wasFen) : undefined;
  return (
    <span className={`${styles.price} ${styles[size]} ${styles[tone]}`}>
      <span className="read-only-aloud">{`${sign}¥${integer}.${fraction}`}</span>
      <span aria-hidden className={styles.now}>
        {sign}
        <span className={styles.yuan}>¥</span>
        <span className={styles.integer}>{integer}</span>
        <span className={styles.fraction}>.{fraction}</span>
      </span>
      {was ? (
        <span className={styles.was} title={wasLabel ?? words.was}>
          <span className="read-only-aloud">{wasLabel ?? words.was}</span>
          <s>{`¥${was.integer}${was.fraction === "00" ? "" : `.${was.fraction}`}`}</s>
        </span>
      ) : null}
    </span>
  );
}
