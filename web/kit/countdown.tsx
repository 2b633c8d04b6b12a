import styles from "./countdown.module.css";
import { duration } from "./format.ts";
import { useCountdown } from "./use-countdown.ts";
import { useWords } from "./words.ts";

type Props = {
  until: string | number;
  onEnd?: () => void;
  look?: "plain" | "boxes";
  label?: string;
  endedLabel?: string;
};

/** Counts by the server's clock. Read aloud once, not every second. */
export function Countdown({ until, onEnd, look = "plain", label, endedLabel }: Props) {
  const words = useWords("kit");
  const left = useCountdown(until, onEnd);
  if (left <= 0) return <span className={styles.plain}>{endedLabel ?? words.ended}</span>;
  const days = Math.floor(left / 86_400_000);
  const clock = duration(left % 86_400_000);
  const parts = (days > 0 || clock.length > 5 ? clock.padStart(8, "0") : clock).split(":");
  return (
    <span className={styles.countdown} role="timer" aria-live="off">
      {label === undefined ? null : <span>{label}</span>}
      {days > 0 ? <span>{words.days(days)}</span> : null}
      <span className={styles[look]}>
        {parts.map((part, index) => (
          <span key={index} className={styles.part}>
            {index > 0 ? <i>:</i> : null}
            <b>{part}</b>
          </span>
        ))}
      </span>
    </span>
  );
}
