import styles from "./progress-bar.module.css";

/** A share between 0 and 1; `label` says it in words beside the bar. */
export function ProgressBar({ share, label, wide = false }: { share: number; label: string; wide?: boolean }) {
  const part = Math.min(1, Math.max(0, share));
  return (
    <span className={styles.progress}>
      <span
        className={`${styles.rail} ${wide ? styles.wide : ""}`}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
      >
        <span className={styles.done} style={{ width: `${part * 100}%` }} />
      </span>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
    </span>
  );
}
