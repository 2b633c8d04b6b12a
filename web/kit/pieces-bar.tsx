import styles from "./pieces-bar.module.css";

type Props = {
  /** How much is gone, 0 to 1. */
  share: number;
  /** What the bar says: “68 % taken”, “Only 3 left”. */
  label: string;
  gone?: boolean;
};

/** How much of a drop is gone, with its words inside the bar. */
export function PiecesBar({ share, label, gone = false }: Props) {
  const part = Math.min(1, Math.max(0, share));
  return (
    <span
      className={gone ? styles.gone : styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(part * 100)}
    >
      <span className={styles.taken} style={{ transform: `scaleX(${part})` }} />
      <span className={styles.label} aria-hidden>
        {label}
      </span>
    </span>
  );
}
